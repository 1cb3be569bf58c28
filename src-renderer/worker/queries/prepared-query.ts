/** A question checked against the definitions: every path resolved, every condition ready to run. */
import { SYSTEM_FIELDS, type AnyRow, type EntityDef } from '../../../crm/kernel/entity.ts';
import { problemKey } from '../../../crm/kernel/custom/computed-definition.ts';
import { RATE_ENTITY } from '../../../crm/kernel/exchange-rates.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { resolvePath, type FieldPath, type Model } from './field-path.ts';
import type { GroupBy } from './grouping.ts';
import { cannotBe, noSuchEntity } from './query-problems.ts';
import type { QueryContext } from './query-context.ts';
import type { QuickTexts } from './quick-text.ts';
import { prepareFilter, type RowTest, type SlotTest } from './row-filter.ts';
import type { TableAmounts } from './table-amounts.ts';
import type { TableCodes } from './table-codes.ts';
import type { TableGroups } from './table-groups.ts';
import type { SortPath, TableOrders } from './table-orders.ts';
import { exchangeOf } from './rates-in-force.ts';
import { summedField, type Exchange, type SummedField } from './totals.ts';
import { targetOf } from '../rows/link-fields.ts';

/** What a query needs of its entity, made once and shared by all queries of it. */
export interface EntityIndexes {
  readonly orders: TableOrders;
  readonly quickTexts: QuickTexts;
  readonly codes: TableCodes;
  readonly groups: TableGroups;
  readonly amounts: TableAmounts;
}

export interface PreparedQuery {
  readonly query: Query;
  readonly entity: EntityDef;
  readonly indexes: EntityIndexes;
  readonly matches: RowTest;
  /** The row as it is shown: with the values of its computed fields, or only what is asked for. */
  readonly fill: (row: AnyRow) => AnyRow;
  /** The same for a run over all rows; valid until rows change. */
  readonly prepareSlots: () => SlotTest;
  readonly sorts: readonly SortPath[];
  readonly group: GroupBy | undefined;
  readonly sums: readonly SummedField[];
  readonly exchange: Exchange;
  readonly context: QueryContext;
  /** Entities whose rows are read through links: any change there may change the answer. */
  readonly readsRowsOf: ReadonlySet<string>;
  /** Entities from which computed values of a row are made: a change there may change what is shown of rows, not which. */
  readonly fillReads: ReadonlySet<string>;
  /** Entities whose titles order or name something; `*`: of any. */
  readonly readsTitlesOf: ReadonlySet<string>;
}

const NO_READS: ReadonlySet<string> = new Set();

export function prepareQuery(
  model: Model,
  indexesOf: (entity: EntityDef) => EntityIndexes,
  query: Query,
  context: QueryContext,
): Result<PreparedQuery> {
  const entity = model.entityNamed(query.entity);
  if (entity === undefined) return noSuchEntity(query.entity);
  const indexes = indexesOf(entity);
  const readsRowsOf = new Set<string>();
  const readsTitlesOf = new Set<string>();
  const { computed } = model;
  const notice = ({ field, through, reads }: FieldPath): void => {
    for (const read of reads ?? []) readsRowsOf.add(read);
    if (through !== undefined) readsRowsOf.add(through);
    const titlesOf = field.kind === 'links' ? field.to : targetOf(field);
    if (titlesOf !== undefined) readsTitlesOf.add(titlesOf);
  };

  const filter = prepareFilter(model, entity, query.filter ?? { all: [] }, context, (path) =>
    indexes.codes.ofField(path),
  );
  if (!filter.ok) return filter;
  for (const read of filter.value.reads) readsRowsOf.add(read);

  const sorts: SortPath[] = [];
  for (const sort of query.sort) {
    const path = resolvePath(model, entity, sort.field);
    if (!path.ok) return path;
    if (path.value.several) return cannotBe(path.value.field, sort.field, 'sorted by');
    notice(path.value);
    sorts.push({ path: path.value, descending: sort.direction === 'descending' });
  }

  let group: GroupBy | undefined;
  if (query.group !== undefined) {
    const path = resolvePath(model, entity, query.group.field);
    if (!path.ok) return path;
    const { groupKeys } = kindOf(path.value.field);
    if (groupKeys === undefined || path.value.several) {
      return cannotBe(path.value.field, query.group.field, 'grouped by');
    }
    notice(path.value);
    group = {
      ...path.value,
      keysOf: (value) => groupKeys(value as never, context),
      collapsed: new Set(query.group.collapsed),
      heads: query.group.heads ?? Number.POSITIVE_INFINITY,
    };
  }

  const sums: SummedField[] = [];
  for (const field of query.sums ?? []) {
    const path = resolvePath(model, entity, field);
    if (!path.ok) return path;
    const { amount } = kindOf(path.value.field);
    if (amount === undefined || path.value.several)
      return cannotBe(path.value.field, field, 'added up');
    notice(path.value);
    if (path.value.field.kind === 'money') readsRowsOf.add(RATE_ENTITY);
    sums.push(summedField(path.value, (value) => amount(value as never)));
  }

  const { fields } = query;
  const isComputed = (key: string): boolean => entity.fields[key]?.computed !== undefined;
  const filling = fields === undefined || fields.some(isComputed) ? computed : undefined;
  const fill = (row: AnyRow): AnyRow => filling?.fill(entity, row, model.wait) ?? row;
  const shown = fields && [
    ...SYSTEM_FIELDS,
    ...fields,
    ...fields.filter(isComputed).map(problemKey),
  ];
  const text = indexes.quickTexts.prepare(query.text ?? '');
  const { test } = filter.value;
  const matches = withArchived(
    query,
    text === undefined ? test : (row) => test(row) && text.test(row),
  );
  return ok({
    query,
    entity,
    indexes,
    matches: (row) => matches(row, 0),
    fill: shown === undefined ? fill : (row) => only(shown, fill(row)),
    prepareSlots: () => {
      const bySlot = filter.value.prepareSlots();
      if (text === undefined) return withArchived(query, bySlot);
      const hasWords = text.prepareSlots();
      return withArchived(query, (row, slot) => hasWords(row, slot) && bySlot(row, slot));
    },
    sorts,
    group,
    sums,
    exchange: exchangeOf(model.rows, context),
    context,
    readsRowsOf,
    fillReads: filling?.readsOf(entity) ?? NO_READS,
    readsTitlesOf,
  });
}

function only(keys: readonly string[], row: AnyRow): AnyRow {
  const part: Record<string, unknown> = {};
  for (const key of keys) if (row[key] !== undefined) part[key] = row[key];
  return part as AnyRow;
}

function withArchived({ archived = 'without' }: Query, asked: SlotTest): SlotTest {
  switch (archived) {
    case 'without':
      // Most conditions are decided by numbers of the slot; the row itself is looked at last.
      return (row, slot) => asked(row, slot) && row.archivedAt === undefined;
    case 'only':
      return (row, slot) => row.archivedAt !== undefined && asked(row, slot);
    case 'with':
      return asked;
    default:
      return archived satisfies never;
  }
}
