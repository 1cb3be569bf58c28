/** What can be wrong with a question, each naming the part that is. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { OperandShape } from '../../../crm/kernel/operators.ts';
import { fail, type Problem } from '../../../crm/kernel/result.ts';

type Failed = { readonly ok: false; readonly problem: Problem };

export function noSuchEntity(name: string): Failed {
  return fail({
    code: 'unknown-entity',
    message: `There is no kind of record called “${name}”.`,
    remedy: 'Update Rapport if a teammate uses a newer version, or remove the saved view.',
  });
}

export function noSuchField(entity: EntityDef, path: string): Failed {
  return fail({
    code: 'unknown-field',
    message: `${entity.label.one} has no field “${path}”.`,
    remedy: 'Take it out of the filter, the order and the columns, or choose another field.',
    fields: [path],
  });
}

export function noSuchOperator(field: FieldDef, path: string, operator: string): Failed {
  return fail({
    code: 'unknown-operator',
    message: `${field.label} cannot be filtered by “${operator}”.`,
    remedy: 'Choose one of the conditions that the filter offers for this field.',
    fields: [path],
  });
}

const EXPECTED: Readonly<Record<OperandShape, string>> = {
  none: 'nothing',
  text: 'a text',
  number: 'a number',
  range: 'two numbers, the lower first',
  date: 'a date such as 2026-01-31',
  days: 'a whole number of days',
  period: 'a period such as this month',
  choices: 'one or more choices',
};

export function malformedOperand(field: FieldDef, path: string, shape: OperandShape): Failed {
  return fail({
    code: 'malformed-operand',
    message: `The condition on ${field.label} needs ${EXPECTED[shape]}.`,
    remedy: 'Correct the value in the filter.',
    fields: [path],
  });
}

export function cannotBe(
  field: FieldDef,
  path: string,
  what: 'grouped by' | 'added up' | 'sorted by',
): Failed {
  return fail({
    code: 'unsuitable-field',
    message: `Records cannot be ${what} ${field.label}.`,
    remedy: 'Choose another field.',
    fields: [path],
  });
}

export function filterTooDeep(depthMax: number): Failed {
  return fail({
    code: 'filter-too-deep',
    message: `The filter is nested more than ${depthMax} levels deep.`,
    remedy: 'Simplify the filter.',
  });
}
