/**
 * One roll-up over all records of its entity. Which records belong to which is kept up to date from the log of their
 * table: a change makes only the values of those records be computed again that it belongs or belonged to.
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
import type { LinkField } from '../rows/link-fields.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { Column, ColumnContext, Outcome } from './column.ts';

export interface RollUpParts {
  readonly rows: RowStore;
  readonly entity: EntityDef;
  readonly field: FieldDef;
  readonly rollUp: RollUp;
  /** The field of the counted records that points here. */
  readonly link: LinkField;
  /** Which of them count; made anew for another day or person. */
  readonly prepareTest: () => RowTest;
  /** Entities that the test or the measured field reads besides. */
  readonly reads: ReadonlySet<string>;
  readonly measured: FieldPath | undefined;
  readonly readsToday: boolean;
  readonly context: () => ColumnContext;
}

export function rollUpColumn(parts: RollUpParts): Column {
  const index = new RollUpIndex(parts);
  const isMoney = parts.field.kind === 'money';
  return {
    reads: new Set([parts.rollUp.entity, ...parts.reads, ...(isMoney ? [RATE_ENTITY] : [])]),
    readsToday: parts.readsToday || isMoney,
    at: (row) => index.at(row.id),
    isReady: () => index.isReady(),
  };
}

/** Going through more records than these would be felt before the first list. */
const INDEX_AT_ONCE_MAX_ROWS = 5_000;

class RollUpIndex {
  readonly #parts: RollUpParts;
  readonly #table: RowTable;
  readonly #outside: readonly RowTable[];
  readonly #slotsOf = new Map<string, Set<number>>();
  readonly #targetsOf: (readonly string[] | undefined)[] = [];
  readonly #outcomes = new Map<string, Outcome>();
  #seen = -1;
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

  isReady(): boolean {
    return this.#seen >= 0 || this.#table.count <= INDEX_AT_ONCE_MAX_ROWS;
  }

  at(id: string): Outcome {
    this.#catchUp();
    let outcome = this.#outcomes.get(id);
    if (outcome === undefined) this.#outcomes.set(id, (outcome = this.#compute(id)));
    return outcome;
  }

  #compute(id: string): Outcome {
    const { rollUp, measured } = this.#parts;
    const inUse: AnyRow[] = [];
    for (const slot of this.#slotsOf.get(id) ?? []) {
      const row = this.#table.rows[slot];
      if (row !== undefined && row.archivedAt === undefined) inUse.push(row);
    }
    const counted = (rollUp.once === undefined ? inUse : lastOfEach(inUse, rollUp.once)).filter(
      this.#test,
    );
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

  #catchUp(): void {
    const { log, rows } = this.#table;
    const context = this.#parts.context();
    let outside = 0;
    for (const table of this.#outside) outside += table.log.position;
    if (outside !== this.#seenOutside || isAnother(context, this.#seenContext)) {
      this.#outcomes.clear();
      this.#test = this.#parts.prepareTest();
    }
    this.#seenOutside = outside;
    this.#seenContext = context;
    if (this.#seen === log.position) return;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) {
      this.#slotsOf.clear();
      this.#targetsOf.length = 0;
      this.#outcomes.clear();
      for (let slot = 0; slot < rows.length; slot++) this.#add(slot);
      return;
    }
    for (const slot of new Set(changed)) {
      this.#drop(slot);
      this.#add(slot);
    }
  }

  #drop(slot: number): void {
    for (const id of this.#targetsOf[slot] ?? []) {
      this.#slotsOf.get(id)?.delete(slot);
      this.#outcomes.delete(id);
    }
    this.#targetsOf[slot] = undefined;
  }

  #add(slot: number): void {
    const row = this.#table.rows[slot];
    if (row === undefined) return;
    const targets: string[] = [];
    this.#parts.link.each(row, (entity, id) => {
      if (entity === this.#parts.entity.name) targets.push(id);
    });
    this.#targetsOf[slot] = targets;
    for (const id of targets) {
      const slots = this.#slotsOf.get(id);
      if (slots === undefined) this.#slotsOf.set(id, new Set([slot]));
      else slots.add(slot);
      this.#outcomes.delete(id);
    }
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
