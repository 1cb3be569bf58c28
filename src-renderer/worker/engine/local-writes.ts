/** Edits of this desktop: planned, applied to documents, committed with their envelope, then shown. */
import {
  ENVELOPE_MAX_BYTES,
  encodeEnvelope,
  type Envelope,
  type Op,
} from '../../../crm/contracts/envelope.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName, newId, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import type { RuleContext } from '../../../crm/kernel/command.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { PACK_MAX_DOCS } from '../documents/document-store.ts';
import { patchedRow } from '../documents/patched-row.ts';
import {
  applyWrite,
  filledSlots,
  isGapped,
  projectRow,
  readSlot,
} from '../documents/record-doc.ts';
import type { Core, OutboxEntry } from './core.ts';
import type { Act, Done, RecordInput, RecordRef } from './engine-api.ts';
import { historyRecordOf } from './history-record.ts';
import type { ActNote } from './journal-entry.ts';
import { planRecord, type PlannedRecord } from './planning.ts';

/** Records in one envelope: whole packs, so that none is written twice, and well under the relay's limit. */
export const CHUNK_RECORDS = 8 * PACK_MAX_DOCS;
/** From this many new records on they go straight into packs: the journal would write them twice. */
const BULK_RECORDS = 64;

export interface UndoLink {
  /** Act that is taken back, or '' . */
  readonly undoes: string;
  readonly redo: boolean;
  /** What the envelope says it takes back. */
  readonly envelopeUndoes: string;
}

const NO_UNDO: UndoLink = { undoes: '', redo: false, envelopeUndoes: '' };

export interface LocalWrites {
  readonly write: (records: readonly RecordInput[], act: Act) => Promise<Result<Done>>;
  /** Writes that are already exact: a module's command, a restored value, an undo. Runs inside a turn of its own. */
  readonly writePlanned: (
    records: readonly PlannedRecord[],
    act: Act,
    undo?: UndoLink,
  ) => Promise<Result<Done>>;
  readonly ruleContext: () => RuleContext;
}

interface AppliedRecord {
  readonly name: DocName;
  readonly ref: RecordRef;
  readonly update: Uint8Array;
  readonly row: AnyRow | undefined;
  readonly isNew: boolean;
}

