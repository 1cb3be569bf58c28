/** A queue has a name of its own: tickets of two of one name could not be told apart. */
import * as z from 'zod';
import { defineCommand, type RecordValues, type WriteRule } from '../../kernel/command.ts';
import { derivedId, docName } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';
import { queue, type QueueRow } from './queue.entity.ts';

export const ADD_QUEUE = 'queue.add';
export const MERGE_QUEUES = 'queue.merge';

/**
 * Follows from the name, as an import has it: two people who add a queue of one name while they are apart, by hand or by
 * a file, add one. `again` counts queues that began with this name and have another one now.
 */
export function queueId(name: string, again = 0): string {
  return derivedId('import', queue.name, 'name', fold(name), ...(again === 0 ? [] : [`${again}`]));
}

export const addQueue = defineCommand({
  name: ADD_QUEUE,
  input: z.strictObject({ name: z.string().trim().min(1).max(120) }),
  plan({ name }, { read }) {
    let again = 0;
    while (isOfAnotherName(read.get(queue.name, queueId(name, again))?.['name'], name)) again += 1;
    const id = queueId(name, again);
    const taken = read.get(queue.name, id);
    if (taken !== undefined) return fail(nameTaken(name, taken.archivedAt !== undefined));
    const record = { entity: queue.name, id, create: true, values: { name } };
    return ok({ records: [record], label: `Queue ${name}` });
  },
});

function isOfAnotherName(has: unknown, name: string): boolean {
  return typeof has === 'string' && fold(has) !== fold(name);
}

/** What waits in one, and what is promised to it, goes over to the other; the first is deleted and can come back. */
export const mergeQueues = defineCommand({
  name: MERGE_QUEUES,
  input: z.strictObject({ queue: z.uuid(), into: z.uuid() }),
  plan({ queue: id, into }, { read }) {
    const from = read.get(queue.name, id) as QueueRow | undefined;
    const target = read.get(queue.name, into);
    if (from === undefined || target === undefined || id === into) {
      return fail({
        code: 'record-gone',
        message: 'One of these queues no longer exists.',
        remedy: 'It may have been removed by a teammate; undo brings it back.',
      });
    }
    const records: RecordValues[] = [
      { entity: queue.name, id, create: false, values: {}, archived: true },
    ];
    for (const row of read.all('ticket'))
      if (row['queue'] === id)
        records.push({ entity: 'ticket', id: row.id, create: false, values: { queue: into } });
    const [was, is] = [docName(queue.name, id), docName(queue.name, into)];
    for (const row of read.all('servicePolicy')) {
      const queues = (row['queues'] ?? []) as readonly string[];
      if (!queues.includes(was)) continue;
      const values = {
        queues: [...new Set([...queues.filter((one) => one !== was), is])].toSorted(),
      };
      records.push({ entity: 'servicePolicy', id: row.id, create: false, values });
    }
    return ok({ records, label: `Merge queue ${from.name ?? ''}` });
  },
});

function nameTaken(name: string, isDeleted: boolean) {
  return {
    code: 'queue-name-taken',
    message: `There is a queue called “${name}” already${isDeleted ? ', among those that were deleted' : ''}.`,
    remedy: isDeleted ? 'Bring it back in the settings.' : 'Use that one, or choose another name.',
    fields: ['name'],
  };
}

export const queueOnWrite: WriteRule = (before, patch, { read }) => {
  const { name } = patch;
  if (typeof name !== 'string') return { ok: true, patch };
  const taken = [...read.all(queue.name)].find(
    (row) =>
      row.id !== before?.id && typeof row['name'] === 'string' && fold(row['name']) === fold(name),
  );
  if (taken === undefined) return { ok: true, patch };
  return fail(nameTaken(name, taken.archivedAt !== undefined));
};
