/** The calls around a file that holds the whole workspace: write it, look at one, try it out, take it in. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import {
  type RestoreReport,
  type workspaceFileCalls,
  type workspaceFileEvents,
} from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import { IMPORT_MAX_BYTES } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { InputOf, OutputOf } from '../../../crm/contracts/rpc/rpc.ts';
import type * as z from 'zod';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import { entitiesWithDeleted, rowsAsDefined, withoutDeletions } from './deleted-definitions.ts';
import { entitiesAfter } from './entities-after.ts';
import { openWorkspaceFile, type OpenedWorkspaceFile } from './reading.ts';
import { planRestore } from './restoring.ts';
import { takeInNotes } from './taking-in-notes.ts';
import { writeWorkspaceFile } from './writing.ts';

type Calls = typeof workspaceFileCalls;
type Progress = z.output<(typeof workspaceFileEvents)['workspaceFile.progress']>;

export interface WorkspaceFilesDeps {
  readonly engine: Pick<
    Engine,
    'get' | 'all' | 'write' | 'undo' | 'openBody' | 'hasBody' | 'putIntoBodies' | 'takenOut'
  >;
  /** Settings too. Asked each time: what the file configures is there when its records come. */
  readonly entities: () => readonly EntityDef[];
  readonly emit: (progress: Progress) => void;
  readonly newId: () => string;
  /** Lets other work of the worker run. */
  readonly pause: () => Promise<void>;
}

export type WorkspaceFileHandlers = {
  readonly [Name in keyof Calls]: (input: InputOf<Calls, Name>) => Promise<OutputOf<Calls, Name>>;
};

/** Problems in a report; a table of which every row is wrong shows it in the first ones. */
const PROBLEMS_MAX = 200;

interface Held {
  readonly id: string;
  readonly fileName: string;
  readonly file: OpenedWorkspaceFile;
  running: { cancelled: boolean } | undefined;
}

