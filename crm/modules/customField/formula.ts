/**
 * Formulas: the Common Expression Language (https://github.com/google/cel-spec) without its loops and its regular
 * expressions, so that a formula's time is bounded by its size; with the functions that people expect of a sheet.
 * Nothing is compiled to code: the expression is walked.
 */
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { pathsIn } from '../../kernel/custom/formula-text.ts';
import { formulaProblem } from './formula-problem.ts';

/** One formula runs once a record, for lists of a hundred thousand. */
const NODES_MAX = 200;
const DEPTH_MAX = 30;
export const FORMULA_MAX_CHARS = 2000;
const DAY_MS = 86_400_000;

/** What a formula may call. Everything that repeats (map, filter, matches, split) is left out on purpose. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'has',
  'size',
  'string',
  'double',
  'int',
  'contains',
  'startsWith',
  'endsWith',
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'substring',
  'timestamp',
  'getDate',
  'getDayOfMonth',
  'getDayOfWeek',
  'getDayOfYear',
  'getFullYear',
  'getMonth',
  'getHours',
  'getMinutes',
  'days',
  'round',
  'floor',
  'ceil',
  'abs',
  'min',
  'max',
]);
const TIMESTAMP = 'google.protobuf.Timestamp';
/** A field's numbers are `double`, a number without a point is `int`: people see one kind of number. */
const NUMBERS = [
  ['double', 'int'],
  ['int', 'double'],
] as const;

function environment(): Environment {
  const env = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: NODES_MAX,
      maxDepth: DEPTH_MAX,
      maxListElements: 50,
      maxMapEntries: 0,
      maxCallArguments: 4,
    },
  });
  const number = Number as (value: unknown) => number;
  for (const [left, right] of NUMBERS) {
    env
      .registerOperator(
        `${left} + ${right}: double`,
        (a: unknown, b: unknown) => number(a) + number(b),
      )
      .registerOperator(
        `${left} - ${right}: double`,
        (a: unknown, b: unknown) => number(a) - number(b),
      )
      .registerOperator(
        `${left} * ${right}: double`,
        (a: unknown, b: unknown) => number(a) * number(b),
      )
      .registerOperator(
        `${left} / ${right}: double`,
        (a: unknown, b: unknown) => number(a) / number(b),
      )
      .registerOperator(
        `${left} % ${right}: double`,
        (a: unknown, b: unknown) => number(a) % number(b),
      );
  }
  env.registerOperator('double % double: double', (a: number, b: number) => a % b);
  for (const type of ['double', 'int']) {
    env
      .registerOperator(`string + ${type}: string`, (a: string, b: unknown) => `${a}${String(b)}`)
      .registerOperator(`${type} + string: string`, (a: unknown, b: string) => `${String(a)}${b}`)
      .registerOperator(`${TIMESTAMP} + ${type}: ${TIMESTAMP}`, (a: Date, b: unknown) =>
        daysLater(a, number(b)),
      )
      .registerOperator(`${TIMESTAMP} - ${type}: ${TIMESTAMP}`, (a: Date, b: unknown) =>
        daysLater(a, -number(b)),
      )
      .registerFunction(`round(${type}): double`, (a: unknown) => Math.round(number(a)))
      .registerFunction(`floor(${type}): double`, (a: unknown) => Math.floor(number(a)))
      .registerFunction(`ceil(${type}): double`, (a: unknown) => Math.ceil(number(a)))
      .registerFunction(`abs(${type}): double`, (a: unknown) => Math.abs(number(a)))
      .registerFunction(`round(${type}, int): double`, (a: unknown, places: unknown) =>
        rounded(number(a), number(places)),
      );
    for (const other of ['double', 'int']) {
      env
        .registerFunction(`min(${type}, ${other}): double`, (a: unknown, b: unknown) =>
          Math.min(number(a), number(b)),
        )
        .registerFunction(`max(${type}, ${other}): double`, (a: unknown, b: unknown) =>
          Math.max(number(a), number(b)),
        );
    }
  }
  env.registerFunction(
    `days(${TIMESTAMP}, ${TIMESTAMP}): double`,
    (from: Date, to: Date) =>
      Math.floor(to.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS),
  );
  return env;
}

function daysLater(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY_MS);
}

function rounded(value: number, places: number): number {
  const digits = Math.min(Math.max(Math.trunc(places), 0), 12);
  return Number(`${Math.round(Number(`${value}e${digits}`))}e-${digits}`);
}

/** What a formula reads, by path: text, number, boolean, date, list of texts; absent ones are missing. */
export type FormulaInputs = Readonly<Record<string, unknown>>;

export interface CompiledFormula {
  /** Paths of the fields that it reads; `today` is none. */
  readonly paths: readonly string[];
  readonly readsToday: boolean;
  readonly run: (
    inputs: FormulaInputs,
  ) =>
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly reason: string };
}

export type Compiled =
  | { readonly ok: true; readonly formula: CompiledFormula }
  | { readonly ok: false; readonly reason: string };

let shared: Environment | undefined;

export function compileFormula(expression: string): Compiled {
  if (expression.trim() === '') return { ok: false, reason: 'it is empty' };
  if (expression.length > FORMULA_MAX_CHARS)
    return { ok: false, reason: `it is longer than ${FORMULA_MAX_CHARS} characters` };
  shared ??= environment();
  try {
    const parsed = shared.parse(expression);
    const refused = refusedCall(parsed.ast);
    if (refused !== undefined) return { ok: false, reason: `there is no function “${refused}”` };
    const paths = pathsIn(expression).filter((path) => !CONSTANTS.has(path));
    return {
      ok: true,
      formula: {
        paths: paths.filter((path) => path !== 'today'),
        readsToday: paths.includes('today'),
        run(inputs) {
          try {
            return { ok: true, value: parsed(inputs) as unknown };
          } catch (error) {
            return { ok: false, reason: reasonOf(error) };
          }
        },
      },
    };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

export function problemOfFormula(expression: string): string | undefined {
  const compiled = compileFormula(expression);
  return compiled.ok ? undefined : compiled.reason;
}

/** The first call that is not allowed, by name. Bounded: a formula has few nodes. */
function refusedCall(node: ASTNode): string | undefined {
  if ((node.op === 'call' || node.op === 'rcall') && !FUNCTIONS.has(node.args[0]))
    return node.args[0];
  const inside: readonly unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args];
  for (const part of inside) {
    if (!isNode(part)) continue;
    const refused = refusedCall(part);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part;
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'summary' in error
    ? formulaProblem(String(error.summary))
    : 'it cannot be computed';
}
