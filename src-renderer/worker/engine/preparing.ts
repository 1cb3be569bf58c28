/** A chunk of planned records applied to their documents, with the envelope that says so. Nothing is on the disk yet. */
import * as Y from 'yjs';
import {
  ENVELOPE_MAX_BYTES,
  encodeEnvelope,
  type Envelope,
  type Op,
} from '../../../crm/contracts/envelope.contract.ts';
import { numberFields } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { bodyName, docName, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { sameJson, type Change, type Slot } from '../../../crm/kernel/write.ts';
import { toBase64 } from '../documents/base64.ts';
import { patchedRow } from '../documents/patched-row.ts';
import {
  applyWrite,
  filledSlots,
  isGapped,
  projectRow,
  readSlot,
} from '../documents/record-doc.ts';
import { sendable } from './aside.ts';
import type { Core } from './core.ts';
import type { Act, RecordRef } from './engine-api.ts';
import type { ActNote } from './journal-entry.ts';
import { othersSlots } from './others-slots.ts';
import type { PlannedRecord } from './planning.ts';

export interface UndoLink {
  /** Act that is taken back, or '' . */
  readonly undoes: string;
  readonly redo: boolean;
  /** What the envelope says it takes back. */
  readonly envelopeUndoes: string;
}

export const NO_UNDO: UndoLink = { undoes: '', redo: false, envelopeUndoes: '' };

export interface AppliedRecord {
  readonly op: Op;
  readonly ref: RecordRef;
  readonly row: AnyRow | undefined;
  readonly isNew: boolean;
  /** The relay is asked for its running numbers, or to look at those that it comes with. */
  readonly asksNumbers: boolean;
}

export interface PreparedEnvelope {
  readonly applied: readonly AppliedRecord[];
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
  /** For the undo list, if it is to stand there. */
  readonly note: ActNote | null;
}

export interface Preparing {
  readonly prepare: (
    chunk: readonly PlannedRecord[],
    n: number,
    act: Act,
    undo: UndoLink,
  ) => Promise<Result<PreparedEnvelope>>;
  /** What was applied will not be committed. */
  readonly forget: (applied: readonly AppliedRecord[]) => void;
}

const CREATED_AT: Slot = { field: 'createdAt' };
/** Yjs's own: no items, no deletions. */
const NO_UPDATE = new Uint8Array([0, 0]);

function isStamp({ field }: Slot): boolean {
  return field === 'createdAt' || field === 'createdBy';
}

/** `repairSoon` is called when a document turns out to be damaged. */
export function createPreparing(core: Core, repairSoon: () => void): Preparing {
  const { deps, documents } = core;

  async function applyKnown(
    record: PlannedRecord,
    name: DocName,
    entity: EntityDef,
    changes: Change[],
  ): Promise<Result<AppliedRecord | null>> {
    const opened = await documents.open(name);
    if (!opened.ok) {
      core.incomplete.add(name);
      repairSoon();
      return fail(unreadable(name));
    }
    const { doc } = opened;
    let update: Uint8Array | null = null;
    const heard = (bytes: Uint8Array): void => void (update = bytes);
    doc.on('update', heard);
    // Made elsewhere, and not shown here because the rest of it has not arrived: nothing of it is to be cleared.
    const isMade = record.creates && readSlot(doc, CREATED_AT) !== null;
    const creates = record.creates && !isMade;
    let writes = isMade ? record.writes.filter(({ slot }) => !isStamp(slot)) : record.writes;
    if (creates && !isGapped(doc)) {
      const kept = new Set(writes.map(({ slot }) => JSON.stringify(slot)));
      for (const slot of await othersSlots(core, name, doc, entity)) kept.add(JSON.stringify(slot));
      const leftover = filledSlots(doc, entity).filter(
        (slot) => !kept.has(JSON.stringify(slot)) && !isNumber(entity, slot),
      );
      writes = [...leftover.map((slot) => ({ slot, to: null })), ...writes];
    }
    doc.transact(() => {
      for (const write of writes) {
        const from = readSlot(doc, write.slot);
        if (sameJson(from, write.to)) continue;
        if (!creates) changes.push({ doc: name, slot: write.slot, from, to: write.to });
        applyWrite(doc, write, deps.faults);
      }
    });
    doc.off('update', heard);
    if (creates)
      changes.push({ doc: name, slot: CREATED_AT, from: null, to: readSlot(doc, CREATED_AT) });
    for (const slot of record.left ?? []) {
      const value = readSlot(doc, slot);
      if (value === null) continue;
      changes.push({ doc: name, slot, from: value, to: value });
      // What the trail says of a document travels with an update of it.
      update ??= NO_UPDATE;
    }
    if (update === null) return ok(null);
    const shown = deps.rows.get(record.entity, record.id);
    const row = isGapped(doc)
      ? shown && patchedRow(entity, shown, writes)
      : projectRow(entity, record.id, doc, deps.faults);
    const asksNumbers = record.creates || writes.some(({ slot }) => isNumber(entity, slot));
    const ref = { entity: record.entity, id: record.id };
    const op: Op = { doc: name, scope: 'workspace', update };
    return ok({ op, ref, row, isNew: false, asksNumbers });
  }

  /** A document that does not exist yet needs not be opened to be written. */
  function applyNew(record: PlannedRecord, name: DocName, changes: Change[]): AppliedRecord {
    const { entity, id } = record;
    const writes = record.writes.filter(({ to }) => to !== null);
    const createdAt = writes.find(({ slot }) => slot.field === 'createdAt')?.to ?? null;
    changes.push({ doc: name, slot: { field: 'createdAt' }, from: null, to: createdAt });
    const op = documents.firstOp(name, writes);
    const head = { id, entity, createdAt: '', createdBy: '' };
    const row = patchedRow(core.entity(entity), head, writes);
    return { op, ref: { entity, id }, row, isNew: true, asksNumbers: true };
  }

  async function prepare(
    chunk: readonly PlannedRecord[],
    n: number,
    act: Act,
    undo: UndoLink,
  ): Promise<Result<PreparedEnvelope>> {
    const changes: Change[] = [];
    const applied: AppliedRecord[] = [];
    const written: PlannedRecord[] = [];
    for (const record of chunk) {
      const name = docName(record.entity, record.id);
      const entity = core.entity(record.entity);
      if (entity === undefined)
        throw new Error(`Planned a record of an entity that is not registered`);
      const isNew = !documents.has(name);
      // Nobody has written yet in the notes of what a large act makes anew.
      if (!isNew || act.batch === '') written.push(record);
      if (isNew) {
        applied.push(applyNew(record, name, changes));
        continue;
      }
      const one = await applyKnown(record, name, entity, changes);
      if (!one.ok) {
        forget(applied);
        return one;
      }
      if (one.value !== null) applied.push(one.value);
    }
    const ops = await sendable(
      core,
      applied.map(({ op }) => op),
    );
    const envelope: Envelope = {
      ...core.newEnvelopeHead({ ...act, undoes: undo.envelopeUndoes }),
      n,
      changes,
      ops,
      numbering: numberingFor(applied),
    };
    const bytes = encodeEnvelope(envelope);
    if (bytes.byteLength > ENVELOPE_MAX_BYTES) {
      forget(applied);
      return fail({
        code: 'change-too-large',
        message: 'This change is too large to be sent to the team in one piece.',
        remedy: 'Shorten the texts in it, or make it in several steps.',
      });
    }
    const notes = await notesBefore(written, undo);
    const note = act.unlisted === true ? null : { ...noteOf(envelope, act, undo), ...notes };
    return ok({ applied, envelope, bytes, note });
  }

  /**
   * How far the notes are of records that are made now and were written in before: a reply is a draft first, and an
   * import may bring back what was taken away.
   */
  async function notesBefore(
    records: readonly PlannedRecord[],
    undo: UndoLink,
  ): Promise<Pick<ActNote, 'notes'>> {
    const notes: Record<DocName, string> = {};
    if (undo.undoes !== '' && !undo.redo) return {};
    for (const { entity, id, writes } of records) {
      const name = bodyName(entity, id);
      const makes = writes.some(({ slot, to }) => slot.field === 'createdAt' && to !== null);
      if (!makes || !documents.has(name)) continue;
      const opened = await documents.open(name);
      if (opened.ok) notes[name] = toBase64(Y.encodeStateVector(opened.doc));
    }
    return Object.keys(notes).length === 0 ? {} : { notes };
  }

  function forget(applied: readonly AppliedRecord[]): void {
    for (const { op } of applied) documents.forget(op.doc);
  }

  function numberingFor(applied: readonly AppliedRecord[]): Envelope['numbering'] {
    const numbering: Envelope['numbering'][number][] = [];
    for (const { op, ref, asksNumbers } of applied) {
      if (asksNumbers) for (const field of numbersOf(ref)) numbering.push({ doc: op.doc, field });
    }
    return numbering;
  }

  function numbersOf({ entity: name }: RecordRef): readonly string[] {
    const entity = core.entity(name);
    return entity === undefined ? [] : numberFields(entity);
  }

  return { prepare, forget };
}

/** A number stays with its record for ever, also with one that is made again. */
function isNumber(entity: EntityDef, { field }: Slot): boolean {
  return entity.fields[field]?.kind === 'autoNumber';
}

function noteOf(envelope: Envelope, act: Act, undo: UndoLink): ActNote {
  return {
    id: act.batch !== '' ? act.batch : envelope.txId,
    label: act.label,
    atMs: envelope.atMs,
    docs: envelope.ops.map((op) => op.doc),
    undoes: undo.undoes,
    redo: undo.redo,
  };
}

export function unreadable(name: DocName): Parameters<typeof fail>[0] {
  return {
    code: 'record-damaged',
    message: 'The local copy of this record is damaged and is being fetched again.',
    remedy: 'Connect to the relay, wait for the record to arrive, and repeat the change.',
    record: name,
  };
}
