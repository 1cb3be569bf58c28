/** One formula over all records of its entity. A value is computed again when one of its inputs is another one. */
import type { Formula } from '../../../crm/kernel/custom/computed-definition.ts';
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import { compileFormula, type CompiledFormula } from '../../../crm/modules/customField/formula.ts';
import type { FieldPath } from '../queries/field-path.ts';
import { failing, type Column, type ColumnContext, type Outcome } from './column.ts';
import { TouchedBy, type Touched } from './touched.ts';
import { inputOf, resultOf } from './formula-values.ts';

interface Kept {
  readonly inputs: readonly unknown[];
  readonly outcome: Outcome;
}

export function formulaColumn(
  entity: EntityDef,
  field: FieldDef,
  formula: Formula,
  resolve: (path: string) => FieldPath | undefined,
  context: () => ColumnContext,
): Column {
  const compiled = compileFormula(formula.expression);
  if (!compiled.ok) return failing(compiled.reason);
  const paths: FieldPath[] = [];
  for (const path of compiled.formula.paths) {
    const found = resolve(path);
    if (found === undefined || found.several) return failing(unknownField(entity, path));
    paths.push(found);
  }
  const { readsToday } = compiled.formula;
  const kept = new WeakMap<AnyRow, Kept>();
  const reads = new Set(
    paths.flatMap(({ through, reads: others = [], field: read }) => [
      ...(through === undefined ? [] : [through]),
      ...others,
      ...titlesRead(read),
    ]),
  );

  return {
    reads,
    readsToday: readsToday || paths.some((path) => path.readsToday === true),
    touched: touchedOf(paths, readsToday, context),
    isReady: () => paths.every(({ isReady }) => isReady?.() ?? true),
    at(row) {
      const inputs = paths.map(({ read }) => read(row));
      if (readsToday) inputs.push(context().today);
      const before = kept.get(row);
      // A title may be another one though the link is not: formulas over links are computed every time.
      if (before !== undefined && same(before.inputs, inputs) && !paths.some(isLink))
        return before.outcome;
      const outcome = compute(compiled.formula, field, formula, paths, inputs, context());
      kept.set(row, { inputs, outcome });
      return outcome;
    },
  };
}

/** What it reads of other records is known where a computed field of its own record reads it. */
function touchedOf(
  paths: readonly FieldPath[],
  readsToday: boolean,
  context: () => ColumnContext,
): Touched {
  if (paths.some((path) => path.through !== undefined || isLink(path))) return () => undefined;
  const by = new TouchedBy(paths.flatMap((path) => path.touched ?? []));
  let day = '';
  return () => {
    const { today } = context();
    if (readsToday && day !== today) by.forget();
    day = today;
    return by.catchUp();
  };
}

function isLink({ field: { kind } }: FieldPath): boolean {
  return kind === 'link' || kind === 'links' || kind === 'user';
}

function titlesRead(field: FieldDef): readonly string[] {
  if (field.kind === 'user') return ['user'];
  return (field.kind === 'link' || field.kind === 'links') && field.to !== '*' ? [field.to] : [];
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((value, index) => Object.is(value, b[index]));
}

function compute(
  compiled: CompiledFormula,
  field: FieldDef,
  formula: Formula,
  paths: readonly FieldPath[],
  values: readonly unknown[],
  context: ColumnContext,
): Outcome {
  const inputs: Record<string, unknown> = {
    today: new Date(`${context.today}T00:00:00Z`),
  };
  const currencies = new Set<string>();
  let lacks = false;
  for (const [index, { path, field: read }] of paths.entries()) {
    const value = values[index];
    lacks ||= value === undefined && read.kind !== 'boolean';
    if (read.kind === 'money' && value !== undefined) currencies.add((value as Money).currency);
    put(inputs, path, inputOf(read, value, context));
  }
  if (currencies.size > 1)
    return { problem: `it mixes ${[...currencies].toSorted().join(' and ')}` };
  const done = compiled.run(inputs);
  // A number that was not entered gives no result, and is no mistake.
  if (!done.ok) return lacks ? {} : { problem: done.reason };
  const [currency = formula.currency ?? context.currency] = currencies;
  const result = resultOf(field, done.value, currency);
  return result.ok ? { value: result.value } : { problem: `it ${result.reason}` };
}

/** `account.tier` is a member of `account`; one that is absent is missing there, so that `has` tells. */
function put(inputs: Record<string, unknown>, path: string, value: unknown): void {
  const [key = '', member] = path.split('.');
  if (member === undefined) {
    inputs[key] ??= value;
    return;
  }
  const holder = inputs[key];
  const linked: Record<string, unknown> =
    typeof holder === 'object' && holder !== null && !Array.isArray(holder)
      ? (holder as Record<string, unknown>)
      : {};
  if (value !== null) linked[member] = value;
  inputs[key] = linked;
}

function unknownField(entity: EntityDef, path: string): string {
  return path.split('.').some(isCustomKey)
    ? 'it reads a field that is deleted, or has not arrived'
    : `${entity.label.one} has no field “${path}”`;
}
