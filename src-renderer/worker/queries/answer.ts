/** Runs a prepared question over the rows in memory. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { linkFieldsOf } from '../rows/link-fields.ts';
import { groupSlots } from './grouped-slots.ts';
import type { GroupBy } from './grouping.ts';
import { inOrder, rowAt } from './ordered-slots.ts';
import type { PreparedQuery } from './prepared-query.ts';

export interface Answer {
  readonly result: Omit<QueryResult, 'version'>;
  /** Document names of all records that the rows of the window link to, whether they are here or not. */
  readonly linked: ReadonlySet<string>;
}

export function answer(prepared: PreparedQuery): Answer {
  const { query, group, indexes, sums, exchange } = prepared;
  const { offset, limit } = query.window;
  const matched = matchedSlots(prepared);
  const grouped = group === undefined ? undefined : groupSlots(prepared, group, matched);
  const slots =
    grouped === undefined ? windowOf(prepared, matched) : grouped.window(offset, offset + limit);
  const rows = Array.from(slots, (slot) => prepared.fill(rowAt(prepared, slot)));
  const linked = linkedFrom(prepared, rows);
  const titles: Record<string, string> = {};
  for (const [name, { entity, id }] of linked) {
    const title = prepared.context.titleOf(entity, id);
    if (title !== undefined) titles[name] = title;
  }
  return {
    result: {
      count: matched.length,
      offset,
      rows,
      titles,
      sums: indexes.amounts.summing(sums, exchange)(matched),
      ...(grouped === undefined ? {} : { groups: grouped.groups }),
    },
    linked: new Set(linked.keys()),
  };
}

/** Ids of all matching rows in order; in groups a row comes once a group. */
export function allIds(prepared: PreparedQuery): readonly string[] {
  const matched = matchedSlots(prepared);
  const slots =
    prepared.group === undefined
      ? inOrder(prepared, matched, 0, matched.length)
      : inWholeGroups(prepared, prepared.group, matched);
  return Array.from(slots, (slot) => rowAt(prepared, slot).id);
}

function inWholeGroups(prepared: PreparedQuery, by: GroupBy, matched: Int32Array): Int32Array {
  const { count, window } = groupSlots(prepared, by, matched);
  return window(0, count);
}

function matchedSlots({ indexes, prepareSlots }: PreparedQuery): Int32Array {
  const { rows } = indexes.orders.table;
  const matches = prepareSlots();
  const matched = new Int32Array(rows.length);
  let count = 0;
  for (let slot = 0; slot < rows.length; slot++) {
    const row = rows[slot];
    if (row !== undefined && matches(row, slot)) matched[count++] = slot;
  }
  return matched.subarray(0, count);
}

function windowOf(prepared: PreparedQuery, matched: Int32Array): Int32Array {
  const { offset, limit } = prepared.query.window;
  return inOrder(prepared, matched, offset, Math.min(offset + limit, matched.length));
}

function linkedFrom(
  { entity }: PreparedQuery,
  rows: readonly AnyRow[],
): ReadonlyMap<string, { readonly entity: string; readonly id: string }> {
  const linked = new Map<string, { readonly entity: string; readonly id: string }>();
  const visit = (to: string, id: string): void => {
    linked.set(docName(to, id), { entity: to, id });
  };
  for (const row of rows) {
    for (const field of linkFieldsOf(entity)) field.each(row, visit);
    if (typeof row.createdBy === 'string' && row.createdBy !== '') visit('user', row.createdBy);
  }
  return linked;
}
