/** Edits of this desktop: planned, applied to documents, committed with their envelope, then shown. */
import type { RuleContext } from '../../../crm/kernel/command.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { PACK_MAX_DOCS } from '../documents/pack-places.ts';
import type { CommitPart, Core } from './core.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { Act, Done, RecordInput, RecordRef, Refusal, WriteWatch } from './engine-api.ts';
import { foldWithinTurn } from './folding.ts';
import { historyRecordOf } from './history-record.ts';
import { planRecord, type PlannedRecord } from './planning.ts';
import { createPreparing, NO_UNDO, type PreparedEnvelope, type UndoLink } from './preparing.ts';
import type { TurnKind } from './turns.ts';

const ACT_SIZES = {
  /** Records in one envelope: whole packs, so that none is written twice, and well under the relay's limit. */
  chunkRecords: 8 * PACK_MAX_DOCS,
  /** Envelopes in one commit: about four thousand records, or 3 MB. */
  groupChunks: 8,
  /** The same, in the next groups after somebody edited something: their next edit waits for no more than that. */
  editedChunks: 2,
  editedGroups: 8,
  /** From this many new records on the outbox alone keeps them; fewer are not worth a fold. */
  bulkRecords: 64,
  /** What a start after a crash may have to replay. */
  journalMaxBytes: 64 * 1024 * 1024,
};

/** From some records of an act to the writes, as things stand when their turn comes. */
type PlanChunk<Record> = (
  chunk: readonly Record[],
) => Result<readonly PlannedRecord[]> | Promise<Result<readonly PlannedRecord[]>>;

export interface LocalWrites {
  /** Which of them would be refused, and why; writes nothing. */
  readonly check: (records: readonly RecordInput[]) => readonly Refusal[];
  readonly write: (
    records: readonly RecordInput[],
    act: Act,
    watch?: WriteWatch,
  ) => Promise<Result<Done>>;
  /** Writes that are already exact: a module's command, a restored value, an undo. Runs inside a turn of its own. */
  readonly writePlanned: (
    records: readonly PlannedRecord[],
    act: Act,
    undo?: UndoLink,
    watch?: WriteWatch,
    /** Says what is to be written of some of them when their turn comes: others' edits come in between. */
    asItGoes?: PlanChunk<PlannedRecord>,
  ) => Promise<Result<Done>>;
  /** The same, for whoever has the turn. */
  readonly writeInTurn: (records: readonly PlannedRecord[], act: Act) => Promise<Result<Done>>;
  readonly ruleContext: () => RuleContext;
  /** An act of several envelopes is being written. */
  readonly isWritingMuch: () => boolean;
}

