/** Making a ticket one's own: this one, or whichever is due first of those that nobody has. */
import { useMemo } from 'react';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { TAKE } from '../../../crm/modules/ticket/ticket.rules.ts';
import { actsOf } from '../acts/acts.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import { useSession } from '../session/session.tsx';

export interface TakeTicket {
  readonly take: (id: string | undefined) => Promise<boolean>;
  /** Takes it and opens it. */
  readonly takeNext: () => Promise<void>;
}

export function useTakeTicket(): TakeTicket {
  const { client, navigation } = useSession();
  return useMemo(() => {
    const take = async (id: string | undefined): Promise<boolean> => {
      if (id === undefined) return false;
      const done = await client.call('command.run', { name: TAKE, input: { ticket: id } });
      if (!done.ok) {
        sayProblem(done.problem);
        return false;
      }
      const { txId } = done.value;
      sayDone('The ticket is yours', [
        { label: 'Undo', run: () => void actsOf(client).undo(txId) },
      ]);
      return true;
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
  }, [client, navigation]);
}
