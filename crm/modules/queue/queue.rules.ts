/** A queue has a name of its own: tickets of two of one name could not be told apart. */
import type { WriteRule } from '../../kernel/command.ts';
import { fail } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';
import { queue } from './queue.entity.ts';

export const queueOnWrite: WriteRule = (before, patch, { read }) => {
  const { name } = patch;
  if (typeof name !== 'string') return { ok: true, patch };
  const taken = [...read.all(queue.name)].find(
    (row) =>
      row.id !== before?.id && typeof row['name'] === 'string' && fold(row['name']) === fold(name),
  );
  if (taken === undefined) return { ok: true, patch };
  const isDeleted = taken.archivedAt !== undefined;
  return fail({
    code: 'queue-name-taken',
    message: `There is a queue called “${name}” already${isDeleted ? ', among those that were deleted' : ''}.`,
    remedy: isDeleted ? 'Bring it back in the settings.' : 'Use that one, or choose another name.',
    fields: ['name'],
  });
};
