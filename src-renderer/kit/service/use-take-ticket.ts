/** Making a ticket one's own: this one, or whichever is due first of those that nobody has. */
import { useMemo } from 'react';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { TAKE } from '../../../crm/modules/ticket/ticket.rules.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { useSession } from '../session/session.tsx';

export interface TakeTicket {
  readonly take: (id: string | undefined) => Promise<boolean>;
  /** Takes it and opens it. */
  readonly takeNext: () => Promise<void>;
}

export function useTakeTicket(): TakeTicket {
  const { client, navigation } = useSession();
  const acts = useActs();
  return useMemo(() => {
    const take = async (id: string | undefined): Promise<boolean> => {
      if (id === undefined) return false;
      return acts.command(TAKE, { ticket: id }, 'The ticket is yours');
    };
    return {
      take,
      takeNext: async () => {
        const desk = await client.call('service.desk', {
          view: { view: 'unassigned' },
          offset: 0,
          limit: 1,
        });
        const [next] = desk.ids;
        if (next === undefined) {
          sayProblem({
            message: 'There is nothing to take.',
            remedy: 'Every open ticket has an agent already.',
          });
        } else if (await take(next)) navigation.openRecord(ticket.name, next);
      },
    };
  }, [client, acts, navigation]);
}
