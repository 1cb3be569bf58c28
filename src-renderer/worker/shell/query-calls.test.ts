import { expect, test } from 'vitest';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { ok } from '../../../crm/kernel/result.ts';
import type { LiveHandle } from '../queries/queries.ts';
import { createQueryCalls } from './query-calls.ts';
import type { WindowSession } from './rpc-server.ts';
import type { Shell } from './shell.ts';

const accounts: Query = { entity: 'account', sort: [], window: { offset: 0, limit: 10 } };

function answer(name: string, version = 1): QueryResult {
  const row = { id: 'a', entity: 'account', createdAt: '', name };
  return { version, count: 1, offset: 0, rows: [row], titles: {}, sums: {} };
}

/** A workspace that opens when it is told to, and a window that hears what it is sent. */
function opening(kept: QueryResult | undefined, live: QueryResult) {
  const heard: unknown[] = [];
  const log: string[] = [];
  let open: () => void = () => {};
  const handle: LiveHandle = {
    result: live,
    update: (query) => ok(answer(`limit ${query.window.limit}`, 2)),
    close: () => log.push('closed'),
  };
  const workspace = new Promise((resolve) => {
    open = () => resolve({ queries: { open: () => ok(handle) } });
  });
  const shell = {
    workspace: () => workspace,
    firstScreen: () => (kept === undefined ? undefined : { answer: () => kept }),
    asked: () => log.push('asked'),
  } as unknown as Shell;
  const session: WindowSession = {
    windowId: 'w',
    emit: (...event) => void heard.push(event),
    onEnd: () => {},
  };
  const calls = createQueryCalls(shell, { pause: () => Promise.resolve() });
  return { calls, session, open, heard, log };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a question of the first screen is answered while the records are being read', async () => {
  const { calls, session, open, heard } = opening(answer('Acorn'), answer('Acorn'));
  const opened = await calls['query.open']({ query: accounts }, session);
  expect(opened).toEqual(ok({ subscription: 1, result: answer('Acorn', 0) }));
  open();
  await settled();
  // Nothing is drawn again where the live answer is the same.
  expect(heard).toEqual([]);
});

test('where the live answer is another, it follows', async () => {
  const { calls, session, open, heard } = opening(answer('Acorn'), answer('Birch'));
  await calls['query.open']({ query: accounts }, session);
  open();
  await settled();
  expect(heard).toEqual([['query.changed', { subscription: 1, result: answer('Birch') }]]);
});

test('another question in its place waits for the records', async () => {
  const { calls, session, open } = opening(answer('Acorn'), answer('Acorn'));
  await calls['query.open']({ query: accounts }, session);
  const query = { ...accounts, window: { offset: 0, limit: 20 } };
  const updating = calls['query.update']({ subscription: 1, query }, session);
  open();
  expect(await updating).toEqual(ok(answer('limit 20', 2)));
});

test('one that was closed meanwhile is closed once it is open, and is told nothing', async () => {
  const { calls, session, open, heard, log } = opening(answer('Acorn'), answer('Birch'));
  await calls['query.open']({ query: accounts }, session);
  await calls['query.close']({ subscription: 1 }, session);
  open();
  await settled();
  expect(log).toEqual(['asked', 'closed']);
  expect(heard).toEqual([]);
});

test('what was not asked the last time waits for the records', async () => {
  const { calls, session, open } = opening(undefined, answer('Acorn'));
  const waiting = calls['query.open']({ query: accounts }, session);
  open();
  expect(await waiting).toEqual(ok({ subscription: 1, result: answer('Acorn') }));
});
