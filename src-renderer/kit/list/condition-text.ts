import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import type { Operator } from '../../../crm/kernel/operators.ts';

export function operatorOf(field: FieldDef, name: string): Operator | undefined {
  return kindOf(field).operators[name];
}

/** Keys of linked records in the operand of a condition, for which the chip needs titles. */
export function linkedKeys(field: FieldDef | undefined, condition: Condition): readonly string[] {
  if (field === undefined || !('to' in field || field.kind === 'user')) return [];
  return Array.isArray(condition.operand) ? (condition.operand as readonly string[]) : [];
}

/** A condition in words: `Industry is any of Retail, Software`. */
export function conditionText(
  entity: EntityDef,
  condition: Condition,
  titles: ReadonlyMap<string, string>,
): { readonly field: string; readonly operator: string; readonly operand: string } {
  const field = entity.fields[condition.field];
  if (field === undefined)
    return { field: condition.field, operator: condition.operator, operand: '' };
  const operator = operatorOf(field, condition.operator);
  return {
    field: field.label,
    operator: operator?.label.replace(' … days', '') ?? condition.operator,
    operand: operandText(field, operator, condition.operand, titles),
  };
}

function operandText(
  field: FieldDef,
  operator: Operator | undefined,
  operand: unknown,
  titles: ReadonlyMap<string, string>,
): string {
  if (operator?.operand === 'days') return `${inWords(operand)} days`;
  if (operator?.operand === 'range' && Array.isArray(operand)) {
    return (operand as readonly unknown[]).map((end) => inWords(end) || '…').join(' and ');
  }
  if (Array.isArray(operand)) {
    const options = 'options' in field ? field.options : [];
    return (operand as readonly string[])
      .map((key) => titles.get(key) ?? labelOf(key, options))
      .join(', ');
  }
  return inWords(operand);
}

function inWords(operand: unknown): string {
  if (operand === undefined || operand === null) return '';
  return typeof operand === 'string' ? operand : JSON.stringify(operand);
}
