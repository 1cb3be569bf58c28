import type { QueryResult } from '../../../crm/kernel/query.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { LiveHandle } from '../queries/queries.ts';
import type { CallHandlers, WindowSession } from './rpc-server.ts';
import type { Platform } from './platform.ts';
import type { Shell } from './shell.ts';
import { tooManyLists, unknownSubscription } from './shell-problems.ts';

type QueryCall = 'query.open' | 'query.update' | 'query.close' | 'query.ids' | 'search';

/** Live questions of one window. A list that forgets to close its own would keep the worker computing for nobody. */
const SUBSCRIPTIONS_MAX = 200;

interface Subscription {
  /** Of one that was answered from the last start's first screen it comes when the records are here. */
  readonly handle: Promise<Result<LiveHandle>>;
  readonly session: WindowSession;
  isClosed: boolean;
}

export function createQueryCalls(
  shell: Shell,
  { pause }: Pick<Platform, 'pause'>,
): Pick<CallHandlers, QueryCall> {
  const open = new Map<number, Subscription>();
  let lastNumber = 0;

  const close = (subscription: number): void => {
    const entry = open.get(subscription);
    if (entry === undefined) return;
    open.delete(subscription);
    entry.isClosed = true;
    entry.handle.then(
      (opened) => (opened.ok ? opened.value.close() : undefined),
      () => undefined,
    );
  };
  /** The live answer, where it is another than the one that was kept. */
  const putRight = (subscription: number, kept: QueryResult, opened: Result<LiveHandle>): void => {
    const entry = open.get(subscription);
    if (entry === undefined || !opened.ok) return;
    const { result } = opened.value;
    if (!sameJson({ ...kept, version: 0 }, { ...result, version: 0 }))
      entry.session.emit('query.changed', { subscription, result });
  };
  const countOf = (session: WindowSession): number => {
    let count = 0;
    for (const entry of open.values()) if (entry.session === session) count += 1;
    return count;
  };

  return {
    'query.open': async ({ query }, session) => {
      if (countOf(session) >= SUBSCRIPTIONS_MAX) return fail(tooManyLists);
      shell.asked(query);
      lastNumber += 1;
      const subscription = lastNumber;
      const early = shell.firstScreen()?.answer(query);
      const handle = shell.workspace().then(({ queries }) =>
        queries.open(query, {
          changed: (result) => session.emit('query.changed', { subscription, result }),
          // In the next turn: whoever made the change is answered before a list is drawn anew.
          rowsChanged: (inPlace) =>
            void pause().then(() => session.emit('query.rows', { subscription, inPlace })),
        }),
      );
      open.set(subscription, { handle, session, isClosed: false });
      session.onEnd(() => close(subscription));
      if (early !== undefined) {
        handle.then(
          (opened) => putRight(subscription, early, opened),
          // Whatever is asked next is told why.
          () => undefined,
        );
        return ok({ subscription, result: { ...early, version: 0 } });
      }
      const opened = await handle;
      if (opened.ok) return ok({ subscription, result: opened.value.result });
      open.delete(subscription);
      return opened;
    },
    'query.update': async ({ subscription, query }, session) => {
      const entry = open.get(subscription);
      if (entry?.session !== session) return fail(unknownSubscription);
      const opened = await entry.handle;
      return opened.ok && !entry.isClosed ? opened.value.update(query) : fail(unknownSubscription);
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
