import { expect, it } from 'vitest';
import { watchDay } from './day.ts';

function watched(nowAtFirst: number, teamZone: string) {
  let nowMs = nowAtFirst;
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
    () => teamZone,
    () => (told += 1),
  );
  const look = (laterMs: number): void => {
    nowMs += laterMs;
    waiting.shift()?.();
  };
  return { day, look, waiting, told: () => told };
}

it('says which day it is where the person is, and tells when another one begins', () => {
  const { day, look, waiting, told } = watched(Date.UTC(2026, 2, 31, 21, 59, 50), 'Europe/Berlin');
  expect(day.today()).toBe('2026-03-31');
  look(0);
  expect(told()).toBe(0);
  look(30_000);
  expect(told()).toBe(1);
  expect(day.today()).toBe('2026-04-01');
  look(60_000);
  expect(told()).toBe(1);
  day.stop();
  expect(waiting).toEqual([]);
});

it('tells as well when another one begins where the team is', () => {
  const { day, look, told } = watched(Date.UTC(2026, 2, 31, 23, 59, 50), 'UTC');
  expect([day.today(), day.teamToday()]).toEqual(['2026-04-01', '2026-03-31']);
  look(30_000);
  expect(told()).toBe(1);
  expect(day.teamToday()).toBe('2026-04-01');
});
