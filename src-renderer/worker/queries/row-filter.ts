/** A filter tree, prepared once into one test a row. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { OperandShape, OperatorContext } from '../../../crm/kernel/operators.ts';
import type { Condition, Filter } from '../../../crm/kernel/query.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { resolvePath, type Model } from './field-path.ts';
import { filterTooDeep, malformedOperand, noSuchOperator } from './query-problems.ts';

export type RowTest = (row: AnyRow) => boolean;

export interface PreparedFilter {
  readonly test: RowTest;
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
): Result<PreparedFilter> {
  const reads = new Set<string>();

  function prepare(part: Filter, depth: number): Result<RowTest> {
    if (depth > FILTER_MAX_DEPTH) return filterTooDeep(FILTER_MAX_DEPTH);
    if ('field' in part) return condition(part);
    const list = 'all' in part ? part.all : part.any;
    const tests: RowTest[] = [];
    for (const child of list) {
      const prepared = prepare(child, depth + 1);
      if (!prepared.ok) return prepared;
      tests.push(prepared.value);
    }
    return ok('all' in part ? allOf(tests) : anyOf(tests));
  }

  function condition({ field: path, operator: name, operand }: Condition): Result<RowTest> {
    const found = resolvePath(model, entity, path);
    if (!found.ok) return found;
    const { field, read, several, through } = found.value;
    const { operators } = kindOf(field);
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (operator === undefined) return noSuchOperator(field, path, name);
    if (!fits(operator.operand, operand)) return malformedOperand(field, path, operator.operand);
    if (through !== undefined) reads.add(through);
    const test = operator.prepare(operand, context);
    if (!several) return ok((row) => test(read(row)));
    return ok(
      NEGATIVE.has(name)
        ? (row) => (read(row) as readonly unknown[]).every((value) => test(value))
        : (row) => (read(row) as readonly unknown[]).some((value) => test(value)),
    );
  }

  const prepared = prepare(filter, 0);
  return prepared.ok ? ok({ test: prepared.value, reads }) : prepared;
}

function allOf(tests: readonly RowTest[]): RowTest {
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (tests.length === 2) return (row) => first(row) && second(row);
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

/** Of no alternatives none holds; but a filter that somebody has begun and left empty does not hide everything. */
function anyOf(tests: readonly RowTest[]): RowTest {
  const [first] = tests;
  if (first === undefined) return () => true;
  if (tests.length === 1) return first;
  return (row) => {
    for (const test of tests) if (test(row)) return true;
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
      return isText(operand) && /^\d{4}-\d{2}-\d{2}/.test(operand) && !Number.isNaN(Date.parse(operand));
    case 'days':
      return isNumber(operand) && Number.isInteger(operand) && operand >= 0;
    case 'choices':
      return isText(operand) || (Array.isArray(operand) && operand.every(isText));
    default:
      return shape satisfies never;
  }
}
