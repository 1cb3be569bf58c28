import { expect, test } from 'vitest';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { createSyncEvents } from './sync-events.ts';

const LIVE: SyncState = {
  state: 'live',
  pending: 0,
  refused: 0,
  problem: null,
  progress: null,
  arriving: null,
  lastLiveAt: null,
};

function start() {
  const told: SyncState[] = [];
  let due: (() => void) | undefined;
  const timers = {
    after: (_ms: number, run: () => void) => {
      due = run;
      return () => (due = undefined);
    },
  };
  const pass = (): void => {
    const run = due;
    due = undefined;
    run?.();
  };
  return { told, pass, events: createSyncEvents(timers, (state) => told.push(state)) };
}

test('an edit that is acknowledged soon is not worth a word', () => {
  const { told, pass, events } = start();
  events(LIVE);
  events({ ...LIVE, pending: 1 });
  events(LIVE);
  pass();
  expect(told).toEqual([LIVE]);
});

test('what waits is told after a moment, as much as it is then', () => {
  const { told, pass, events } = start();
  events(LIVE);
  events({ ...LIVE, pending: 1 });
  events({ ...LIVE, pending: 2 });
  pass();
  expect(told.map(({ pending }) => pending)).toEqual([0, 2]);
  events(LIVE);
  pass();
  expect(told.map(({ pending }) => pending)).toEqual([0, 2, 0]);
});

test('another state is told at once, with how much waits', () => {
  const { told, pass, events } = start();
  events(LIVE);
  events({ ...LIVE, pending: 1 });
  events({ ...LIVE, state: 'offline', pending: 1 });
  expect(told.map(({ state, pending }) => [state, pending])).toEqual([
    ['live', 0],
    ['offline', 1],
  ]);
  pass();
  expect(told).toHaveLength(2);
});

test('what the relay has refused is told at once, though as much waits as before', () => {
  const { told, pass, events } = start();
  events(LIVE);
  events({ ...LIVE, pending: 1 });
  pass();
  events({ ...LIVE, pending: 1, refused: 1 });
  expect(told.map(({ refused }) => refused)).toEqual([0, 0, 1]);
});
