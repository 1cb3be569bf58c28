import { fail, ok } from '../../../crm/kernel/result.ts';
import type { CallHandlers, WindowSession } from './rpc-server.ts';
import { noWorkspace, unknownSubscription } from './shell-problems.ts';
import type { OpenQuery } from '../queries/queries.ts';
import type { Shell } from './shell.ts';

type QueryCall = 'query.open' | 'query.update' | 'query.close' | 'query.ids' | 'search';

/** Live questions of one window. A list that forgets to close its own would keep the worker computing for nobody. */
const SUBSCRIPTIONS_MAX = 200;

export function createQueryCalls(shell: Shell): Pick<CallHandlers, QueryCall> {
  const open = new Map<number, { readonly query: OpenQuery; readonly session: WindowSession }>();
  let lastNumber = 0;

  const close = (subscription: number): void => {
    open.get(subscription)?.query.close();
    open.delete(subscription);
  };
  const ofWindow = (session: WindowSession): number =>
    [...open.values()].filter((entry) => entry.session === session).length;

  return {
    'query.open': async ({ query }, session) => {
      const workspace = await shell.workspace();
      if (workspace === null) return fail(noWorkspace);
      if (ofWindow(session) >= SUBSCRIPTIONS_MAX) return fail(unknownSubscription);
      lastNumber += 1;
      const subscription = lastNumber;
      const opened = workspace.queries.open(query, (result) => {
        session.emit('query.changed', { subscription, result });
      });
      if (!opened.ok) return opened;
      open.set(subscription, { query: opened.value, session });
      session.onEnd(() => close(subscription));
      return ok({ subscription, result: opened.value.result() });
    },
    'query.update': ({ subscription, query }, session) => {
      const entry = open.get(subscription);
      return entry?.session === session ? entry.query.update(query) : fail(unknownSubscription);
    },
    'query.close': ({ subscription }, session) => {
      if (open.get(subscription)?.session === session) close(subscription);
      return {};
    },
    'query.ids': async ({ query }) => {
      const workspace = await shell.workspace();
      return workspace === null ? fail(noWorkspace) : workspace.queries.ids(query);
    },
    search: async (input) => {
      const workspace = await shell.workspace();
      return workspace === null ? { hits: [], complete: true } : workspace.search.find(input);
    },
  };
}
