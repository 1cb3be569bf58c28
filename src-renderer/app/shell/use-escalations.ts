/** Somebody was promised an answer, and it is late: whoever has the ticket hears of it, also behind other windows. */
import { useEffect } from 'react';
import { MAX_NOTIFICATION_TITLE_LENGTH } from '../../../crm/contracts/ipc.contract.ts';
import { sayDone } from '../../kit/acts/toast.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { bridge } from '../bridge.ts';
import { formatRoute, type Route } from '../route.ts';
import type { Router } from '../router.ts';

export function useEscalations(client: WorkerClient, router: Router): void {
  useEffect(
    () =>
      client.on('service.escalated', ({ tickets }) => {
        const [first, ...others] = tickets;
        if (first === undefined) return;
        const isOne = others.length === 0;
        const route: Route = isOne
          ? { page: 'record', entity: 'ticket', id: first.id, from: undefined }
          : { page: 'desk', place: { view: { view: 'escalated' }, activeIndex: 0 } };
        const title = isOne ? `Late: ${first.title}` : `${tickets.length} tickets are late`;
        const body = 'What was promised to the customer is overdue. It was escalated to you.';
        sayDone(title, [{ label: 'Open', run: () => router.go(route) }]);
        bridge
          .invoke('notification.show', {
            title: title.slice(0, MAX_NOTIFICATION_TITLE_LENGTH),
            body,
            tag: `escalation/${first.id}`,
            route: formatRoute(route),
          })
          // The toast has said it.
          .catch(() => undefined);
      }),
    [client, router],
  );
}
