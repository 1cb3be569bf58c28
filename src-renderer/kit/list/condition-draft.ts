/** A condition while somebody makes it: field, then what to ask of it, then what to compare with. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Operator, Operators } from '../../../crm/kernel/operators.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import { fieldAt, type PathField } from './field-paths.ts';

export interface ConditionDraft {
  readonly field: string | null;
  readonly operator: string | null;
  readonly operand: unknown;
}

export const NEW_CONDITION: ConditionDraft = { field: null, operator: null, operand: undefined };

export function draftOf({ field, operator, operand }: Condition): ConditionDraft {
  return { field, operator, operand };
}

export function pathOf(entity: EntityDef, { field }: ConditionDraft): PathField | undefined {
  return field === null ? undefined : fieldAt(entity, field);
}

export function operatorsOf(entity: EntityDef, draft: ConditionDraft): Operators {
  const found = pathOf(entity, draft);
  return found === undefined ? {} : kindOf(found.field).operators;
}

export function operatorOf(entity: EntityDef, draft: ConditionDraft): Operator | undefined {
  const operators = operatorsOf(entity, draft);
  return draft.operator === null || !Object.hasOwn(operators, draft.operator)
    ? undefined
    : operators[draft.operator];
}

/** The first thing that can be asked of the field is asked until another is chosen. */
export function withField(entity: EntityDef, field: string | null): ConditionDraft {
  const draft = { ...NEW_CONDITION, field };
  return { ...draft, operator: Object.keys(operatorsOf(entity, draft))[0] ?? null };
}

/** What was entered stays when the next operator takes the same shape. */
export function withOperator(
  entity: EntityDef,
  draft: ConditionDraft,
  operator: string | null,
): ConditionDraft {
  const next = { ...draft, operator };
  const keeps = operatorOf(entity, next)?.operand === operatorOf(entity, draft)?.operand;
  return keeps ? next : { ...next, operand: undefined };
}

/** null while something is missing. */
export function conditionFrom(entity: EntityDef, draft: ConditionDraft): Condition | null {
  const { field, operator: name, operand } = draft;
  const operator = operatorOf(entity, draft);
  if (field === null || name === null || operator === undefined) return null;
  if (operator.operand === 'none') return { field, operator: name };
  if (operator.operand === 'range' && !isRange(operand)) return null;
  return operand === undefined || operand === null
    ? null
    : { field, operator: name, operand: operand as NonNullable<Condition['operand']> };
}

function isRange(operand: unknown): boolean {
  return Array.isArray(operand) && operand.every((end) => typeof end === 'number');
}
