/**
 * Acts over many records. All of them are checked before the first is written, so that nobody is left with half an act
 * by surprise; what is written piece by piece is one act for undo, and is taken back when it is stopped or fails.
 */
import {
  REPORT_MAX_LINES,
  type BulkEdit,
  type BulkReport,
  type BulkRefusal,
  type UnreadCell,
} from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { EventData } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Engine, RecordInput, Refusal } from '../engine/engine-api.ts';
import { createRecordIndex } from '../import/record-index.ts';
import { bulkInputs } from './bulk-inputs.ts';

export interface BulkDeps {
  readonly engine: Pick<Engine, 'get' | 'all' | 'titleOf' | 'write' | 'undo' | 'check'>;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  readonly newId: () => string;
  /** Lets other work of the worker run. */
  readonly pause: () => Promise<void>;
  readonly currency: () => string;
  readonly country: () => string;
}

export interface BulkWish {
  readonly job: string;
  readonly entity: string;
  readonly label: string;
  readonly whole: boolean;
  readonly edit: BulkEdit;
}

export interface BulkJobs {
  readonly run: (
    wish: BulkWish,
    tell: (progress: EventData<'bulk.progress'>) => void,
  ) => Promise<Result<BulkReport>>;
  readonly stop: (job: string) => void;
}

/** Read and checked in one go, a few milliseconds: between two of them a click is answered. */
const CHECK_RECORDS = 250;
/** Written in one go. Two envelopes: one's own other edits wait for no more than that. */
const WRITE_RECORDS = 1024;

const STOPPED: Problem = {
  code: 'bulk-stopped',
  message: 'Stopped: every record is as it was before.',
  remedy: 'Do it again when you like.',
};

interface Checked {
  readonly records: readonly RecordInput[];
  readonly refusals: readonly Refusal[];
  readonly unread: readonly Omit<UnreadCell, 'title'>[];
}

export function createBulkJobs({ engine, entityNamed, newId, pause, ...own }: BulkDeps): BulkJobs {
  const running = new Map<string, { stopped: boolean }>();

  async function check(
    entity: EntityDef,
    edit: BulkEdit,
    goOn: (checked: number) => Promise<boolean>,
  ): Promise<Result<Checked>> {
    const reading =
      edit.kind === 'texts' ? edit.reading : ({ dateOrder: 'YMD', decimal: '.' } as const);
    const inputs = bulkInputs(entity, edit, (id) => engine.get(entity.name, id), {
      ...reading,
      currency: own.currency(),
      country: own.country(),
      index: createRecordIndex(engine, entityNamed),
    });
    if (!inputs.ok) return inputs;
    const { count, at } = inputs.value;
    const records: RecordInput[] = [];
    const refusals: Refusal[] = [];
    const unread: Omit<UnreadCell, 'title'>[] = [];
    for (let from = 0; from < count; from += CHECK_RECORDS) {
      const until = Math.min(count, from + CHECK_RECORDS);
      const some: RecordInput[] = [];
      for (let index = from; index < until; index++) {
        const input = at(index);
        unread.push(...input.unread);
        if (input.record !== null) some.push(input.record);
      }
      const refusedHere = engine.check(some);
      refusals.push(...refusedHere);
      const refusedIds = new Set(refusedHere.map(({ id }) => id));
      records.push(...some.filter(({ id }) => !refusedIds.has(id)));
      if (!(await goOn(until))) return fail(STOPPED);
    }
    return ok({ records, refusals, unread });
  }

  /** How many were written. */
  async function writeAll(
    records: readonly RecordInput[],
    act: { readonly label: string; readonly batch: string },
    goOn: (written: number) => Promise<boolean>,
  ): Promise<Result<number>> {
    let changed = 0;
    for (let from = 0; from < records.length; from += WRITE_RECORDS) {
      const written = await engine.write(records.slice(from, from + WRITE_RECORDS), {
        ...act,
        batchRecords: records.length,
      });
      if (!written.ok) return changed === 0 ? written : takeBack(act.batch, written.problem);
      changed += written.value.records.length;
      if (!(await goOn(Math.min(records.length, from + WRITE_RECORDS))))
        return changed === 0 ? fail(STOPPED) : takeBack(act.batch, STOPPED);
    }
    return ok(changed);
  }

  async function takeBack(batch: string, why: Problem): Promise<Result<never>> {
    const undone = await engine.undo(batch);
    if (undone.ok) return fail(why);
    return fail({
      code: 'bulk-half-done',
      message: `${why.message} What was changed before that could not be taken back: ${undone.problem.message}`,
      remedy: 'It stands in the list of what can be undone.',
    });
  }

  function reportOf(
    entity: EntityDef,
    asked: number,
    { refusals, unread }: Checked,
    done: { readonly txId: string; readonly changed: number },
  ): BulkReport {
    const titled = <Line extends { readonly id: string }>(line: Line) => ({
      ...line,
      title: engine.titleOf(entity.name, line.id) ?? '',
    });
    return {
      ...done,
      asked,
      refusedCount: refusals.length,
      refused: refusals.slice(0, REPORT_MAX_LINES).map(titled) satisfies BulkRefusal[],
      unreadCount: unread.length,
      unread: unread.slice(0, REPORT_MAX_LINES).map(titled) satisfies UnreadCell[],
    };
  }

  return {
    async run({ job, entity: name, label, whole, edit }, tell) {
      const entity = entityNamed(name);
      if (entity === undefined) {
        return fail({
          code: 'unknown-entity',
          message: `There is no kind of record called “${name}” here.`,
          remedy: 'Update Rapport: a teammate may use a newer version.',
        });
      }
      const state = { stopped: false };
      running.set(job, state);
      const asked = edit.kind === 'texts' ? edit.rows.length : edit.ids.length;
      const goOn = async (): Promise<boolean> => {
        await pause();
        return !state.stopped;
      };
      try {
        const checked = await check(entity, edit, goOn);
        if (!checked.ok) return checked;
        const { records, refusals } = checked.value;
        const nothing = { txId: '', changed: 0 };
        if ((whole && refusals.length > 0) || records.length === 0)
          return ok(reportOf(entity, asked, checked.value, nothing));
        const batch = newId();
        const written = await writeAll(records, { label, batch }, (done) => {
          tell({ job, done, total: records.length });
          // All of it is written: too late to stop, and undo is there.
          return done >= records.length ? Promise.resolve(true) : goOn();
        });
        if (!written.ok) return written;
        const changed = written.value;
        return ok(
          reportOf(entity, asked, checked.value, { txId: changed === 0 ? '' : batch, changed }),
        );
      } finally {
        running.delete(job);
      }
    },
    stop: (job) => {
      const state = running.get(job);
      if (state !== undefined) state.stopped = true;
    },
  };
}
