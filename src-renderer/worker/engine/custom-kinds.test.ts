// Every type of custom field, in everything that is derived from a field.
import { beforeAll, describe, expect, test } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { fieldForHeader, formatValue } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { createImports } from '../import/imports.ts';
import { createQueries, type Queries } from '../queries/queries.ts';
import { createSearch, type Search } from '../search/search.ts';
import { startLoneEngine, type LoneEngine } from './engine-fixture.ts';

const ADA = '0192f000-0000-7000-8000-0000000000a1';
const ANNA = '00000000-0000-7000-8000-000000000001';
const pause = (): Promise<void> => Promise.resolve();

interface Case {
  readonly type: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  /** As a cell of a file; absent: it is not imported from one. */
  readonly text?: string;
  readonly isSearched?: boolean;
}

const options = { options: [{ label: 'North' }, { label: 'South' }] };
const CASES: readonly Case[] = [
  { type: 'text', value: 'KX7', text: 'KX7', isSearched: true },
  { type: 'longText', value: 'Quay wall', text: 'Quay wall', isSearched: true },
  { type: 'number', value: 21, text: '21' },
  { type: 'percent', value: 15, text: '15%' },
  { type: 'money', value: { amountMinor: 1250, currency: 'EUR' }, text: 'EUR 12.50' },
  { type: 'date', value: '2026-03-04', text: '2026-03-04' },
  { type: 'dateTime', value: '2026-03-04T10:00:00.000Z', text: '2026-03-04T10:00:00.000Z' },
  { type: 'select', more: options, value: 'North', text: 'North', isSearched: false },
  { type: 'multiSelect', more: options, value: ['North', 'South'], text: 'North; South' },
  { type: 'boolean', value: true, text: 'yes' },
  { type: 'url', value: 'https://pier.example', text: 'https://pier.example', isSearched: true },
  { type: 'link', more: { to: 'account', backLabel: 'Others' }, value: ADA, text: 'Ada Works' },
  { type: 'links', more: { to: 'account' }, value: [`account/${ADA}`], text: 'Ada Works' },
  { type: 'user', value: ANNA, text: 'Anna Berg' },
  {
    type: 'emails',
    value: [{ id: 'a', address: 'pier@a.example', primary: true }],
    text: 'pier@a.example',
    isSearched: true,
  },
  {
    type: 'phones',
    value: [{ id: 'p', number: '+49 40 669690', primary: true }],
    text: '+49 40 669690',
    isSearched: true,
  },
  {
    type: 'address',
    value: { street: 'Kai 4', city: 'Hamburg' },
    text: 'Kai 4, Hamburg',
    isSearched: true,
  },
];

let lone: LoneEngine;
let queries: Queries;
let search: Search;
const keys = new Map<string, string>();
const record = '0192f000-0000-7000-8000-0000000000a2';

const account = (): EntityDef => {
  const entity = lone.deps.registry.entity('account');
  if (entity === undefined) throw new Error('There are no accounts');
  return entity;
};

beforeAll(async () => {
  lone = await startLoneEngine();
  const { engine, deps, newId } = lone;
  const { rows, registry } = deps;
  const format = { locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf };
  const now = () => 0;
  queries = createQueries({
    rows,
    entityNamed: registry.entity,
    context: () => ({
      ...format,
      meId: '',
      today: '2026-03-10',
      currency: 'EUR',
      firstDayOfWeek: 1,
    }),
    now,
    schedule: () => undefined,
  });
  const entities = () => registry.workModules().map(({ entity }) => entity);
  search = createSearch({ rows, entities, context: () => format, now, pause });
  await search.build();
  const other = { entity: 'account', id: ADA, values: { name: 'Ada Works' }, create: true };
  const user = { entity: 'user', id: ANNA, values: { name: 'Anna Berg' }, create: true };
  await engine.write([other, user], { label: 'New', batch: '' });
  for (const { type, more = {}, isSearched } of CASES) {
    const id = newId();
    keys.set(type, customKey(id));
    const input = { id, on: 'account', type, label: `My ${type}`, listed: true, ...more };
    const done = await engine.run('customField.save', { ...input, search: isSearched === true });
    if (!done.ok) throw new Error(done.problem.message);
  }
  const values = Object.fromEntries(CASES.map(({ type, value }) => [keys.get(type) ?? '', value]));
  const done = await engine.write(
    [{ entity: 'account', id: record, values: { name: 'Pier', ...values }, create: true }],
    { label: 'New', batch: '' },
  );
  if (!done.ok) throw new Error(done.problem.message);
  await search.build();
});

