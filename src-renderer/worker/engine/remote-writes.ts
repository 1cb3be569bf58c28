/** Changes of others: applied through the same commit and the same projector as our own. */
import * as Y from 'yjs';
import {
  decodeEnvelope,
  encodeEnvelope,
  type Envelope,
} from '../../../crm/contracts/envelope.contract.ts';
import type { DocState, FeedEntry } from '../../../crm/contracts/feed.contract.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { newId, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { writesFor } from '../../../crm/kernel/values.ts';
import { sameJson, type Change } from '../../../crm/kernel/write.ts';
import { NOTE_SLOT, type Theirs } from '../documents/note-changes.ts';
import type { PackedDoc } from '../documents/new-pack.ts';
import { isGapped, projectRow, readSlot } from '../documents/record-doc.ts';
import type { Core } from './core.ts';
import { outboxEntry, type OutboxEntry } from './outbox-entry.ts';
import { historyRecordOf, type HistoryRecord } from './history-record.ts';
import type { JournalEntry, RowAfter } from './journal-entry.ts';
import { theirsIn } from './note-undo.ts';
import { rowOfState } from './projecting.ts';

export interface RemoteWrites {
  /**
   * Applies entries of the log and moves the cursor past them in the same commit: several commits where the list is
   * long, the last of them up to `upTo`. Between two of them others have their turn, and `arrived` hears what came.
   */
  readonly entries: (
    list: readonly FeedEntry[],
    upTo: number,
    arrived: (envelopes: readonly Envelope[]) => void,
  ) => Promise<Result<null>>;
  /** Part of a first sync. The cursor moves only when `position` is given, with the last part. */
  readonly snapshots: (docs: readonly DocState[], cursor: number | null) => Promise<Result<null>>;
  /** One of our own envelopes that only the copy outside still had: applied and to be sent again, in one commit. */
  readonly recover: (envelope: Envelope) => Promise<Result<null>>;
  /** A document that was asked for by name. */
  readonly doc: (doc: DocState) => Promise<Result<null>>;
}

/** New documents in such numbers go straight into packs; the journal would write them twice. */
const BULK_DOCS = 64;

/** Records in one commit, but for an envelope that is larger: one's own edits wait for no more than that. */
const PART_MAX_OPS = 512;
/** Documents applied in one go, some milliseconds: between two of them a click is answered. */
const SLICE_DOCS = 64;

interface Part {
  readonly envelopes: { readonly seq: number; readonly envelope: Envelope }[];
  ops: number;
}

interface Extra {
  readonly resend?: OutboxEntry;
  readonly cursor?: number;
  /** Documents that exist nowhere here yet. */
  readonly fresh?: readonly PackedDoc[];
  readonly freshHistory?: readonly HistoryRecord[];
}

interface Incoming {
  readonly name: DocName;
  readonly updates: Uint8Array[];
  /** Envelopes without changes of their own, as they come through a room. */
  readonly silent: Envelope[];
  /** Of a note: what no import put there. */
  readonly typed?: Uint8Array[];
  /** What its envelopes say of it, and whether one of them takes something back. */
  readonly said?: Change[];
  takesBack?: boolean;
}

const TEAM_IS_NEWER: Problem = {
  code: 'team-is-newer',
  message: 'A teammate’s version of Rapport writes changes that this one cannot read.',
  remedy: 'Update Rapport on this desktop. Your own changes are safe here and are sent after that.',
};

