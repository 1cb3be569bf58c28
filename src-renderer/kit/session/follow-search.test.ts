import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkerClient } from './worker-client.ts';
import { followSearch, searchUntilFound } from './follow-search.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ADA = { entity: 'contact', id: 'a', title: 'Ada', subtitle: '', match: null };

/** Complete from the third answer on. */
function indexing(): { readonly client: Pick<WorkerClient, 'call'>; readonly asked: () => number } {
  let asked = 0;
  const call = (): Promise<unknown> => {
    asked += 1;
    return Promise.resolve(
      asked < 3 ? { hits: [], complete: false } : { hits: [ADA], complete: true },
    );
  };
  return { client: { call } as Pick<WorkerClient, 'call'>, asked: () => asked };
}

test('what is indexed a moment later is found, and then nothing is asked any more', async () => {
  const { client, asked } = indexing();
  const found = searchUntilFound(client, { text: 'ada', limit: 8 });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await found).toEqual([ADA]);
  expect(asked()).toBe(3);
});

test('whoever types on is not told of what they typed before', async () => {
  const { client, asked } = indexing();
  const told: number[] = [];
  const stop = followSearch(client, { text: 'ada', limit: 8 }, ({ hits }) =>
    told.push(hits.length),
  );
  await vi.advanceTimersByTimeAsync(1);
  stop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([0]);
  expect(asked()).toBe(1);
});

test('where nobody answers there is nothing, and no waiting for ever', async () => {
  const call = (): Promise<never> => Promise.reject(new Error('gone'));
  const client = { call } as Pick<WorkerClient, 'call'>;
  expect(await searchUntilFound(client, { text: 'ada', limit: 8 })).toEqual([]);
});
