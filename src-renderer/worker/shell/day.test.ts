import { expect, it } from 'vitest';
import { watchDay } from './day.ts';

it('says which day it is where the person is, and tells when another one begins', () => {
  let nowMs = Date.UTC(2026, 2, 31, 21, 59, 50);
  const waiting: (() => void)[] = [];
  let told = 0;
  const day = watchDay(
    {
      clock: { nowMs: () => nowMs },
      timers: {
        after: (_ms, run) => {
          waiting.push(run);
          return () => waiting.splice(0);
        },
      },
      timeZone: 'Europe/Berlin',
    },
    () => (told += 1),
  );
  expect(day.today()).toBe('2026-03-31');
  waiting.shift()?.();
  expect(told).toBe(0);
  nowMs += 30_000;
  waiting.shift()?.();
  expect(told).toBe(1);
  expect(day.today()).toBe('2026-04-01');
  day.stop();
  expect(waiting).toEqual([]);
});