describe.each(CASES)('a custom field of type $type', ({ type, value, text, isSearched }) => {
  const key = (): string => keys.get(type) ?? '';
  const field = (): FieldDef => {
    const found = account().fields[key()];
    if (found === undefined) throw new Error(`no field of type ${type}`);
    return found;
  };
  const ids = (filter: object | undefined, sort: readonly object[] = []) => {
    const result = queries.ids({
      entity: 'account',
      ...(filter === undefined ? {} : { filter }),
      sort,
      window: { offset: 0, limit: 10 },
    } as Parameters<Queries['ids']>[0]);
    if (!result.ok) throw new Error(result.problem.message);
    return result.value;
  };

  test('stands in the form and among the columns of a list', () => {
    expect(account().sections.at(-1)).toMatchObject({ label: 'Custom fields' });
    expect(account().sections.at(-1)?.fields).toContain(key());
    expect(account().listFields).toContain(key());
  });

  test('holds its value on the record and in the answer to a list', () => {
    expect(lone.engine.get('account', record)?.[key()]).toEqual(value);
    const shown = queries.run({
      entity: 'account',
      sort: [],
      window: { offset: 0, limit: 10 },
    });
    expect(shown.ok && shown.value.rows.find(({ id }) => id === record)?.[key()]).toEqual(value);
  });

  test('can be filtered, sorted, and grouped where its kind can', () => {
    const empty = { field: key(), operator: 'isEmpty' };
    const full = { field: key(), operator: type === 'boolean' ? 'isTrue' : 'isNotEmpty' };
    expect(ids(full)).toEqual([record]);
    if (type !== 'boolean') expect(ids(empty)).toEqual([ADA]);
    expect(ids(undefined, [{ field: key(), direction: 'ascending' }])[0]).toBe(record);
    const grouped = queries.run({
      entity: 'account',
      sort: [],
      group: { field: key() },
      window: { offset: 0, limit: 0 },
    });
    expect(grouped.ok).toBe(kindOf(field()).groupKeys !== undefined);
  });

  test('is found by search if it is wanted to be', () => {
    if (text === undefined || isSearched !== true) return;
    const word = text.replace('https://', '').split(/[\s,]+/)[0] ?? '';
    const { hits } = search.search({ text: word, limit: 10 });
    expect(hits.map(({ id }) => id)).toContain(record);
  });

  test('is recognised in a file and read as it is written', async () => {
    expect(fieldForHeader(account(), `My ${type}`)).toBe(key());
    if (text === undefined) return;
    const format = { locale: 'en', timeZone: 'UTC', titleOf: lone.engine.titleOf };
    expect(formatValue(field(), value, format)).not.toBe('');
    const parsed = kindOf(field()).parse(text, field(), {
      dateOrder: 'YMD',
      decimal: '.',
      currency: 'EUR',
      country: 'DE',
      findRecord: (entity) => (entity === 'user' ? ANNA : ADA),
    });
    expect(parsed).toMatchObject({ ok: true });
    const { engine, deps, newId } = lone;
    const imports = createImports({
      engine,
      entities: () => deps.registry.workModules().map(({ entity }) => entity),
      linkedEntity: deps.registry.entity,
      emit: () => undefined,
      newId,
      pause,
      currency: () => 'EUR',
      country: () => 'DE',
    });
    const csv = `Name,My ${type}\nRow ${type},"${text}"\n`;
    const inspected = await imports['import.inspect']({
      fileName: 'accounts.csv',
      bytes: new TextEncoder().encode(csv),
      entity: 'account',
    });
    expect(inspected.ok && inspected.value.columns.map((column) => column.field)).toEqual([
      'name',
      key(),
    ]);
  });

  test('is named in the history', async () => {
    const edit = { entity: 'account', id: record, values: { [key()]: null }, create: false };
    await lone.engine.write([edit], { label: 'Clear', batch: '' });
    const { entries } = await lone.engine.history({ entity: 'account', id: record });
    expect(entries[0]?.changes.every(({ slot }) => slot.field === key())).toBe(true);
    await lone.engine.undo();
    expect(lone.engine.get('account', record)?.[key()]).toEqual(value);
  });
});
