/** What lies on the disk, taken into memory: packs, journal, and what the outbox keeps until the fold. */
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { decodeRows } from '../documents/pack-codec.ts';
import type { RowUpdate } from '../rows/row-store.ts';
import type { StoreContents } from '../store/store.ts';
import type { Core, JournalSize } from './core.ts';
import {
  decodeJournalEntry,
  entryOfEnvelopes,
  type JournalEntry,
  type RowAfter,
} from './journal-entry.ts';
import { rowOfState } from './projecting.ts';
import { decodeUnfolded, NOTHING_UNFOLDED, UNFOLDED_KEY, type NamedUnfolded } from './unfolded.ts';

/** Read at start in one go: some 15 ms. */
const PACKS_A_TURN = 64;
/** Rows made at start in one go, about as long. */
const ROWS_A_TURN = 512;

/** Gives the packs whose rows are none: what they hold is not known here yet. */
export async function loadPacks(
  core: Core,
  { rowPacks }: StoreContents,
): Promise<readonly string[]> {
  const { deps, documents } = core;
  const unlisted: string[] = [];
  for (const [index, { id, bytes }] of rowPacks.entries()) {
    // A window's first question is answered in between.
    if (index % PACKS_A_TURN === PACKS_A_TURN - 1) await deps.pause?.();
    const pack = decodeRows(bytes);
    if (pack === null) {
      unlisted.push(id);
      continue;
    }
    const [first] = pack.rows;
    const group = id.slice(0, id.indexOf(':'));
    documents.place(id, [...pack.rows.map((row) => docName(row.entity, row.id)), ...pack.bare]);
    if (first !== undefined) deps.rows.load(group, pack.rows);
  }
  return unlisted;
}

/** `isWhole`: everything that is named was found, and can be read. `head`: id of the newest entry. */
export async function loadJournal(
  core: Core,
  { journal, outbox }: StoreContents,
): Promise<{ readonly isWhole: boolean; readonly head: number }> {
  // Acts kept by the last fold come first: the journal's undo notes refer to them.
  core.acts.load(String(core.meta('acts') ?? '[]'));
  const envelopes = new Map(outbox.map(({ n, bytes }) => [n, bytes]));
  const named = decodeUnfolded(String(core.meta(UNFOLDED_KEY) ?? '[]'));
  const unfolded = new Map(NOTHING_UNFOLDED);
  const rowless = new Set<DocName>();
  let isWhole = true;
  const load = (entry: JournalEntry | null): void => {
    if (entry === null) {
      isWhole = false;
      return;
    }
    takeIn(core, entry);
    if (entry.rows === 'from updates') for (const { doc } of entry.updates) rowless.add(doc);
    else core.deps.rows.apply(entry.rows.map(asUpdate));
  };
  const loadBulk = ({ n, after, isSent }: NamedUnfolded): void => {
    const bytes = envelopes.get(n);
    const decoded = bytes === undefined ? undefined : decodeEnvelope(bytes);
    load(decoded?.ok === true ? entryOfEnvelopes([decoded.envelope]) : null);
    if (bytes === undefined) return;
    unfolded.set(n, { bytes, after, isSent });
    grow(core, { bytes: bytes.byteLength });
  };
  let next = 0;
  const loadBulkBefore = (id: number): void => {
    for (let one = named[next]; one !== undefined && one.after < id; one = named[++next])
      loadBulk(one);
  };
  let head = 0;
  for (const { id, bytes } of journal) {
    loadBulkBefore(id);
    head = Math.max(head, id);
    grow(core, { entries: 1, bytes: bytes.byteLength });
    load(decodeJournalEntry(bytes));
  }
  loadBulkBefore(Infinity);
  core.unfolded = unfolded;
  await makeRows(core, rowless);
  return { isWhole, head };
}

/** From all that is known of each: the journal may have more of a record than the act that made it. */
async function makeRows(core: Core, names: ReadonlySet<DocName>): Promise<void> {
  let made = 0;
  for (const name of names) {
    made += 1;
    if (made % ROWS_A_TURN === 0) await core.deps.pause?.();
    const address = parseDocName(name);
    const state = await core.documents.stateOf(name);
    if (state === null || address === null || address.part === 'body') continue;
    const after = rowOfState(core, name, state);
    if (!core.incomplete.has(name))
      core.deps.rows.apply([{ entity: address.entity, id: address.id, after }]);
  }
}

/** What a committed journal entry means for memory; the same at commit and at replay, but for showing rows. */
export function takeIn(core: Core, { updates, rows, history, acts }: JournalEntry): void {
  for (const update of updates) core.documents.remember(update);
  for (const record of history) {
    // Of many new records it is all their history, and one list serves them all.
    const only = [record];
    for (const name of new Set(record.changes.map((change) => change.doc))) {
      const list = core.recentHistory.get(name);
      core.recentHistory.set(name, list === undefined ? only : [...list, record]);
    }
  }
  for (const act of acts) core.acts.add(act);
  if (rows === 'from updates') grow(core, { rowless: updates.length });
}

export function grow(
  core: Core,
  { entries = 0, bytes = 0, rowless = 0 }: Partial<JournalSize>,
): void {
  const size = core.journalSize;
  core.journalSize = {
    entries: size.entries + entries,
    bytes: size.bytes + bytes,
    rowless: size.rowless + rowless,
  };
}

export function asUpdate({ entity, id, row }: RowAfter): RowUpdate {
  return { entity, id, after: row ?? undefined };
}
