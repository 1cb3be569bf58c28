/** The queues that a team keeps, by name. */
import { useMemo } from 'react';
import { docName } from '../../../crm/kernel/ids.ts';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import { queue, type QueueRow } from '../../../crm/modules/queue/queue.entity.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

const everyQueue: Query = {
  entity: queue.name,
  sort: [{ field: 'name', direction: 'ascending' }],
  // What was deleted stands in tickets and policies still, and can be brought back.
  archived: 'with',
  window: { offset: 0, limit: PAGE_MAX_ROWS },
};

/** With those that were deleted; undefined while they are not known yet. */
export function useQueues(): readonly QueueRow[] | undefined {
  return useLiveQuery(everyQueue).result?.rows as unknown as readonly QueueRow[] | undefined;
}

interface QueueChoice {
  /** As a set of links names it. */
  readonly value: string;
  readonly label: string;
}

export function useQueueChoices(): QueueChoice[] {
  const rows = useQueues();
  return useMemo(
    () =>
      (rows ?? []).map(({ id, name = '', archivedAt }) => ({
        value: docName(queue.name, id),
        label: archivedAt === undefined ? name : `${name} (deleted)`,
      })),
    [rows],
  );
}
