/**
 * A commit that failed may be on the disk all the same: the database was closed between writing it and saying so. Here
 * nothing of it happened. So the next commit puts back what a start would otherwise take for true: half of it would
 * stand there as soon as something else is written under its numbers.
 */
import type { MetaValue, StoreBatch } from '../store/store.ts';
import { encodeJournalEntry } from './journal-entry.ts';

export interface Doubt {
  /** Entries of the journal from its head on. */
  readonly entries: number;
  readonly outbox: ReadonlySet<number>;
  readonly meta: ReadonlySet<string>;
}

export const NO_DOUBT: Doubt = { entries: 0, outbox: new Set(), meta: new Set() };

/** What is known to be true of what is in doubt. */
interface Known {
  readonly journalHead: number;
  readonly outbox: (n: number) => Uint8Array | undefined;
  readonly meta: (key: string) => MetaValue | undefined;
}

/** After the batch failed. */
export function doubting(before: Doubt, batch: StoreBatch): Doubt {
  const added = (batch.outboxAdd ?? []).map(({ n }) => n);
  return {
    entries: Math.max(before.entries, batch.journalAdd?.length ?? 0),
    outbox: new Set([...before.outbox, ...added, ...(batch.outboxRemove ?? [])]),
    meta: new Set([...before.meta, ...Object.keys(batch.meta ?? {})]),
  };
}

/** The batch, and with it everything as it was where it says nothing about that. */
export function puttingBack(doubt: Doubt, batch: StoreBatch, known: Known): StoreBatch {
  if (doubt === NO_DOUBT) return batch;
  const { journalAdd = [], outboxAdd = [], outboxRemove = [] } = batch;
  const said = new Set([...outboxAdd.map(({ n }) => n), ...outboxRemove]);
  const open = [...doubt.outbox].filter((n) => !said.has(n));
  const kept = open.flatMap((n) => {
    const bytes = known.outbox(n);
    return bytes === undefined ? [] : [{ n, bytes }];
  });
  const isKept = new Set(kept.map(({ n }) => n));
  const meta = [...doubt.meta].map((key) => [key, known.meta(key) ?? null] as const);
  const nothing = Array.from({ length: doubt.entries - journalAdd.length }, (_, index) => ({
    id: known.journalHead + journalAdd.length + 1 + index,
    bytes: encodeJournalEntry({ updates: [], rows: [], history: [], acts: [] }),
  }));
  return {
    ...batch,
    meta: { ...Object.fromEntries(meta), ...batch.meta },
    journalAdd: [...journalAdd, ...nothing],
    outboxAdd: [...kept, ...outboxAdd],
    outboxRemove: [...outboxRemove, ...open.filter((n) => !isKept.has(n))],
  };
}