export function createWorkspaceFiles(deps: WorkspaceFilesDeps): WorkspaceFileHandlers {
  const { engine, pause } = deps;
  /** One at a time: a whole workspace is large, and nobody takes in two at once. */
  let held: Held | undefined;

  async function open(
    input: InputOf<Calls, 'workspaceFile.open'>,
  ): Promise<OutputOf<Calls, 'workspaceFile.open'>> {
    const { fileName, bytes } = input;
    if (bytes.length > IMPORT_MAX_BYTES) {
      return fail({
        code: 'import-too-large',
        message: `“${fileName}” is larger than ${IMPORT_MAX_BYTES / 1024 / 1024} MB.`,
        remedy: 'Unpack it and import its tables one after the other.',
      });
    }
    if (held?.running !== undefined) return fail(RUNNING);
    const opened = await openWorkspaceFile(fileName, bytes, pause);
    if (!opened.ok) return opened;
    held = { id: deps.newId(), fileName, file: opened.value, running: undefined };
    const records = new Map<string, number>();
    for (const { entity, field, rows } of opened.value.tables) {
      if (field === undefined) records.set(entity, rows.length);
    }
    return ok({
      fileId: held.id,
      entities: [...records].map(([entity, rows]) => ({ entity, rows })),
      notes: opened.value.notes.size,
    });
  }

  function heldFile(id: string): Result<Held> {
    return held?.id === id
      ? ok(held)
      : fail({
          code: 'import-gone',
          message: 'This file is no longer held for importing.',
          remedy: 'Choose the file again.',
        });
  }

  async function takeIn(
    { id, fileName, file }: Held,
    write: boolean,
    state: { readonly cancelled: boolean },
  ): Promise<Result<RestoreReport>> {
    const batch = write ? deps.newId() : '';
    const act = { label: `Import of ${fileName}`, batch };
    const report: RestoreReport = {
      entities: [],
      problems: [],
      unknown: [],
      notes: { created: 0, merged: 0 },
      batch,
    };
    const total = file.tables.reduce(
      (sum, { field, rows }) => sum + (field === undefined ? rows.length : 0),
      0,
    );
    let done = 0;
    const created = new Set<string>();
    let wrote = false;
    const stop = async (why: Problem): Promise<Result<never>> => {
      if (!wrote) return fail(why);
      const undone = await engine.undo(batch);
      return fail(undone.ok ? why : halfDone(why, undone.problem));
    };
    const save = async (records: readonly RecordInput[]): Promise<Problem | undefined> => {
      if (records.length === 0) return undefined;
      if (state.cancelled) return CANCELLED;
      const before = done;
      const written = await engine.write(records, act, {
        saved: (count, envelopes) => {
          // What a teammate wrote alike meanwhile is nothing that this act did.
          wrote ||= envelopes > 0;
          done = Math.min(before + count, total);
          deps.emit({ fileId: id, done, total });
        },
        isCancelled: () => state.cancelled,
      });
      if (!written.ok) return state.cancelled ? CANCELLED : written.problem;
      await pause();
      return undefined;
    };
    // What configures the workspace comes first: the records' own fields may stand in it.
    const planned: RecordInput[] = [];
    const deletions: RecordInput[] = [];
    for (const settings of [true, false]) {
      // Nothing is written by a rehearsal, so what the file configures is not in force yet.
      const entities = write || settings ? deps.entities() : entitiesAfter(deps, planned);
      for (const entity of entities) {
        if (entity.traits.includes('setting') !== settings) continue;
        const plan = await planRestore(entity, file, engine, async (records) => {
          deps.emit({ fileId: id, done: (done += write ? 0 : records), total });
          await pause();
          return !state.cancelled;
        });
        if (plan === undefined) return stop(CANCELLED);
        const { report: one, problems } = plan;
        if (one.created + one.updated + one.unchanged > 0) report.entities.push(one);
        for (const problem of problems) report.problems.push(problem);
        const { now: records, deletions: later } = withoutDeletions(plan.records);
        for (const record of later) deletions.push(record);
        if (settings) planned.push(...records);
        for (const record of records) {
          if (record.create) created.add(`${record.entity}/${record.id}`);
        }
        const failed = write ? await save(records) : undefined;
        if (failed !== undefined) return stop(failed);
      }
    }
    const after = write ? deps.entities() : entitiesAfter(deps, planned);
    const known = new Set(after.map(({ name }) => name));
    report.unknown.push(
      ...new Set(file.tables.map(({ entity }) => entity).filter((name) => !known.has(name))),
    );
    const failed = write ? await save(deletions) : undefined;
    if (failed !== undefined) return stop(failed);
    const notes = await takeInNotes(engine, file.notes, created, write ? act : undefined, {
      saved: () => {
        wrote = true;
      },
      isCancelled: () => state.cancelled,
    });
    if (!notes.ok && !state.cancelled) return stop(notes.problem);
    if (!notes.ok || state.cancelled) return stop(CANCELLED);
    const problems = [...report.problems, ...notes.value.problems].slice(0, PROBLEMS_MAX);
    return ok({ ...report, notes: notes.value.notes, problems, batch: wrote ? batch : '' });
  }

  return {
    'workspaceFile.write': async () => {
      const entities = entitiesWithDeleted(engine);
      const file = await writeWorkspaceFile({
        engine: rowsAsDefined(engine, entities),
        entities,
        pause,
        progress: (done, total) => deps.emit({ fileId: '', done, total }),
      });
      return ok(file);
    },
    'workspaceFile.open': open,
    'workspaceFile.rehearse': async ({ fileId }) => {
      const found = heldFile(fileId);
      return found.ok ? takeIn(found.value, false, { cancelled: false }) : found;
    },
    'workspaceFile.run': async ({ fileId }) => {
      const found = heldFile(fileId);
      if (!found.ok) return found;
      const file = found.value;
      if (file.running !== undefined) return fail(RUNNING);
      file.running = { cancelled: false };
      const taken = await takeIn(file, true, file.running);
      file.running = undefined;
      if (taken.ok && held === file) held = undefined;
      return taken;
    },
    'workspaceFile.cancel': ({ fileId }) => {
      if (held?.id === fileId) {
        if (held.running === undefined) held = undefined;
        else held.running.cancelled = true;
      }
      return Promise.resolve({});
    },
  };
}

const CANCELLED: Problem = {
  code: 'import-cancelled',
  message: 'The import was cancelled; nothing of it is left.',
  remedy: 'Run it again when you like.',
};

const RUNNING: Problem = {
  code: 'import-running',
  message: 'A whole workspace is being imported already.',
  remedy: 'Wait until it has finished, or cancel it.',
};

function halfDone(why: Problem, undoing: Problem): Problem {
  return {
    code: 'import-half-done',
    message: `${why.message} What was imported before that could not be taken back: ${undoing.message}`,
    remedy:
      'Undo the import from the list of what was done, or run the same file again: nothing is created twice.',
  };
}
