import { expect, test } from 'vitest';
import { createPhases } from './start-up.ts';

test('phases that ran before there was a log are in it, in their order, and later ones as they end', () => {
  let nowMs = 0;
  const lines: unknown[] = [];
  const phases = createPhases(() => nowMs);
  const value = phases.run('switches', () => {
    nowMs += 5;
    return 'parsed';
  });
  expect(value).toBe('parsed');
  phases.run('profile', () => (nowMs += 2));
  expect(lines).toEqual([]);
  phases.logTo({ write: (_level, _code, details) => lines.push([details?.tag, details?.counts]) });
  const waitingSinceMs = nowMs;
  nowMs += 40;
  phases.passed('ready', waitingSinceMs);
  expect(lines).toEqual([
    ['switches', { durationMs: 5 }],
    ['profile', { durationMs: 2 }],
    ['ready', { durationMs: 40 }],
  ]);
});
