/** Filters in words: `Industry is any of Retail, Software and (Owner is me or Tier is empty)`. */
import { isPeriodName, periods } from '../../../crm/kernel/calendar-days.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Condition, Filter } from '../../../crm/kernel/query.ts';
import type { Operator } from '../../../crm/kernel/operators.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { fieldAt, linkedEntityOf } from './field-paths.ts';

/** What words depend on besides the filter: the names of linked records by `<entity>/<id>`, and the language. */
export interface TextContext {
  readonly titles: ReadonlyMap<string, string>;
  readonly locale: string;
}

export interface ConditionWords {
  readonly field: string;
  readonly operator: string;
  readonly operand: string;
}

export function isCondition(filter: Filter): filter is Condition {
  return 'field' in filter;
}

/** Document names of the records that a filter names, for which its words need titles. */
export function linkedNames(entity: EntityDef, filters: readonly Filter[]): readonly string[] {
  return filters.flatMap((filter) => {
    if (!isCondition(filter)) return linkedNames(entity, 'all' in filter ? filter.all : filter.any);
    const field = fieldAt(entity, filter.field)?.field;
    if (field === undefined || !Array.isArray(filter.operand)) return [];
    const { operand } = filter;
    return 'to' in field || field.kind === 'user'
      ? (operand as readonly string[]).map((key) => nameOf(field, key))
      : [];
  });
}

function nameOf(field: FieldDef, key: string): string {
  return key.includes('/') ? key : `${linkedEntityOf(field) ?? ''}/${key}`;
}

export function conditionText(
  entity: EntityDef,
  condition: Condition,
  context: TextContext,
): ConditionWords {
  const found = fieldAt(entity, condition.field);
  if (found === undefined)
    return { field: condition.field, operator: condition.operator, operand: '' };
  const { operators } = kindOf(found.field);
  const operator = Object.hasOwn(operators, condition.operator)
    ? operators[condition.operator]
    : undefined;
  const label = operator?.label ?? condition.operator;
  const [before = '', after] = label.split('…');
  const operand = operandText(found.field, operator, condition.operand, context);
  return after === undefined
    ? { field: found.label, operator: label, operand }
    : { field: found.label, operator: before.trim(), operand: `${operand}${after}` };
}

/** The whole filter as one sentence; `join` says how its parts belong together. */
export function filterText(
  entity: EntityDef,
  filters: readonly Filter[],
  context: TextContext,
  join: 'and' | 'or' = 'and',
): string {
  return filters
    .map((filter) => {
      if (isCondition(filter)) {
        const { field, operator, operand } = conditionText(entity, filter, context);
        return [field, operator, operand].filter((word) => word !== '').join(' ');
      }
      const [parts, inner] =
        'all' in filter ? ([filter.all, 'and'] as const) : ([filter.any, 'or'] as const);
      const text = filterText(entity, parts, context, inner);
      return filters.length > 1 && parts.length > 1 ? `(${text})` : text;
    })
    .filter((text) => text !== '')
    .join(` ${join} `);
}

function operandText(
  field: FieldDef,
  operator: Operator | undefined,
  operand: unknown,
  context: TextContext,
): string {
  switch (operator?.operand) {
    case 'none':
      return '';
    case 'period':
      return isPeriodName(operand) ? periods[operand].label : inWords(operand, context);
    case 'date':
      return dayInWords(operand, context);
    case 'range':
      return Array.isArray(operand)
        ? (operand as readonly unknown[]).map((end) => inWords(end, context) || '…').join(' and ')
        : '';
    default:
  }
  if (Array.isArray(operand)) {
    const options = 'options' in field ? field.options : [];
    return (operand as readonly string[])
      .map((key) => context.titles.get(nameOf(field, key)) ?? labelOf(key, options))
      .join(', ');
  }
  return inWords(operand, context);
}

function dayInWords(operand: unknown, { locale }: TextContext): string {
  if (typeof operand !== 'string') return '';
  const ms = Date.parse(`${operand.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms)
    ? operand
    : dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(ms);
}

function inWords(operand: unknown, { locale }: TextContext): string {
  if (operand === undefined || operand === null) return '';
  if (typeof operand === 'number') return numberFormat(locale, {}).format(operand);
  return typeof operand === 'string' ? operand : JSON.stringify(operand);
}
