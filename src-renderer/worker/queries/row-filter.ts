/** A filter tree, prepared once into one test a row. */
import { isPeriodName } from '../../../crm/kernel/calendar-days.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { OperandShape, OperatorContext } from '../../../crm/kernel/operators.ts';
import type { Condition, Filter } from '../../../crm/kernel/query.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { resolvePath, type FieldPath, type Model } from './field-path.ts';
import { filterTooDeep, malformedOperand, noSuchOperator } from './query-problems.ts';
import type { ValueCodes } from './value-codes.ts';

export type RowTest = (row: AnyRow) => boolean;
/** The same test for a row that lies in that slot of the table now. */
export type SlotTest = (row: AnyRow, slot: number) => boolean;

export interface PreparedFilter {
  readonly test: RowTest;
  /** For a run over all rows; valid until rows change. */
  readonly prepareSlots: () => SlotTest;
  /** Entities besides the asked one whose rows the test reads. */
  readonly reads: ReadonlySet<string>;
}

/** Stops a saved view nested so deeply that walking it would exhaust the stack. */
const FILTER_MAX_DEPTH = 20;

/** Over child rows these hold when no row contradicts them; all others when one row fulfils them. */
const NEGATIVE = new Set(['isEmpty', 'isNot', 'isNotMe', 'noneOf', 'notContains', 'isFalse']);

export function prepareFilter(
  model: Model,
  entity: EntityDef,
  filter: Filter,
  context: OperatorContext,
  codesOf: (path: FieldPath) => ValueCodes | undefined,
): Result<PreparedFilter> {
  const reads = new Set<string>();

  function prepare(part: Filter, depth: number): Result<Omit<PreparedFilter, 'reads'>> {
    if (depth > FILTER_MAX_DEPTH) return filterTooDeep(FILTER_MAX_DEPTH);
    if ('field' in part) return condition(part);
    const parts: Omit<PreparedFilter, 'reads'>[] = [];
    for (const child of 'all' in part ? part.all : part.any) {
      const prepared = prepare(child, depth + 1);
      if (!prepared.ok) return prepared;
      parts.push(prepared.value);
    }
    const join = 'all' in part ? allOf : anyOf;
    const test = join(parts.map((child) => child.test));
    return ok({
      test: (row) => test(row, 0),
      prepareSlots: () => join(parts.map((child) => child.prepareSlots())),
    });
  }

  function condition({
    field: path,
    operator: name,
    operand,
  }: Condition): Result<Omit<PreparedFilter, 'reads'>> {
    const found = resolvePath(model, entity, path);
    if (!found.ok) return found;
    const { field, read, several, through } = found.value;
    const { operators } = kindOf(field);
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (operator === undefined) return noSuchOperator(field, path, name);
    if (!fits(operator.operand, operand)) return malformedOperand(field, path, operator.operand);
    if (through !== undefined) reads.add(through);
    for (const read of found.value.reads ?? []) reads.add(read);
    const holds = operator.prepare(operand, context);
    if (several) {
      const test: RowTest = NEGATIVE.has(name)
        ? (row) => (read(row) as readonly unknown[]).every((value) => holds(value))
        : (row) => (read(row) as readonly unknown[]).some((value) => holds(value));
      return ok({ test, prepareSlots: () => test });
    }
    const test: RowTest = (row) => holds(read(row));
    return ok({
      test,
      prepareSlots: () => {
        const bySlot = codesOf(found.value)?.tester(holds);
        return bySlot === undefined ? test : (_row, slot) => bySlot(slot);
      },
    });
  }

  const prepared = prepare(filter, 0);
  return prepared.ok ? ok({ ...prepared.value, reads }) : prepared;
}

function allOf(tests: readonly SlotTest[]): SlotTest {
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (tests.length === 2) return (row, slot) => first(row, slot) && second(row, slot);
  return (row, slot) => {
    for (const test of tests) if (!test(row, slot)) return false;
    return true;
  };
}

/** Of no alternatives none holds; but a filter that somebody has begun and left empty does not hide everything. */
function anyOf(tests: readonly SlotTest[]): SlotTest {
  const [first] = tests;
  if (first === undefined) return () => true;
  if (tests.length === 1) return first;
  return (row, slot) => {
    for (const test of tests) if (test(row, slot)) return true;
    return false;
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function fits(shape: OperandShape, operand: unknown): boolean {
  switch (shape) {
    case 'none':
      return true;
    case 'text':
      return isText(operand);
    case 'number':
      return isNumber(operand);
    case 'range':
      return Array.isArray(operand) && operand.length === 2 && operand.every(isNumber);
    case 'date':
      return (
        isText(operand) && /^\d{4}-\d{2}-\d{2}/.test(operand) && !Number.isNaN(Date.parse(operand))
      );
    case 'days':
      return isNumber(operand) && Number.isInteger(operand) && operand >= 0;
    case 'period':
      return isPeriodName(operand);
    case 'choices':
      return isText(operand) || (Array.isArray(operand) && operand.every(isText));
    default:
      return shape satisfies never;
  }
}
