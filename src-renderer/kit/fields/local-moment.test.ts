import { describe, expect, it } from 'vitest';
import { readLocalMoment } from './local-moment.ts';

describe('a typed date and time', () => {
  it.each([
    ['11/22/2026 2:30 PM', '2026-11-22T14:30:00'],
    ['11/22/2026, 2:30:15 PM', '2026-11-22T14:30:15'],
    ['11/22/2026 12:05:30 am', '2026-11-22T00:05:30'],
    ['11/22/2026 14:30', '2026-11-22T14:30:00'],
    ['11/22/2026', '2026-11-22T09:00:00'],
  ])('%s is %s on the clock of the machine', (typed, local) => {
    expect(readLocalMoment(typed, 'MDY')).toBe(new Date(local).toISOString());
  });

  it.each(['2026-11-22T14:30:15Z', '2026-11-22T14:30:15+02:00', 'soon', '11/22/2026 25:00'])(
    '%s is not taken for a time of that clock',
    (typed) => {
      expect(readLocalMoment(typed, 'MDY')).toBeNull();
    },
  );
});
