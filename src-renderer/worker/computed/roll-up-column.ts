/**
 * One roll-up over all records of its entity. Which records belong to which is known by the indexes of their links: a
 * change makes only the values of those records be computed again to which it leads or led.
 */
import type { RollUp } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { RATE_ENTITY } from '../../../crm/kernel/exchange-rates.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import type { FieldPath } from '../queries/field-path.ts';
import { exchangeOf } from '../queries/rates-in-force.ts';
import type { RowTest } from '../queries/row-filter.ts';
import { summedField, Totals } from '../queries/totals.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { ChangeLog } from '../rows/slot-log.ts';
import type { Way } from './roll-up-ways.ts';
import type { Column, ColumnContext, Outcome } from './column.ts';

export interface RollUpParts {
  readonly rows: RowStore;
  readonly entity: EntityDef;
  readonly field: FieldDef;
  readonly rollUp: RollUp;
  /** How the counted records lead here. */
  readonly ways: readonly Way[];
  /** Which of them count; made anew for another day or person. */
  readonly prepareTest: () => RowTest;
  /** Entities that the test or the measured field reads besides. */
  readonly reads: ReadonlySet<string>;
  readonly measured: FieldPath | undefined;
  readonly readsToday: boolean;
  readonly context: () => ColumnContext;
}

export function rollUpColumn(parts: RollUpParts): Column {
  const values = new RollUpValues(parts);
  const isMoney = parts.field.kind === 'money';
  const between = parts.ways.flatMap(({ via }) => (via === undefined ? [] : [via.table.entity]));
  return {
    reads: new Set([
      parts.rollUp.entity,
      ...between,
      ...parts.reads,
      ...(isMoney ? [RATE_ENTITY] : []),
    ]),
    readsToday: parts.readsToday || isMoney,
    touched: () => values.touched(),
    at: (row) => values.at(row.id),
    isReady: () => parts.ways.every((way) => way.isReady()),
  };
}

class RollUpValues {
  readonly #parts: RollUpParts;
  readonly #table: RowTable;
  readonly #outside: readonly RowTable[];
  readonly #outcomes = new Map<string, Outcome>();
  readonly #touched = new ChangeLog<string>();
  #seenOutside = -1;
  #seenContext: ColumnContext | undefined;
  #test: RowTest = () => false;

  constructor(parts: RollUpParts) {
    this.#parts = parts;
    this.#table = parts.rows.table(parts.rollUp.entity);
    const others = new Set(parts.reads);
    others.delete(parts.rollUp.entity);
    if (parts.field.kind === 'money') others.add(RATE_ENTITY);
    this.#outside = [...others].map((name) => parts.rows.table(name));
  }

  touched(): ChangeLog<string> {
    this.#catchUp();
    return this.#touched;
  }

  at(id: string): Outcome {
    this.#catchUp();
    let outcome = this.#outcomes.get(id);
    if (outcome === undefined) this.#outcomes.set(id, (outcome = this.#compute(id)));
    return outcome;
  }

  #compute(id: string): Outcome {
    const { rollUp, measured } = this.#parts;
    const counted = this.#counted(id);
    if (rollUp.measure === 'count') return { value: counted.length };
    if (measured === undefined) return { problem: 'what it measures is not here' };
    return rollUp.measure === 'sum'
      ? this.#sum(counted, measured)
      : extreme(counted, measured, rollUp.measure, this.#parts.context());
  }

  #sum(counted: readonly AnyRow[], measured: FieldPath): Outcome {
    const { amount } = kindOf(measured.field);
    if (amount === undefined) return { problem: `${measured.field.label} cannot be added up` };
    const context = this.#parts.context();
    // Of most records nothing is counted: a list that is filled anew asks for hundreds of these.
    if (counted.length === 0) return this.#nothing(context.currency);
    const totals = new Totals(
      [summedField(measured, (value) => amount(value as never))],
      exchangeOf(this.#parts.rows, context),
    );
    for (const row of counted) totals.add(row);
    const sums = Object.entries(totals.result()[measured.path] ?? {});
    const [first, ...others] = sums;
    if (others.length > 0) {
      const without = sums.map(([currency]) => currency).filter((one) => one !== context.currency);
      return { problem: `there is no exchange rate for ${without.join(' and ')}` };
    }
    if (this.#parts.field.kind !== 'money') return { value: first?.[1] ?? 0 };
    const [currency = context.currency, sum = 0] = first ?? [];
    return { value: { amountMinor: Math.round(sum), currency } satisfies Money };
  }

  #nothing(currency: string): Outcome {
    const isMoney = this.#parts.field.kind === 'money';
    return { value: isMoney ? ({ amountMinor: 0, currency } satisfies Money) : 0 };
  }

