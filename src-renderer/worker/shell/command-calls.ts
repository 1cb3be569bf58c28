import { ENVELOPE_MAX_OPS } from '../../../crm/contracts/envelope.contract.ts';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import { checkByHand, givenTitle } from '../../../crm/kernel/derive.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { mergedInto } from '../../../crm/modules/merge/survivor.ts';
import type { Act, Done, RecordInput, UndoWatch } from '../engine/engine-api.ts';
import type { CallHandlers, WindowSession } from './rpc-server.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { Shell } from './shell.ts';

type CommandCall =
  | 'record.create'
  | 'record.update'
  | 'records.archive'
  | 'command.run'
  | 'undo.list'
  | 'undo.run'
  | 'redo.run'
  | 'undo.stop';

type DoneAnswer = CallOutput<'record.create'>;

export function createCommandCalls(shell: Shell): Pick<CallHandlers, CommandCall> {
  /** Every way to write goes through here: below the disk's floor there is none. */
  const writing = async <Value>(
    write: (workspace: OpenWorkspace) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const workspace = await shell.workspace();
    const problem = workspace.diskProblem();
    return problem === null ? write(workspace) : fail(problem);
  };

  const write = async (records: readonly RecordInput[], label: string): Promise<DoneAnswer> =>
    doneAnswer(
      await writing(({ engine }) => {
        const batch = records.length > ENVELOPE_MAX_OPS ? shell.newId() : '';
        return engine.write(records, { label, batch } satisfies Act);
      }),
    );

  const undoing = new Set<string>();
  const stopped = new Set<string>();
  const watched = async <Value>(
    job: string | undefined,
    session: WindowSession,
    run: (watch?: UndoWatch) => Promise<Value>,
  ): Promise<Value> => {
    if (job === undefined) return run();
    const tell = (phase: 'looking' | 'writing') => (done: number, total: number) =>
      session.emit('undo.progress', { job, phase, done, total });
    undoing.add(job);
    try {
      return await run({
        checked: tell('looking'),
        saved: tell('writing'),
        isCancelled: () => stopped.has(job),
      });
    } finally {
      undoing.delete(job);
      stopped.delete(job);
    }
  };

  return {
    'record.create': async ({ entity, id, values }) => {
      const { registry } = await shell.workspace();
      const kind = registry.entity(entity);
      // Whoever asks for this is a person, in a form, a list or a line that is read; what else creates uses commands.
      const asked = kind === undefined ? ok(values) : checkByHand(kind, values);
      if (!asked.ok) return asked;
      const made = id ?? shell.newId();
      const title = kind === undefined ? '' : givenTitle(kind, { ...asked.value, id: made });
      return write(
        [{ entity, id: made, values, create: true }],
        `New ${one(registry, entity)}${title === '' ? '' : `: ${title}`}`,
      );
    },
    'record.update': async ({ entity, id, values, base }) => {
      const { engine, registry } = await shell.workspace();
      return write(
        [{ entity, id, values, create: false, ...(base === undefined ? {} : { base }) }],
        `Edit ${engine.titleOf(entity, id) ?? one(registry, entity)}`,
      );
    },
    'records.archive': async ({ entity, ids, archived }) => {
      const { engine, registry } = await shell.workspace();
      const merged = archived
        ? undefined
        : ids.find((id) => mergedInto(engine.get(entity, id)) !== undefined);
      if (merged !== undefined) {
        const title = engine.titleOf(entity, merged) ?? '';
        return fail(isMerged(one(registry, entity), `${entity}/${merged}`, title));
      }
      return write(
        ids.map((id) => ({ entity, id, values: {}, create: false, archived })),
        `${archived ? 'Archive' : 'Restore'} ${
          (ids.length === 1 ? engine.titleOf(entity, ids[0] ?? '') : undefined) ??
          counted(registry, entity, ids.length)
        }`,
      );
    },
    'command.run': async ({ name, input }) =>
      doneAnswer(await writing(({ engine }) => engine.run(name, input))),
    'undo.list': async () => [...(await shell.workspace()).engine.undoList()],
    'undo.run': ({ id, job }, session) =>
      writing(({ engine }) => watched(job, session, (watch) => engine.undo(id, watch))),
    'redo.run': ({ id, job }, session) =>
      writing(({ engine }) => watched(job, session, (watch) => engine.redo(id, watch))),
    'undo.stop': ({ job }) => {
      if (undoing.has(job)) stopped.add(job);
      return Promise.resolve({});
    },
  };
}

function doneAnswer(done: Result<Done>): DoneAnswer {
  return done.ok ? ok({ txId: done.value.txId, records: [...done.value.records] }) : done;
}

/** Back in the lists it would stand beside what it was merged into. */
function isMerged(kind: string, record: string, title: string): Problem {
  return {
    code: 'merged',
    message: `${title} is merged into another ${kind}.`,
    remedy: 'Open that one and take the merge apart there.',
    record,
  };
}

function one(registry: Registry, entity: string): string {
  return (registry.entity(entity)?.label.one ?? entity).toLowerCase();
}

function counted(registry: Registry, entity: string, count: number): string {
  if (count === 1) return `1 ${one(registry, entity)}`;
  return `${count} ${(registry.entity(entity)?.label.many ?? entity).toLowerCase()}`;
}
