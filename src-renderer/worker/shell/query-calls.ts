import { fail, ok } from '../../../crm/kernel/result.ts';
import type { LiveHandle } from '../queries/queries.ts';
import type { CallHandlers, WindowSession } from './rpc-server.ts';
import type { Platform } from './platform.ts';
import type { Shell } from './shell.ts';
import { tooManyLists, unknownSubscription } from './shell-problems.ts';

type QueryCall = 'query.open' | 'query.update' | 'query.close' | 'query.ids' | 'search';

/** Live questions of one window. A list that forgets to close its own would keep the worker computing for nobody. */
const SUBSCRIPTIONS_MAX = 200;

interface Subscription {
  readonly handle: LiveHandle;
  readonly session: WindowSession;
}

export function createQueryCalls(
  shell: Shell,
  { pause }: Pick<Platform, 'pause'>,
): Pick<CallHandlers, QueryCall> {
  const open = new Map<number, Subscription>();
  let lastNumber = 0;

  const close = (subscription: number): void => {
    open.get(subscription)?.handle.close();
    open.delete(subscription);
  };
  const countOf = (session: WindowSession): number => {
    let count = 0;
    for (const entry of open.values()) if (entry.session === session) count += 1;
    return count;
  };

  return {
    'query.open': async ({ query }, session) => {
      const { queries } = await shell.workspace();
      if (countOf(session) >= SUBSCRIPTIONS_MAX) return fail(tooManyLists);
      lastNumber += 1;
      const subscription = lastNumber;
      const opened = queries.open(query, {
        changed: (result) => session.emit('query.changed', { subscription, result }),
        // In the next turn: whoever made the change is answered before a list is drawn anew.
        rowsChanged: (inPlace) =>
          void pause().then(() => session.emit('query.rows', { subscription, inPlace })),
      });
      if (!opened.ok) return opened;
      open.set(subscription, { handle: opened.value, session });
      session.onEnd(() => close(subscription));
      return ok({ subscription, result: opened.value.result });
    },
    'query.update': ({ subscription, query }, session) => {
      const entry = open.get(subscription);
      return entry?.session === session ? entry.handle.update(query) : fail(unknownSubscription);
    },
    'query.close': ({ subscription }, session) => {
      if (open.get(subscription)?.session === session) close(subscription);
      return {};
    },
    'query.ids': async ({ query, stretch }) => {
      const ids = (await shell.workspace()).queries.ids(query);
      if (!ids.ok) return ids;
      return ok(
        stretch === undefined
          ? [...ids.value]
          : ids.value.slice(stretch.from, stretch.from + stretch.count),
      );
    },
    search: async (input) => (await shell.workspace()).find(input),
  };
}