  /** Each once, on however many ways it leads here. */
  #counted(id: string): readonly AnyRow[] {
    const { ways, rollUp } = this.#parts;
    const inUse: AnyRow[] = [];
    const seen = ways.length > 1 ? new Set<number>() : undefined;
    for (const way of ways)
      way.each(id, (slot) => {
        const row = this.#table.rows[slot];
        if (row === undefined || seen?.has(slot) === true) return;
        seen?.add(slot);
        if (row.archivedAt === undefined) inUse.push(row);
      });
    const counted = rollUp.once === undefined ? inUse : lastOfEach(inUse, rollUp.once);
    return counted.filter(this.#test);
  }

  #catchUp(): void {
    const context = this.#parts.context();
    let outside = 0;
    for (const table of this.#outside) outside += table.log.position;
    if (outside !== this.#seenOutside || isAnother(context, this.#seenContext)) {
      this.#test = this.#parts.prepareTest();
      this.#forgetAll();
    }
    this.#seenOutside = outside;
    this.#seenContext = context;
    for (const way of this.#parts.ways)
      way.catchUp((id) => {
        if (id === undefined) return this.#forgetAll();
        this.#outcomes.delete(id);
        this.#touched.push(id);
      });
  }

  #forgetAll(): void {
    this.#outcomes.clear();
    this.#touched.forget();
  }
}

function lastOfEach(
  rows: readonly AnyRow[],
  { per, said }: NonNullable<RollUp['once']>,
): readonly AnyRow[] {
  const last = new Map<unknown, AnyRow>();
  const ofNobody: AnyRow[] = [];
  for (const row of rows) {
    const key = row[per] ?? undefined;
    if ((row[said] ?? undefined) === undefined) continue;
    const before = last.get(key);
    if (key === undefined) ofNobody.push(row);
    else if (before === undefined || isLater(row, before)) last.set(key, row);
  }
  return [...last.values(), ...ofNobody];
}

function isLater(a: AnyRow, b: AnyRow): boolean {
  return a.createdAt > b.createdAt || (a.createdAt === b.createdAt && a.id > b.id);
}

/** Relative dates, “me”, the currency of totals and the zone in which instants are days. */
function isAnother(now: ColumnContext, before: ColumnContext | undefined): boolean {
  return (
    now !== before &&
    (now.today !== before?.today ||
      now.teamToday !== before.teamToday ||
      now.meId !== before.meId ||
      now.currency !== before.currency ||
      now.timeZone !== before.timeZone)
  );
}

function extreme(
  counted: readonly AnyRow[],
  { field, read }: FieldPath,
  measure: 'min' | 'max',
  context: ColumnContext,
): Outcome {
  const { sortKey } = kindOf(field);
  let best: { readonly key: string | number; readonly value: unknown } | undefined;
  const currencies = new Set<string>();
  for (const row of counted) {
    const value = read(row);
    if (value === undefined || value === null) continue;
    if (field.kind === 'money') currencies.add((value as Money).currency);
    const key = sortKey(value as never, field, context);
    if (key === undefined) continue;
    const isBetter = best === undefined || (measure === 'min' ? key < best.key : key > best.key);
    if (isBetter) best = { key, value };
  }
  if (currencies.size > 1)
    return { problem: `it compares ${[...currencies].toSorted().join(' and ')}` };
  const value = best?.value;
  // An instant counts as the day that it is where one is.
  return {
    value:
      field.kind === 'dateTime' && typeof value === 'string'
        ? dayIn(Date.parse(value), context.timeZone)
        : value,
  };
}
