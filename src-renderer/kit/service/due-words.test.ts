import { expect, test } from 'vitest';
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { dueWords } from './due-words.ts';

/** A Monday. */
const NOW = '2026-11-16T10:00:00.000Z';

test.each<readonly [Partial<Due>, string]>([
  [{ state: 'breached', at: '2026-11-16T09:30:00.000Z' }, 'Late since 9:30'],
  [{ state: 'breached', at: '2026-11-13T17:00:00.000Z' }, 'Late since Fri 17:00'],
  [{ state: 'breached', at: '2026-10-01T17:00:00.000Z' }, 'Late since 1 Oct, 17:00'],
  [{ state: 'breached', paused: true, at: '2026-11-16T09:30:00.000Z' }, 'Late since 9:30'],
  [{ state: 'near', at: '2026-11-16T10:05:00.000Z' }, 'Due soon, 10:05'],
  [{ state: 'open', at: '2026-11-17T10:00:00.000Z' }, 'Due Tue 10:00'],
  [{ state: 'open', paused: true, at: null }, 'Waiting'],
  [{ state: 'near', paused: true, at: null }, 'Waiting'],
])('%j is “%s”', (due, words) => {
  const whole: Due = { clock: 'response', state: 'open', paused: false, at: null, ...due };
  const facts = { nowMs: Date.parse(NOW), locale: 'en-GB', timeZone: 'UTC' };
  expect(dueWords(whole, facts)).toBe(words);
});