/** `contested` is called when something arrived that may have to be put right. */
export function createRemoteWrites(core: Core, contested: () => void): RemoteWrites {
  const { deps, documents } = core;

  /** Applies to one document and tells the row that follows, or null where none may be built now. */
  async function applyUpdates({
    name,
    updates,
    said = [],
    takesBack = false,
  }: Incoming): Promise<{ row: RowAfter | null; changes: Change[] }> {
    const address = parseDocName(name);
    const entity = address === null ? undefined : core.entity(address.entity);
    const opened = await documents.open(name);
    if (!opened.ok) {
      core.incomplete.add(name);
      return { row: null, changes: [] };
    }
    const { doc } = opened;
    for (const update of updates) applyOne(doc, update);
    if (isGapped(doc) && deps.faults?.rowFromGappedDocument !== true) {
      core.incomplete.add(name);
      return { row: null, changes: [] };
    }
    // While a part was missing, nobody saw what was taken back, and it was not looked for.
    const wasIncomplete = core.incomplete.delete(name);
    if (address === null || address.part === 'body' || entity === undefined)
      return { row: null, changes: [] };
    if (wasIncomplete || isContested(doc, said, takesBack)) core.contested.add(name);
    const before = deps.rows.get(address.entity, address.id);
    const row = projectRow(entity, address.id, doc, deps.faults);
    const changes = changesBetween(entity, name, before, row);
    return { row: { entity: address.entity, id: address.id, row: row ?? null }, changes };
  }

  /** Somebody typed, put in or took out what an act here put into the note, or took out of it again. */
  function isNoteContested(
    { name, said = [], takesBack = false }: Incoming,
    theirs: Theirs | undefined,
  ): boolean {
    if (!core.acts.wroteInto(name)) return false;
    return theirs !== undefined || takesBack || said.length > 0;
  }

  function applyOne(doc: Y.Doc, update: Uint8Array): void {
    if (deps.faults?.deleteOnlyUpdateLost === true) {
      // The planted mistake: a deletion does not move the state vector, so comparing vectors calls it old news.
      const has = Y.decodeStateVector(Y.encodeStateVector(doc));
      const brings = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update));
      if ([...brings].every(([client, clock]) => (has.get(client) ?? 0) >= clock)) return;
    }
    try {
      Y.applyUpdate(doc, update, 'remote');
    } catch {
      // A peer's update that Yjs cannot read changes nothing here, as it changes nothing on any other desktop.
    }
  }

  async function applyAll(
    incoming: readonly Incoming[],
    history: HistoryRecord[],
    part: Extra,
  ): Promise<Result<null>> {
    const rows: RowAfter[] = (part.fresh ?? []).flatMap(shownRow);
    const wasIncomplete = [...core.incomplete];
    for (const [index, one] of incoming.entries()) {
      if (index % SLICE_DOCS === SLICE_DOCS - 1) await deps.pause?.();
      const theirs = await theirsIn(core, one.name, one.typed ?? []);
      if (theirs !== undefined) history.push(keptOf(core, one.name, theirs));
      if (isNoteContested(one, theirs)) core.contested.add(one.name);
      const { row, changes } = await applyUpdates(one);
      if (row !== null) rows.push(row);
      // Through a room come bare updates: what they changed is found out here.
      const envelope = one.silent.at(-1);
      if (envelope !== undefined && changes.length > 0) {
        history.push({ ...historyRecordOf(envelope, 0), changes });
      }
    }
    const journal: JournalEntry = {
      updates: incoming.flatMap(({ name, updates }) =>
        updates.map((update) => ({ doc: name, update })),
      ),
      rows,
      history: history.filter((record) => record.changes.length > 0),
      acts: [],
    };
    const packed = await documents.packNew(part.fresh ?? [], part.freshHistory ?? []);
    const committed = await core.commit({
      ...(journal.updates.length > 0 ? { journal } : {}),
      ...(part.cursor === undefined ? {} : { position: { cursor: part.cursor } }),
      ...(part.resend === undefined
        ? {}
        : { outboxAdd: [part.resend], position: { n: part.resend.n } }),
      ...(packed.packs.length > 0 ? { packs: packed.packs } : {}),
    });
    if (!committed.ok) {
      for (const { name } of incoming) documents.forget(name);
      core.incomplete.clear();
      for (const name of wasIncomplete) core.incomplete.add(name);
      return committed;
    }
    packed.committed();
    if (core.contested.size > 0) contested();
    core.showRows(rows);
    for (const { name, updates } of incoming) {
      if (name.endsWith('/body'))
        for (const update of updates) core.emit('body', name, update, 'remote');
    }
    return ok(null);
  }

  return {
    async entries(list, upTo, arrived) {
      let part: Part = { envelopes: [], ops: 0 };
      for (const { seq, envelope: bytes } of list) {
        // Empty: one of our own, acknowledged in this session and applied long ago.
        if (bytes.byteLength === 0) continue;
        const decoded = decodeEnvelope(bytes);
        if (!decoded.ok) {
          // The relay checks before it appends; what it could not read it never took.
          if (decoded.code === 'malformed-envelope') continue;
          // A newer version's: passing it by would lose it for good, so nothing further is taken until the update.
          const before = await applyPart(part, seq - 1, arrived);
          return before.ok ? fail(TEAM_IS_NEWER) : before;
        }
        const { envelope } = decoded;
        if (part.ops > 0 && part.ops + envelope.ops.length > PART_MAX_OPS) {
          const result = await applyPart(part, seq - 1, arrived);
          if (!result.ok) return result;
          part = { envelopes: [], ops: 0 };
          await deps.pause?.();
        }
        part.envelopes.push({ seq, envelope });
        part.ops += envelope.ops.length;
      }
      return applyPart(part, upTo, arrived);
    },

    snapshots: (docs, cursor) =>
      core.turn(async () => {
        const known: Incoming[] = [];
        const fresh: PackedDoc[] = [];
        for (const { doc: name, state } of docs) {
          if (parseDocName(name) === null || state.byteLength === 0) continue;
          const docNamed = name as DocName;
          if (documents.has(docNamed))
            known.push({ name: docNamed, updates: [state], silent: [], typed: [state] });
          else fresh.push({ name: docNamed, state, row: rowOfState(core, docNamed, state) });
        }
        return applyAll(known, [], { fresh, ...(cursor === null ? {} : { cursor }) });
      }),

    recover: (envelope) =>
      core.turn(async () => {
        const n = core.position.n + 1;
        const own = { ...envelope, device: core.position.device, n };
        const incoming = new Map<DocName, Incoming>();
        for (const { doc, update } of own.ops) {
          const one = incoming.get(doc) ?? { name: doc, updates: [], silent: [] };
          one.updates.push(update);
          incoming.set(doc, one);
        }
        return applyAll([...incoming.values()], [historyRecordOf(own, 0)], {
          resend: outboxEntry(n, encodeEnvelope(own)),
        });
      }),

    doc: ({ doc, state }) =>
      core.turn(async () => {
        const name = doc as DocName;
        if (parseDocName(doc) === null) return ok(null);
        const opened = await documents.open(name);
        // What was lost with the pack and is not sent yet lies in the outbox; the relay cannot give that back.
        const unsent = opened.ok ? [] : core.unsentOps(name).map(({ update }) => update);
        const updates = [...(state.byteLength > 0 ? [state] : []), ...unsent];
        if (updates.length === 0) return ok(null);
        if (opened.ok) return applyAll([{ name, updates, silent: [], typed: [state] }], [], {});
        documents.restart(name);
        const applied = await applyAll([{ name, updates, silent: [] }], [], {});
        if (!applied.ok) documents.stayBroken(name);
        return applied;
      }),
  };

  async function applyPart(
    { envelopes }: Part,
    upTo: number,
    arrived: (envelopes: readonly Envelope[]) => void,
  ): Promise<Result<null>> {
    const result = await core.turn(() => applyEnvelopes(envelopes, upTo));
    if (!result.ok) return result;
    const came = envelopes.map(({ envelope }) => envelope);
    arrived(came);
    core.emit(
      'arrived',
      came.filter(({ device }) => device !== core.position.device),
    );
    return result;
  }

  async function applyEnvelopes(list: Part['envelopes'], upTo: number): Promise<Result<null>> {
    if (deps.faults?.cursorPastUnreadEntry === true)
      await core.commit({ position: { cursor: upTo } });
    const byDoc = new Map<DocName, Incoming>();
    const history: HistoryRecord[] = [];
    for (const { seq, envelope } of list) {
      const isOurs = envelope.device === core.position.device && envelope.n <= core.position.n;
      if (envelope.changes.length > 0 && !isOurs) history.push(historyRecordOf(envelope, seq));
      for (const op of envelope.ops) {
        let one = byDoc.get(op.doc);
        if (one === undefined)
          byDoc.set(op.doc, (one = { name: op.doc, updates: [], silent: [], typed: [], said: [] }));
        one.updates.push(op.update);
        if (envelope.undoes !== '') one.takesBack = true;
        if (envelope.changes.length === 0) one.silent.push(envelope);
        const isImported = isOurs || envelope.changes.some(({ doc }) => doc === op.doc);
        if (!isImported) one.typed?.push(op.update);
      }
    }
    for (const { envelope } of list)
      if (envelope.undoes === '')
        for (const change of envelope.changes) byDoc.get(change.doc)?.said?.push(change);
    const incoming = [...byDoc.values()];
    const isBulk = incoming.filter(({ name }) => !documents.has(name)).length >= BULK_DOCS;
    if (!isBulk) return applyAll(incoming, history, { cursor: upTo });
    const known = incoming.filter(({ name }) => documents.has(name));
    const fresh = incoming.filter(({ name }) => !documents.has(name));
    const [freshHistory, knownHistory] = split(history, new Set(fresh.map(({ name }) => name)));
    const packs: PackedDoc[] = [];
    for (const [index, { name, updates, takesBack }] of fresh.entries()) {
      if (takesBack === true && !name.endsWith('/body')) core.contested.add(name);
      if (index % SLICE_DOCS === SLICE_DOCS - 1) await deps.pause?.();
      const state = Y.mergeUpdates(updates);
      packs.push({ name, state, row: rowOfState(core, name, state) });
    }
    return applyAll(known, knownHistory, { cursor: upTo, fresh: packs, freshHistory });
  }
}

