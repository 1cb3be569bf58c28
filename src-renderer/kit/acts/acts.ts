/** The person's acts on records: each goes to the worker as a command, says what it did, and can be undone. */
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import type { Slot } from '../../../crm/kernel/write.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import type { WorkerClient } from '../session/worker-client.ts';
import { sayDone, sayNothing, sayProblem, sayWorking, type ToastChoice } from './toast.tsx';

/** The records that a command wrote. */
export type Written = readonly { readonly entity: string; readonly id: string }[];

export interface Acts {
  /** The problem when it was refused, so that it can be shown where it arose. */
  readonly update: (
    entity: EntityDef,
    id: string,
    values: Values,
    said: string,
    /** What the person saw when they began: sets and rows are written as the difference to it. */
    base?: Values,
  ) => Promise<Problem | null>;
  /** A module's command by name; the problem when it was refused. `choices` stand beside the way back. */
  readonly run: (
    name: string,
    input: unknown,
    said: string,
    choices?: readonly ToastChoice[] | ((written: Written) => readonly ToastChoice[]),
  ) => Promise<Problem | null>;
  /** The same where a problem has no place of its own: false when it was refused, which has been said then. */
  readonly command: (name: string, input: unknown, said: string) => Promise<boolean>;
  readonly create: (
    entity: EntityDef,
    values: Values,
    said?: string,
  ) => Promise<Result<{ readonly id: string }>>;
  /** Makes a record whose id follows from what it is; the problem when it was refused. */
  readonly put: (
    entity: EntityDef,
    id: string,
    values: Values,
    said: string,
  ) => Promise<Problem | null>;
  readonly archive: (
    entity: EntityDef,
    ids: readonly string[],
    archived: boolean,
  ) => Promise<boolean>;
  readonly restore: (entity: string, id: string, slot: Slot, value: Json) => Promise<boolean>;
  readonly undo: (id?: string) => Promise<void>;
  readonly redo: (id?: string) => Promise<void>;
}

export function useActs(): Acts {
  const { client } = useSession();
  return useMemo(() => actsOf(client), [client]);
}

export function actsOf(client: WorkerClient): Acts {
  const undo = async (id?: string): Promise<void> => {
    const done = await saidWhenLong(client, 'Undoing', (job) =>
      client.call('undo.run', { job, ...(id === undefined ? {} : { id }) }),
    );
    if (!done.ok) return sayProblem(done.problem);
    const undone = done.value.id;
    sayDone(`Undone: ${done.value.label}`, [{ label: 'Redo', run: () => void redo(undone) }]);
  };
  const redo = async (id?: string): Promise<void> => {
    const done = await saidWhenLong(client, 'Doing it again', (job) =>
      client.call('redo.run', { job, ...(id === undefined ? {} : { id }) }),
    );
    if (!done.ok) return sayProblem(done.problem);
    sayUndoable(`Done again: ${done.value.label}`, done.value.id);
  };
  const sayUndoable = (
    message: string,
    txId: string,
    choices: readonly ToastChoice[] = [],
  ): void => {
    sayDone(message, [...choices, { label: 'Undo', run: () => void undo(txId) }]);
  };
  const run: Acts['run'] = async (name, input, said, choices) => {
    const done = await client.call('command.run', { name, input });
    if (!done.ok) return done.problem;
    const offered = typeof choices === 'function' ? choices(done.value.records) : choices;
    sayUndoable(said, done.value.txId, offered);
    return null;
  };

  return {
    undo,
    redo,
    async update(entity, id, values, said, base) {
      const done = await client.call('record.update', {
        entity: entity.name,
        id,
        values,
        ...(base === undefined ? {} : { base }),
      });
      if (!done.ok) return done.problem;
      sayUndoable(said, done.value.txId);
      return null;
    },
    run,
    async command(name, input, said) {
      const problem = await run(name, input, said);
      if (problem !== null) sayProblem(problem);
      return problem === null;
    },
    async create(entity, values, said = `${entity.label.one} created`) {
      const done = await client.call('record.create', { entity: entity.name, values });
      if (!done.ok) return done;
      const id = done.value.records.find((record) => record.entity === entity.name)?.id ?? '';
      sayUndoable(said, done.value.txId);
      return { ok: true, value: { id } };
    },
    async put(entity, id, values, said) {
      const done = await client.call('record.create', { entity: entity.name, id, values });
      if (!done.ok) return done.problem;
      sayUndoable(said, done.value.txId);
      return null;
    },
    async archive(entity, ids, archived) {
      const done = await client.call('records.archive', {
        entity: entity.name,
        ids: [...ids],
        archived,
      });
      if (!done.ok) {
        sayProblem(done.problem);
        return false;
      }
      const what =
        ids.length === 1 ? entity.label.one : `${ids.length} ${entity.label.many.toLowerCase()}`;
      sayUndoable(`${what} ${archived ? 'archived' : 'restored'}`, done.value.txId);
      return true;
    },
    async restore(entity, id, slot, value) {
      const done = await client.call('record.restore', { entity, id, slot, value });
      if (!done.ok) {
        sayProblem(done.problem);
        return false;
      }
      sayUndoable('Earlier value restored', done.value.txId);
      return true;
    },
  };
}

/** Taking back ten thousand records takes a moment; taking back one is over before anybody could read about it. */
const LONG_AFTER_MS = 400;

/** Says how far it is, with a way to stop it. */
async function saidWhenLong<Answer>(
  client: WorkerClient,
  words: string,
  run: (job: string) => Promise<Answer>,
): Promise<Answer> {
  const job = crypto.randomUUID();
  const stop = { label: 'Stop', run: () => void client.call('undo.stop', { job }) };
  const number = numberFormat(navigator.language, {});
  let isSaid = false;
  let said = `${words}…`;
  const stopListening = client.on('undo.progress', (progress) => {
    if (progress.job !== job) return;
    const looking = progress.phase === 'looking' ? ', looked at' : ':';
    said = `${words}${looking} ${number.format(progress.done)} of ${number.format(progress.total)}`;
    if (isSaid) sayWorking(said, [stop]);
  });
  const timer = setTimeout(() => {
    isSaid = true;
    sayWorking(said, [stop]);
  }, LONG_AFTER_MS);
  try {
    return await run(job);
  } finally {
    clearTimeout(timer);
    stopListening();
    if (isSaid) sayNothing();
  }
}
