import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { modules } from '../../../crm/modules/registry.ts';
import { createRowStore, type RowStore } from '../rows/row-store.ts';
import { createSearch, type Search } from '../search/search.ts';
import { createArticleSuggestions, type ArticleSuggestions } from './article-suggestions.ts';

let rows: RowStore;
let search: Search;
let suggestions: ArticleSuggestions;
const notes = new Map<string, string>();
let later: (() => void)[] = [];

const id = (n: number): string => `0190a000-0000-7000-8000-00000000000${n}`;
const TICKET = id(9);
const GATEWAY = id(8);

function put(entity: string, key: string, fields: object): void {
  const after: AnyRow = {
    id: key,
    entity,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: '',
    ...fields,
  };
  rows.apply([{ entity, id: key, after }]);
}
const article = (key: string, title: string, fields: object = {}): void =>
  put('article', key, { title, status: 'Published', ...fields });
const suggested = (text = '') => suggestions.suggest({ ticket: TICKET, text, limit: 5 });
const ids = (text = ''): readonly string[] => suggested(text).map((one) => one.id);
const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

beforeEach(async () => {
  rows = createRowStore();
  notes.clear();
  later = [];
  const readNote = (_entity: string, key: string): Promise<string> =>
    Promise.resolve(notes.get(key) ?? '');
  search = createSearch({
    rows,
    entities: () => modules.map(({ entity }) => entity),
    context: () => ({ locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf }),
    now: () => 0,
    pause: () => Promise.resolve(),
    notes: {
      has: (_entity, key) => notes.has(key),
      read: readNote,
      after: (_ms, run) => void later.push(run),
      pause: () => Promise.resolve(),
    },
  });
  suggestions = createArticleSuggestions({
    get: rows.get,
    titleOf: rows.titleOf,
    table: rows.all,
    alike: search.alike,
    search: search.search,
    readNote,
  });
  await search.build();
  put('product', GATEWAY, { name: 'Gateway' });
  put('ticket', TICKET, {
    subject: 'The gateway drops out every night',
    description: 'Hello, could you please have a look? It loses its connection.',
    product: GATEWAY,
  });
});

describe('articles that may answer a ticket', () => {
  test('have words in common with it, and say which', () => {
    article(id(1), 'When a gateway drops its connection');
    article(id(2), 'Invoices and addresses');
    expect(ids()).toEqual([id(1)]);
    expect(suggested()[0]?.words.toSorted()).toEqual(['connection', 'drops', 'gateway']);
  });

  test('need more in common than one word, or than greetings', () => {
    article(id(1), 'Choosing a gateway');
    article(id(2), 'Hello, could you have a look?');
    expect(ids()).toEqual([]);
  });

  test('about the same product are offered for that alone', () => {
    article(id(1), 'First steps', { products: [`product/${GATEWAY}`] });
    expect(suggested()).toMatchObject([{ id: id(1), sameProduct: true, words: [] }]);
  });

  test('are found by their text, though it stands in no field', async () => {
    notes.set(id(1), 'If the connection is lost every night, restart it.');
    article(id(1), 'Troubles');
    await settled();
    expect(ids()).toEqual([id(1)]);
    expect(search.search({ text: 'restart', limit: 5 }).hits).toMatchObject([
      { id: id(1), field: 'notes', text: 'If the connection is lost every night, restart it.' },
    ]);
  });

  test('are found by what is written into their text now, and no more by what went', async () => {
    notes.set(id(1), 'Unplug the modem.');
    article(id(1), 'Troubles');
    await settled();
    notes.set(id(1), 'Replace the antenna.');
    search.noteWritten(`article/${id(1)}/body`);
    for (const run of later) run();
    await settled();
    const found = (text: string): number => search.search({ text, limit: 5 }).hits.length;
    expect([found('antenna'), found('modem')]).toEqual([1, 0]);
  });

  test('are published ones that the ticket does not have yet', () => {
    article(id(1), 'The gateway drops out', { status: 'Draft' });
    article(id(2), 'The gateway drops out', { archivedAt: '2026-01-02T00:00:00.000Z' });
    article(id(3), 'The gateway drops out');
    article(id(4), 'The gateway drops out again');
    put('ticket', TICKET, { subject: 'The gateway drops out', articles: [`article/${id(3)}`] });
    expect(ids()).toEqual([id(4)]);
    expect(ids('gateway')).toEqual([id(4)]);
  });

  test('that answered more come before their equals', () => {
    article(id(1), 'The gateway drops out');
    article(id(2), 'The gateway drops out');
    put('ticket', id(7), { subject: 'Another', articles: [`article/${id(2)}`] });
    expect(suggested().map((one) => [one.id, one.answered])).toEqual([
      [id(2), 1],
      [id(1), 0],
    ]);
  });

  test('are put into a reply with their text, or with their summary where they have none', async () => {
    article(id(1), 'Troubles', { summary: 'Restart it.' });
    expect(await suggestions.textOf(id(1))).toBe('Restart it.');
    notes.set(id(1), 'Pull the plug.\nWait.');
    expect(await suggestions.textOf(id(1))).toBe('Pull the plug.\nWait.');
  });
});