/**
 * Something was taken back in a document in which others wrote; or what somebody wrote does not stand, perhaps because
 * it was taken away without them.
 */
function isContested(doc: Y.Doc, said: readonly Change[], takesBack: boolean): boolean {
  // Mostly only those who made it wrote in it.
  if (takesBack && doc.store.clients.size > 1) return true;
  if (said.length > 0 && readSlot(doc, { field: 'createdAt' }) === null) return true;
  const last = new Map(said.map((change) => [JSON.stringify(change.slot), change]));
  return [...last.values()].some(({ slot, to }) => {
    const value = readSlot(doc, slot);
    return slot.field === 'createdAt' ? value === null : !sameJson(value, to);
  });
}

function shownRow({ row }: PackedDoc): RowAfter[] {
  return row === undefined ? [] : [{ entity: row.entity, id: row.id, row }];
}

function keptOf(core: Core, name: DocName, theirs: Theirs): HistoryRecord {
  return {
    txId: newId(core.deps.clock, core.deps.random),
    batch: '',
    atMs: core.deps.clock.nowMs(),
    actor: '',
    label: '',
    undoes: '',
    seq: 0,
    changes: [{ doc: name, slot: NOTE_SLOT, from: null, to: theirs }],
  };
}

/** History of the fresh documents, and of the others. */
function split(
  history: readonly HistoryRecord[],
  fresh: ReadonlySet<DocName>,
): [HistoryRecord[], HistoryRecord[]] {
  const part = (wanted: boolean): HistoryRecord[] =>
    history
      .map((record) => ({
        ...record,
        changes: record.changes.filter(({ doc }) => fresh.has(doc) === wanted),
      }))
      .filter((record) => record.changes.length > 0);
  return [part(true), part(false)];
}

/** What made one row into the other, slot by slot. */
function changesBetween(
  entity: EntityDef,
  doc: DocName,
  before: AnyRow | undefined,
  after: AnyRow | undefined,
): Change[] {
  if (after === undefined) return [];
  if (before === undefined)
    return [{ doc, slot: { field: 'createdAt' }, from: null, to: after.createdAt }];
  const changes: Change[] = [];
  for (const [key, field] of Object.entries(entity.fields)) {
    for (const { slot, to } of writesFor(key, field, before[key], after[key])) {
      const from = writesFor(key, field, after[key], before[key]).find(
        (back) =>
          back.slot.member === slot.member &&
          back.slot.row === slot.row &&
          back.slot.column === slot.column,
      );
      changes.push({ doc, slot, from: from?.to ?? null, to });
    }
  }
  return changes;
}