export function createLocalWrites(core: Core, afterCommit: () => void): LocalWrites {
  const { deps, documents } = core;

  function ruleContext(): RuleContext {
    return {
      read: { get: deps.rows.get, all: deps.rows.all },
      actor: core.actor,
      now: new Date(deps.clock.nowMs()).toISOString(),
      newId: () => newId(deps.clock, deps.random),
    };
  }

  function plan(records: readonly RecordInput[]): Result<readonly PlannedRecord[]> {
    const context = ruleContext();
    const planned: PlannedRecord[] = [];
    for (const input of records) {
      const before = deps.rows.get(input.entity, input.id);
      const one = planRecord(core.module(input.entity), input, before, context);
      if (!one.ok) return one;
      if (one.value.writes.length > 0) planned.push(one.value);
    }
    return ok(planned);
  }

  async function applyRecord(
    record: PlannedRecord,
    changes: Change[],
  ): Promise<Result<AppliedRecord | null>> {
    const name = docName(record.entity, record.id);
    const entity = core.entity(record.entity);
    if (entity === undefined)
      throw new Error(`Planned a record of an entity that is not registered`);
    if (!documents.has(name)) return ok(applyNew(record, name, changes));
    const opened = await documents.open(name);
    if (!opened.ok) {
      core.incomplete.add(name);
      afterCommit();
      return fail(unreadable(name));
    }
    const { doc } = opened;
    let update: Uint8Array | null = null;
    const heard = (bytes: Uint8Array): void => void (update = bytes);
    doc.on('update', heard);
    let writes = record.writes;
    if (record.creates) {
      const kept = new Set(writes.map(({ slot }) => JSON.stringify(slot)));
      const leftover = filledSlots(doc, entity).filter((slot) => !kept.has(JSON.stringify(slot)));
      writes = [...leftover.map((slot) => ({ slot, to: null })), ...writes];
    }
    doc.transact(() => {
      for (const write of writes) {
        const from = readSlot(doc, write.slot);
        if (sameJson(from, write.to)) continue;
        if (!record.creates) changes.push({ doc: name, slot: write.slot, from, to: write.to });
        applyWrite(doc, write, deps.faults);
      }
    });
    doc.off('update', heard);
    if (record.creates) {
      changes.push({
        doc: name,
        slot: { field: 'createdAt' },
        from: null,
        to: readSlot(doc, { field: 'createdAt' }),
      });
    }
    if (update === null) return ok(null);
    const shown = deps.rows.get(record.entity, record.id);
    const row =
      isGapped(doc) && shown !== undefined
        ? patchedRow(shown, writes)
        : projectRow(entity, record.id, doc, deps.faults);
    return ok({ name, ref: { entity: record.entity, id: record.id }, update, row, isNew: false });
  }

  /** A document that does not exist yet needs not be opened to be written. */
  function applyNew(record: PlannedRecord, name: DocName, changes: Change[]): AppliedRecord {
    const { entity, id } = record;
    const writes = record.writes.filter(({ to }) => to !== null);
    const createdAt = writes.find(({ slot }) => slot.field === 'createdAt')?.to ?? null;
    changes.push({ doc: name, slot: { field: 'createdAt' }, from: null, to: createdAt });
    const update = documents.firstUpdate(writes);
    const head = { id, entity, createdAt: '', createdBy: '' };
    return { name, ref: { entity, id }, update, row: patchedRow(head, writes), isNew: true };
  }

  async function commitChunk(
    chunk: readonly PlannedRecord[],
    act: Act,
    undo: UndoLink,
  ): Promise<Result<string>> {
    const changes: Change[] = [];
    const applied: AppliedRecord[] = [];
    for (const record of chunk) {
      const one = await applyRecord(record, changes);
      if (!one.ok) {
        forget(applied);
        return one;
      }
      if (one.value !== null) applied.push(one.value);
    }
    const n = core.position.n + 1;
    const ops: Op[] = applied.map(({ name, update }) => ({
      doc: name,
      scope: 'workspace',
      update,
    }));
    const envelope: Envelope = {
      ...core.newEnvelopeHead({ label: act.label, batch: act.batch, undoes: undo.envelopeUndoes }),
      n,
      changes,
      ops,
      numbering: numberingFor(applied),
    };
    if (applied.length === 0) return ok(envelope.txId);
    const bytes = encodeEnvelope(envelope);
    if (bytes.byteLength > ENVELOPE_MAX_BYTES) {
      forget(applied);
      return fail({
        code: 'change-too-large',
        message: 'This change is too large to be sent to the team in one piece.',
        remedy: 'Shorten the texts in it, or make it in several steps.',
      });
    }
    const committed = await commitApplied(
      applied,
      envelope,
      bytes,
      act.unlisted === true ? [] : [noteOf(envelope, act, undo)],
    );
    if (!committed.ok) {
      forget(applied);
      core.renewClientId();
      return committed;
    }
    core.showRows(applied.map(({ ref, row }) => ({ ...ref, row: row ?? null })));
    afterCommit();
    return ok(envelope.txId);
  }

  async function commitApplied(
    applied: readonly AppliedRecord[],
    envelope: Envelope,
    bytes: Uint8Array,
    acts: readonly ActNote[],
  ): Promise<Result<null>> {
    const { n } = envelope;
    const outboxAdd: OutboxEntry[] = [
      { n, bytes, label: envelope.label, atMs: envelope.atMs, records: envelope.ops.length },
    ];
    const history = [historyRecordOf(envelope, 0)];
    const isBulk = applied.length >= BULK_RECORDS && applied.every((record) => record.isNew);
    const safe = keepSafe(n, bytes);
    let committed: Result<null>;
    if (isBulk) {
      const packed = await documents.packNew(
        applied.map(({ name, update, row }) => ({ name, state: update, row })),
        history,
      );
      const journal = { updates: [], rows: [], history: [], acts };
      committed = await core.commit({ journal, outboxAdd, position: { n }, packs: packed.packs });
      if (committed.ok) packed.committed();
    } else {
      const journal = {
        updates: applied.map(({ name, update }) => ({ doc: name, update })),
        rows: applied.map(({ ref, row }) => ({ ...ref, row: row ?? null })),
        history,
        acts,
      };
      committed = await core.commit({ journal, outboxAdd, position: { n } });
    }
    await safe;
    if (!committed.ok)
      await deps.safetyCopy?.remove(core.position.device, [n]).catch(() => undefined);
    return committed;
  }

  /** The second copy. It failing does not undo the first; the shell watches the line and tells the person. */
  async function keepSafe(n: number, bytes: Uint8Array): Promise<void> {
    await deps.safetyCopy?.append(core.position.device, n, bytes).catch(() => undefined);
  }

  function forget(applied: readonly AppliedRecord[]): void {
    for (const { name } of applied) documents.forget(name);
  }

  function numberingFor(applied: readonly AppliedRecord[]): Envelope['numbering'] {
    const wanted: { doc: DocName; field: string }[] = [];
    for (const { name, ref, row, isNew } of applied) {
      if (!isNew || row === undefined) continue;
      for (const [field, definition] of Object.entries(core.entity(ref.entity)?.fields ?? {})) {
        if (definition.kind === 'autoNumber' && row[field] === undefined)
          wanted.push({ doc: name, field });
      }
    }
    return wanted;
  }

  async function writeChunks(
    records: readonly PlannedRecord[],
    act: Act,
    undo: UndoLink,
  ): Promise<Result<Done>> {
    const isSplit = records.length > CHUNK_RECORDS;
    const batch = act.batch !== '' ? act.batch : isSplit ? newId(deps.clock, deps.random) : '';
    let txId = '';
    for (let start = 0; start < records.length; start += CHUNK_RECORDS) {
      const chunk = records.slice(start, start + CHUNK_RECORDS);
      const done = await commitChunk(chunk, { ...act, batch }, undo);
      if (!done.ok) {
        if (start === 0) return done;
        const { problem } = done;
        return fail({
          ...problem,
          message: `${problem.message} ${start} of ${records.length} records were saved before.`,
        });
      }
      txId = done.value;
    }
    return ok({
      txId: batch === '' ? txId : batch,
      records: records.map(({ entity, id }) => ({ entity, id })),
    });
  }

  return {
    ruleContext,
    write: (records, act) =>
      core.turn(async () => {
        const planned = plan(records);
        return planned.ok ? writeChunks(planned.value, act, NO_UNDO) : planned;
      }),
    writePlanned: (records, act, undo = NO_UNDO) =>
      core.turn(() => writeChunks(records, act, undo)),
  };
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
