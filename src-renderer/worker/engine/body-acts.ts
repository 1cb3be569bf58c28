/**
 * Acts that write rich texts: an import puts text into notes, its undo takes exactly that out again. Each note's change
 * stands in the audit trail beside its record's, so undo and redo read it there like any other.
 */
import * as Y from 'yjs';
import {
  ENVELOPE_MAX_BYTES,
  encodeEnvelope,
  type Envelope,
} from '../../../crm/contracts/envelope.contract.ts';
import { bodyName, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import { toBase64 } from '../documents/base64.ts';
import { NOTE_SLOT, type PutIn, type TakenOut } from '../documents/note-changes.ts';
import { sendable } from './aside.ts';
import type { Core } from './core.ts';
import type { Act, RecordRef, Refusal, WriteWatch } from './engine-api.ts';
import { historyRecordOf } from './history-record.ts';
import { unreadable, type UndoLink } from './preparing.ts';

/** Several notes share an envelope up to here. */
const GROUP_MAX = { notes: 64, bytes: 1024 * 1024 };
/** Windows that show one of the notes are told under this name. */
const ORIGIN = 'act';

export interface NoteWrite {
  readonly update: Uint8Array;
  /** null: it goes with its record, when that is taken back. */
  readonly change: PutIn | TakenOut | null;
}

export interface BodyWrite {
  readonly ref: RecordRef;
  /** From the text as it stands; undefined where there is nothing to write. */
  readonly write: (here: Uint8Array) => NoteWrite | undefined;
}

interface Prepared {
  readonly name: DocName;
  readonly id: string;
  readonly update: Uint8Array;
  readonly changes: readonly Change[];
  /** How far the note is with it, where it goes with its record. */
  readonly upTo?: string;
}

export interface BodyActs {
  /** Which could not be written, and why; a problem where nothing further could be. */
  readonly write: (
    bodies: readonly BodyWrite[],
    act: Act,
    undo: UndoLink,
    watch?: WriteWatch,
  ) => Promise<Result<readonly Refusal[]>>;
}

export function createBodyActs(core: Core, afterCommit: () => void): BodyActs {
  const { documents } = core;

  async function prepare({ ref, write }: BodyWrite): Promise<Result<Prepared | undefined>> {
    const name = bodyName(ref.entity, ref.id);
    const opened = await documents.open(name);
    if (!opened.ok) return fail(unreadable(name));
    const made = write(Y.encodeStateAsUpdate(opened.doc));
    if (made === undefined) return ok(undefined);
    const { update, change } = made;
    Y.applyUpdate(opened.doc, update, 'local');
    const changes: Change[] =
      change === null ? [] : [{ doc: name, slot: NOTE_SLOT, from: null, to: change }];
    const prepared = { name, id: ref.id, update, changes };
    return ok(
      change === null ? { ...prepared, upTo: toBase64(Y.encodeStateVector(opened.doc)) } : prepared,
    );
  }

  /** One envelope, or, where that is larger than any relay takes, two of half as many. */
  async function commit(
    group: readonly Prepared[],
    act: Act,
    undo: UndoLink,
  ): Promise<Result<readonly Refusal[]>> {
    const n = core.position.n + 1;
    const updates = group.map(({ name, update }) => ({
      doc: name,
      scope: 'workspace' as const,
      update,
    }));
    const envelope: Envelope = {
      ...core.newEnvelopeHead({ ...act, undoes: undo.envelopeUndoes }),
      n,
      changes: group.flatMap(({ changes }) => changes),
      ops: await sendable(core, updates),
      numbering: [],
    };
    const bytes = encodeEnvelope(envelope);
    if (bytes.byteLength > ENVELOPE_MAX_BYTES) return commitApart(group, act, undo);
    const safe = core.keepSafe(n, bytes);
    const { txId, label, atMs, changes } = envelope;
    const docs = changes.map(({ doc }) => doc);
    const notes = Object.fromEntries(
      group.flatMap(({ name, upTo }) => (upTo === undefined ? [] : [[name, upTo]])),
    );
    const note = { id: act.batch === '' ? txId : act.batch, label, atMs, docs, notes };
    const isListed = act.unlisted !== true && group.length > 0;
    const committed = await core.commit({
      journal: {
        updates: group.map(({ name, update }) => ({ doc: name, update })),
        rows: [],
        history: changes.length === 0 ? [] : [historyRecordOf(envelope, 0)],
        acts: isListed ? [{ ...note, undoes: undo.undoes, redo: undo.redo }] : [],
      },
      outboxAdd: [{ n, bytes, label, atMs, records: group.length }],
      position: { n },
    });
    await safe;
    if (!committed.ok) {
      await core.forgetSafe([n]);
      for (const { name } of group) documents.forget(name);
      return committed;
    }
    for (const { name, update } of group) core.emit('body', name, update, ORIGIN);
    afterCommit();
    return ok([]);
  }

  async function commitApart(
    group: readonly Prepared[],
    act: Act,
    undo: UndoLink,
  ): Promise<Result<readonly Refusal[]>> {
    const [only] = group;
    if (only !== undefined && group.length === 1) {
      documents.forget(only.name);
      return ok([{ id: only.id, problem: tooLarge(only.name) }]);
    }
    const half = Math.ceil(group.length / 2);
    const first = await commit(group.slice(0, half), act, undo);
    if (!first.ok) {
      for (const { name } of group) documents.forget(name);
      return first;
    }
    const second = await commit(group.slice(half), act, undo);
    return second.ok ? ok([...first.value, ...second.value]) : second;
  }

  /** From this one on, as many as go into one envelope. */
  async function writeGroup(
    bodies: readonly BodyWrite[],
    from: number,
    act: Act,
    undo: UndoLink,
  ): Promise<
    Result<{
      readonly next: number;
      readonly written: number;
      readonly refused: readonly Refusal[];
    }>
  > {
    const group: Prepared[] = [];
    const refused: Refusal[] = [];
    let bytes = 0;
    let next = from;
    for (; group.length < GROUP_MAX.notes && bytes < GROUP_MAX.bytes; next++) {
      const body = bodies[next];
      if (body === undefined) break;
      const prepared = await prepare(body);
      if (!prepared.ok) refused.push({ id: body.ref.id, problem: prepared.problem });
      else if (prepared.value !== undefined) {
        group.push(prepared.value);
        bytes += prepared.value.update.byteLength;
      }
    }
    const done = group.length === 0 ? ok([]) : await commit(group, act, undo);
    if (!done.ok) return done;
    const written = group.length - done.value.length;
    return ok({ next, written, refused: [...refused, ...done.value] });
  }

  return {
    async write(bodies, act, undo, watch) {
      const refused: Refusal[] = [];
      let written = 0;
      for (let from = 0; from < bodies.length;) {
        if (watch?.isCancelled() === true) return fail(CANCELLED);
        const done = await core.turn(() => writeGroup(bodies, from, act, undo));
        if (!done.ok) return done;
        from = done.value.next;
        refused.push(...done.value.refused);
        written += done.value.written;
        if (done.value.written > 0) watch?.saved(written, written);
        await core.deps.pause?.();
      }
      return ok(refused);
    },
  };
}

const CANCELLED: Problem = {
  code: 'act-cancelled',
  message: 'This was cancelled.',
  remedy: 'Undo takes back what was saved before; or do it again when you like.',
};

function tooLarge(record: DocName): Problem {
  return {
    code: 'note-too-large',
    message: 'This note is too large to be sent to the team, so it was not saved.',
    remedy: 'Shorten it where it comes from, and import it again.',
    record,
  };
}
