/**
 * The plainest program that answers questions: arrays filtered, sorted and grouped from scratch, one line a rule.
 * Slow and obvious, so that the engine can be held against it. Over two entities of its own.
 */
import { titleOf } from '../../../crm/kernel/derive.ts';
import { defineEntity, type AnyRow } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { optionsOf } from '../../../crm/kernel/fields/option-matching.ts';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import type { RowStore } from '../rows/row-store.ts';
import { groupLabel, groupRank } from './grouping.ts';

const shop = defineEntity({
  name: 'shop',
  label: { one: 'Shop', many: 'Shops' },
  icon: 'building',
  traits: ['archivable'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name'],
  migrations: [],
  sections: [{ label: 'All', fields: ['name', 'tier'] }],
  fields: {
    name: { kind: 'text', label: 'Name', search: true },
    tier: { kind: 'select', label: 'Tier', options: optionsOf('Gold', 'Silver', 'Bronze') },
  },
});
const sale = defineEntity({
  name: 'sale',
  label: { one: 'Sale', many: 'Sales' },
  icon: 'coin',
  traits: ['archivable'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name'],
  migrations: [],
  sections: [{ label: 'All', fields: ['name', 'tier', 'value', 'count', 'on', 'shop', 'tags'] }],
  fields: {
    name: { kind: 'text', label: 'Name', search: true },
    tier: { kind: 'select', label: 'Tier', options: optionsOf('Low', 'High') },
    value: { kind: 'money', label: 'Value' },
    count: { kind: 'number', label: 'Count', integer: true },
    on: { kind: 'date', label: 'On' },
    shop: { kind: 'link', to: 'shop', label: 'Shop' },
    tags: { kind: 'multiSelect', label: 'Tags', options: [], open: true },
  },
});
export const entityNamed = (name: string) =>
  name === 'shop' ? shop : name === 'sale' ? sale : undefined;

export const contextOf = (rows: RowStore) => ({
  meId: 's1',
  today: '2026-01-02',
  locale: 'en',
  timeZone: 'UTC',
  firstDayOfWeek: 1 as const,
  currency: 'EUR',
  titleOf: rows.titleOf,
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const systemFields: Readonly<Record<string, FieldDef>> = {
  id: { kind: 'select', label: 'Record', options: [] },
  archivedAt: { kind: 'dateTime', label: 'Archived' },
};

/** The ids of all answers in order, and the answer itself without its version. */
export function plainAnswer(rows: RowStore, query: Query) {
  const context = contextOf(rows);
  const valueAt = (row: AnyRow, path: string): unknown => {
    const [key = '', rest] = path.split('.');
    return rest === undefined ? row[key] : rows.get('shop', String(row[key]))?.[rest];
  };
  const fieldAt = (path: string): FieldDef => {
    const [key = '', rest] = path.split('.');
    const fields: Readonly<Record<string, FieldDef>> =
      rest === undefined ? sale.fields : shop.fields;
    return fields[rest ?? key] ?? systemFields[key] ?? { kind: 'text', label: path };
  };
  const holds = (row: AnyRow, filter: Filter): boolean => {
    if ('all' in filter) return filter.all.every((part) => holds(row, part));
    if ('any' in filter)
      return filter.any.length === 0 || filter.any.some((part) => holds(row, part));
    const operator = kindOf(fieldAt(filter.field)).operators[filter.operator];
    return operator?.prepare(filter.operand, context)(valueAt(row, filter.field)) ?? false;
  };
  const strip = (text: string) =>
    text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  const matching = [...rows.all('sale')].filter((row) => {
    const archived = row.archivedAt !== undefined;
    if (query.archived === 'only' ? !archived : query.archived !== 'with' && archived) return false;
    if (query.filter !== undefined && !holds(row, query.filter)) return false;
    return (query.text ?? '')
      .split(' ')
      .every((word) => strip(textOf(row['name'])).includes(strip(word)));
  });
  const keyAt = (row: AnyRow, path: string) => {
    const value = valueAt(row, path);
    return value === undefined
      ? undefined
      : kindOf(fieldAt(path)).sortKey(value as never, fieldAt(path), context);
  };
  const sorted = matching.toSorted((a, b) => {
    for (const { field, direction } of query.sort) {
      const left = keyAt(a, field);
      const right = keyAt(b, field);
      if (left === right) continue;
      if (left === undefined) return 1;
      if (right === undefined) return -1;
      return (left < right ? -1 : 1) * (direction === 'ascending' ? 1 : -1);
    }
    return a.id < b.id ? -1 : 1;
  });
  const sumsOf = (list: readonly AnyRow[]) => {
    const value: Record<string, number> = {};
    const count: Record<string, number> = {};
    for (const row of list) {
      const money = row['value'] as { amountMinor: number; currency: string } | undefined;
      if (money !== undefined)
        value[money.currency] = (value[money.currency] ?? 0) + money.amountMinor;
      if (row['count'] !== undefined) count[''] = (count[''] ?? 0) + (row['count'] as number);
    }
    return { value, count };
  };
  let listed = sorted;
  let groups: { key: string; label: string; count: number; sums: object }[] | undefined;
  if (query.group !== undefined) {
    const path = query.group.field;
    const field = fieldAt(path);
    const members = new Map<string, AnyRow[]>();
    for (const row of sorted) {
      const value = valueAt(row, path);
      const keys =
        value === undefined ? [''] : (kindOf(field).groupKeys?.(value as never, context) ?? []);
      for (const key of keys) members.set(key, [...(members.get(key) ?? []), row]);
    }
    const inOrder = [...members].toSorted(([a], [b]) => {
      const [left, leftText] = groupRank(field, a, groupLabel(field, a, context));
      const [right, rightText] = groupRank(field, b, groupLabel(field, b, context));
      return left - right || (leftText < rightText ? -1 : 1);
    });
    listed = inOrder.flatMap(([, list]) => list);
    groups = inOrder.map(([key, list]) => ({
      key,
      label: groupLabel(field, key, context),
      count: list.length,
      sums: sumsOf(list),
    }));
  }
  const { offset, limit } = query.window;
  const window = listed.slice(offset, offset + limit);
  const titles: Record<string, string> = {};
  for (const row of window) {
    const linked = typeof row['shop'] === 'string' ? rows.get('shop', row['shop']) : undefined;
    if (linked !== undefined) titles[`shop/${linked.id}`] = titleOf(shop, linked);
  }
  return {
    ids: listed.map(({ id }) => id),
    result: {
      count: matching.length,
      offset,
      rows: window,
      titles,
      sums: sumsOf(sorted),
      ...(groups === undefined ? {} : { groups }),
    },
  };
}