export function createLocalWrites(core: Core, afterCommit: () => void): LocalWrites {
  const { deps } = core;
  const { prepare, forget } = createPreparing(core, afterCommit);
  const { chunkRecords, groupChunks, editedChunks, editedGroups, bulkRecords, journalMaxBytes } = {
    ...ACT_SIZES,
    ...deps.actSizes,
  };
  let largeActs = 0;

  function ruleContext(): RuleContext {
    return {
      read: {
        get: deps.rows.get,
        all: deps.rows.all,
        pointingAt: (from, field, to) =>
          deps.rows.links(from, field)?.pointingAt(to.entity, to.id) ?? [],
        entities: () => deps.registry.modules().map(({ entity }) => entity),
      },
      actor: core.actor,
      now: new Date(deps.clock.nowMs()).toISOString(),
      newId: () => newId(deps.clock, deps.random),
    };
  }

  /** In chunks, each without the records of which nothing is written. */
  async function plan(
    records: readonly RecordInput[],
    watch: WriteWatch | undefined,
  ): Promise<Result<readonly PlannedRecord[]>> {
    const planned: PlannedRecord[] = [];
    for (let start = 0; start < records.length; start += chunkRecords) {
      if (start > 0) await deps.pause?.();
      if (watch?.isCancelled() === true) return fail(CANCELLED);
      const chunk = planChunk(records.slice(start, start + chunkRecords));
      if (!chunk.ok) return chunk;
      for (const one of chunk.value) planned.push(one);
    }
    return ok(planned);
  }

  function planChunk(records: readonly RecordInput[]): Result<readonly PlannedRecord[]> {
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

  function check(records: readonly RecordInput[]): readonly Refusal[] {
    const context = ruleContext();
    return records.flatMap((input) => {
      const before = deps.rows.get(input.entity, input.id);
      const one = planRecord(core.module(input.entity), input, before, context);
      return one.ok ? [] : [{ id: input.id, problem: one.problem }];
    });
  }

  function journalOf(envelopes: readonly PreparedEnvelope[]): Pick<CommitPart, 'journal' | 'bulk'> {
    const applied = envelopes.flatMap((one) => one.applied);
    const isBulk =
      applied.length >= bulkRecords &&
      applied.every(({ isNew }) => isNew) &&
      envelopes.every(({ note }) => note !== null && note.undoes === '');
    if (isBulk) return { bulk: envelopes.map(({ envelope }) => envelope) };
    return {
      journal: {
        updates: applied.map(({ op }) => op),
        rows: applied.map(({ ref, row }) => ({ ...ref, row: row ?? null })),
        history: envelopes.map(({ envelope }) => historyRecordOf(envelope, 0)),
        acts: envelopes.flatMap(({ note }) => note ?? []),
      },
    };
  }

  /** Several envelopes in one transaction: a large act would otherwise wait for the disk once per envelope. */
  async function commitGroup(envelopes: readonly PreparedEnvelope[]): Promise<Result<null>> {
    const applied = envelopes.flatMap((one) => one.applied);
    const outboxAdd: OutboxEntry[] = envelopes.map(({ envelope, bytes }) => ({
      n: envelope.n,
      bytes,
      label: envelope.label,
      atMs: envelope.atMs,
      records: envelope.ops.length,
    }));
    const ns = outboxAdd.map(({ n }) => n);
    const position = { n: ns.at(-1) ?? core.position.n };
    const safe = Promise.all(
      envelopes.map(({ envelope, bytes }) => core.keepSafe(envelope.n, bytes)),
    );
    const committed = await core.commit({ ...journalOf(envelopes), outboxAdd, position });
    await safe;
    if (!committed.ok) {
      await core.forgetSafe(ns);
      forget(applied);
      core.renewClientId();
      return committed;
    }
    core.showRows(applied.map(({ ref, row }) => ({ ...ref, row: row ?? null })));
    afterCommit();
    return ok(null);
  }

  /**
   * While one group is on its way to the disk the next is made ready; commits follow one another, so a crash or a
   * failure leaves the act's beginning and nothing of what comes after it.
   */
  async function writeChunks<Record extends RecordRef>(
    records: readonly Record[],
    planned: PlanChunk<Record>,
    act: Act,
    undo: UndoLink,
    watch?: WriteWatch,
  ): Promise<Result<Done>> {
    const written: RecordRef[] = [];
    const isSplit = records.length > chunkRecords;
    // What is planned as it goes sees them.
    const letsEditsIn = isSplit && act.planned === 'as it goes';
    const batch = act.batch !== '' ? act.batch : isSplit ? newId(deps.clock, deps.random) : '';
    const batchRecords = act.batchRecords ?? (isSplit ? records.length : 0);
    let txId = '';
    let { n } = core.position;
    let saved = 0;
    let savedEnvelopes = 0;
    /** Groups that are still kept small. */
    let small = 0;
    let onItsWay: {
      readonly done: Promise<Result<null>>;
      readonly upTo: number;
      readonly envelopes: number;
    } = { done: Promise.resolve(ok(null)), upTo: 0, envelopes: 0 };
    const arrived = async (): Promise<Result<null>> => {
      const committed = await onItsWay.done;
      if (committed.ok && onItsWay.upTo > saved) {
        saved = onItsWay.upTo;
        savedEnvelopes += onItsWay.envelopes;
        watch?.saved(saved, savedEnvelopes);
      }
      return committed;
    };
    const giveUp = async (
      failed: { readonly ok: false; readonly problem: Problem },
      envelopes: readonly PreparedEnvelope[],
    ): Promise<Result<Done>> => {
      for (const { applied } of envelopes) forget(applied);
      const committed = await arrived();
      return partly(committed.ok ? failed : committed, saved, records.length);
    };
    const letIn = async (): Promise<void> => {
      if (letsEditsIn && core.turn.hasEdits()) await core.turn.letEditsIn();
    };
    for (let start = 0; start < records.length;) {
      // An edit that is let in is not the one that waits for it.
      if (isSplit && core.journalSize.bytes > journalMaxBytes) {
        // Nothing may be applied to a document and not committed while it is folded.
        const before = await arrived();
        const folded = before.ok ? await foldWithinTurn(core, letIn) : before;
        if (!folded.ok) return giveUp(folded, []);
        ({ n } = core.position);
      }
      const envelopes: PreparedEnvelope[] = [];
      const size = small > 0 ? editedChunks : groupChunks;
      small -= 1;
      for (; envelopes.length < size && start < records.length; start += chunkRecords) {
        if (watch?.isCancelled() === true) return giveUp(fail(CANCELLED), envelopes);
        const chunk = await planned(records.slice(start, start + chunkRecords));
        if (!chunk.ok) return giveUp(chunk, envelopes);
        const prepared = await prepare(chunk.value, n + 1, { ...act, batch, batchRecords }, undo);
        if (!prepared.ok) return giveUp(prepared, envelopes);
        txId = prepared.value.envelope.txId;
        for (const { entity, id } of chunk.value) written.push({ entity, id });
        // Writes that change nothing make no envelope.
        if (prepared.value.applied.length > 0) {
          envelopes.push(prepared.value);
          n += 1;
        }
        if (isSplit) await deps.pause?.();
        if (letsEditsIn && core.turn.hasEdits()) {
          start += chunkRecords;
          break;
        }
      }
      const committed = await arrived();
      if (!committed.ok) return giveUp(committed, envelopes);
      const done = envelopes.length === 0 ? Promise.resolve(ok(null)) : commitGroup(envelopes);
      // Looked at when the next group is ready.
      done.catch(() => undefined);
      const upTo = Math.min(start, records.length);
      onItsWay = { done, upTo, envelopes: envelopes.length };
      if (letsEditsIn && core.turn.hasEdits()) {
        const safe = await arrived();
        if (!safe.ok) return giveUp(safe, []);
        await core.turn.letEditsIn();
        small = editedGroups;
        ({ n } = core.position);
      }
    }
    const committed = await arrived();
    if (!committed.ok) return partly(committed, saved, records.length);
    return ok({ txId: batch === '' ? txId : batch, records: written });
  }

  /** One envelope is over in a moment. */
  const kindOf = ({ length }: readonly unknown[]): TurnKind =>
    length > chunkRecords ? 'act' : 'edit';

  async function counted<Value>(records: number, write: () => Promise<Value>): Promise<Value> {
    const isLarge = records > chunkRecords;
    if (isLarge) largeActs += 1;
    try {
      return await write();
    } finally {
      if (isLarge) largeActs -= 1;
    }
  }

  return {
    check,
    ruleContext,
    isWritingMuch: () => largeActs > 0,
    write: (records, act, watch) =>
      counted(records.length, () =>
        core.turn(async () => {
          if (act.planned === 'as it goes')
            return writeChunks(records, planChunk, act, NO_UNDO, watch);
          const planned = await plan(records, watch);
          return planned.ok ? writeChunks(planned.value, ok, act, NO_UNDO, watch) : planned;
        }, kindOf(records)),
      ),
    writeInTurn: (records, act) => writeChunks(records, ok, act, NO_UNDO),
    writePlanned: (records, act, undo = NO_UNDO, watch, asItGoes) =>
      counted(records.length, () =>
        core.turn(() => {
          const goes: Act = asItGoes === undefined ? act : { ...act, planned: 'as it goes' };
          return writeChunks(records, asItGoes ?? ok, goes, undo, watch);
        }, kindOf(records)),
      ),
  };
}

const CANCELLED: Problem = {
  code: 'act-cancelled',
  message: 'This was cancelled.',
  remedy: 'Undo takes back what was saved before; or do it again when you like.',
};

/** Says how far a large act came before it failed: what was saved stays, and can be undone as one. */
function partly(
  failed: { readonly ok: false; readonly problem: Problem },
  saved: number,
  of: number,
): Result<never> {
  if (saved === 0) return failed;
  const message = `${failed.problem.message} ${saved} of ${of} records were saved before.`;
  return fail({ ...failed.problem, message });
}
