/**
 * The peer: what most would build. One Dexie table an entity, one row a record, five indexes (one of them of words,
 * for search), in the same Electron on the same disk. No sync, no history, no encryption, no undo: less work for more
 * indexes. It runs in an app page that never loads the app.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Dexie, Table } from 'dexie';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { fold } from '../../crm/kernel/text-folding.ts';
import { CHECKOUT, launchApp } from '../e2e/launch.ts';
import { median, p95, type PeerMeasured } from './figures.ts';
import type { RealisticRows } from './realistic-rows.ts';
import { PAGE_ROWS, type DealQuestion } from './questions.ts';

/** Rows that go over to the page in one message of the driver. */
const SENT_AT_ONCE = 5000;
const STARTS = 3;

/** `id` and five more; `words` is a multi-entry index. */
const TABLES = {
  user: 'id, name, createdAt, createdBy, owner, *words',
  product: 'id, name, createdAt, code, owner, *words',
  account: 'id, name, createdAt, industry, owner, *words',
  contact: 'id, lastName, account, lifecycle, owner, *words',
  lead: 'id, lastName, createdAt, status, owner, *words',
  deal: 'id, name, account, stage.stage, owner, *words',
  ticket: 'id, subject, account, status, agent, *words',
  activity: 'id, subject, kind, dueAt, owner, *words',
} as const satisfies Record<keyof RealisticRows, string>;

type PeerRow = AnyRow & { readonly words: readonly string[] };

declare global {
  interface Window {
    Dexie: typeof Dexie;
    peerRows: Record<string, PeerRow[]>;
    openPeer: () => Promise<Record<string, Table<PeerRow, string>>>;
  }
}

export interface PeerQuestions {
  /** Process start to the first screen of an app that has no data yet. */
  readonly bareStartMs: number;
  readonly questions: readonly DealQuestion[];
  readonly terms: readonly string[];
  readonly edits: number;
  readonly searchLimit: number;
}

export async function measurePeer(
  rows: RealisticRows,
  { bareStartMs, questions, terms, edits, searchLimit }: PeerQuestions,
): Promise<PeerMeasured> {
  const desktop = await launchApp({ beforePage: () => window.stop() });
  const { page } = desktop;
  try {
    await page.evaluate(
      readFileSync(path.join(CHECKOUT, 'node_modules/dexie/dist/dexie.js'), 'utf8'),
    );
    await page.evaluate(definePeer, TABLES);
    await sendRows(page, rows);
    const writeMs = await page.evaluate(writeAll);
    const starts: number[] = [];
    for (let time = 0; time < STARTS; time++)
      starts.push(await page.evaluate(openAndList, PAGE_ROWS));
    const queries = await page.evaluate(filterAndSort, {
      questions: [...questions],
      limit: PAGE_ROWS,
    });
    const searches = await page.evaluate(searchWords, { terms: [...terms], limit: searchLimit });
    const edited = await page.evaluate(editOne, { edits, limit: PAGE_ROWS });
    return {
      writeAll: writeMs / 1000,
      start: (bareStartMs + median(starts)) / 1000,
      filterSort: p95(queries),
      search: p95(searches),
      editToDurable: median(edited.durableMs),
      editToRow: median(edited.rowMs),
    };
  } finally {
    await desktop.close();
  }
}

async function sendRows(page: Page, rows: RealisticRows): Promise<void> {
  for (const entity of Object.keys(TABLES) as (keyof RealisticRows)[]) {
    const all = rows[entity].map((row) => ({ ...row, words: wordsOf(row) }));
    for (let from = 0; from < all.length; from += SENT_AT_ONCE) {
      await page.evaluate(
        ({ entity, part }) => {
          (window.peerRows[entity] ??= []).push(...(part as unknown as PeerRow[]));
        },
        { entity, part: all.slice(from, from + SENT_AT_ONCE) },
      );
    }
  }
}

/** What Rapport's own search would find it by: names and addresses. */
function wordsOf(row: AnyRow): string[] {
  const texts = [row['name'], row['firstName'], row['lastName'], row['subject'], row['company']];
  const emails = (row['emails'] as readonly { readonly address: string }[] | undefined) ?? [];
  const all = [...texts, ...emails.map(({ address }) => address)].filter(
    (text) => typeof text === 'string',
  );
  return [...new Set(all.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u)))].filter(Boolean);
}

// What follows runs in the page.

function definePeer(tables: Record<string, string>): void {
  window.peerRows = {};
  window.openPeer = async () => {
    const db = new window.Dexie('peer', { chromeTransactionDurability: 'strict' });
    db.version(1).stores(tables);
    await db.open();
    return Object.fromEntries(db.tables.map((table) => [table.name, table]));
  };
}

async function writeAll(): Promise<number> {
  const tables = await window.openPeer();
  const beganMs = performance.now();
  for (const [entity, rows] of Object.entries(window.peerRows)) await tables[entity]?.bulkPut(rows);
  const tookMs = performance.now() - beganMs;
  tables['deal']?.db.close();
  window.peerRows = {};
  return tookMs;
}

async function openAndList(limit: number): Promise<number> {
  const beganMs = performance.now();
  const { account } = await window.openPeer();
  const page = await account?.orderBy('name').limit(limit).toArray();
  const tookMs = performance.now() - beganMs;
  if (page === undefined || page.length === 0) throw new Error('The peer lost its rows');
  account?.db.close();
  return tookMs;
}

async function filterAndSort(input: {
  questions: DealQuestion[];
  limit: number;
}): Promise<number[]> {
  const { deal } = await window.openPeer();
  const times: number[] = [];
  for (const { stages, minAmountMinor, sort } of input.questions) {
    const beganMs = performance.now();
    const found = await deal
      ?.where('stage.stage')
      .anyOf(stages)
      .filter((row) => (row['amount'] as { amountMinor: number }).amountMinor > minAmountMinor)
      .sortBy(sort.field === 'amount' ? 'amount.amountMinor' : sort.field);
    if (sort.direction === 'descending') found?.reverse();
    const page = found?.slice(0, input.limit);
    times.push(performance.now() - beganMs);
    if (page === undefined) throw new Error('The peer has no deals');
  }
  deal?.db.close();
  return times;
}

async function searchWords(input: { terms: string[]; limit: number }): Promise<number[]> {
  const tables = await window.openPeer();
  const times: number[] = [];
  for (const term of input.terms) {
    const beganMs = performance.now();
    const found = await Promise.all(
      Object.values(tables).map((table) =>
        table.where('words').startsWith(term).distinct().limit(input.limit).toArray(),
      ),
    );
    times.push(performance.now() - beganMs);
    if (found.flat().length === 0) throw new Error('The peer did not find a word of a record');
  }
  tables['deal']?.db.close();
  return times;
}

async function editOne(input: {
  edits: number;
  limit: number;
}): Promise<{ durableMs: number[]; rowMs: number[] }> {
  const { deal } = await window.openPeer();
  const times = { durableMs: [] as number[], rowMs: [] as number[] };
  const [row] = (await deal?.orderBy('name').limit(1).toArray()) ?? [];
  if (deal === undefined || row === undefined) throw new Error('The peer has no deals');
  for (let time = 1; time <= input.edits; time++) {
    const beganMs = performance.now();
    await deal.put({ ...row, name: `${String(row['name'])} ${time}` });
    times.durableMs.push(performance.now() - beganMs);
    await deal.orderBy('name').limit(input.limit).toArray();
    times.rowMs.push(performance.now() - beganMs);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  deal.db.close();
  return times;
}
