import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { replyDraftId, replyDraftIds } from '../../../crm/modules/ticket/reply.rules.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

/** The activity that the next reply becomes; undefined for the moment until it is known what was sent already. */
export function useReplyDraft({ id, repliesSent }: TicketRow): string | undefined {
  const ticket = useMemo(
    () => ({ id, ...(repliesSent === undefined ? {} : { repliesSent }) }),
    [id, repliesSent],
  );
  const query = useMemo((): Query => {
    const ids = replyDraftIds(ticket);
    return {
      entity: 'activity',
      filter: { field: 'id', operator: 'anyOf', operand: [...ids] },
      sort: [],
      archived: 'with',
      window: { offset: 0, limit: ids.length },
    };
  }, [ticket]);
  const sent = useLiveQuery(query).result?.rows;
  return useMemo(
    () =>
      sent === undefined
        ? undefined
        : replyDraftId(ticket, (activity) => sent.some((row) => row.id === activity)),
    [sent, ticket],
  );
}
