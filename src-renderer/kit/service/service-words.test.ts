import { describe, expect, test } from 'vitest';
import { defaultCalendar } from '../../../crm/modules/ticket/business-time.ts';
import type { Clock } from '../../../crm/modules/ticket/service-level.ts';
import { calendarWords, clockWords, durationWords } from './service-words.ts';

test.each([
  [1, '1 min'],
  [59_000, '1 min'],
  [60_000, '1 min'],
  [60_001, '2 min'],
  [3_600_000, '1 h'],
  [5_400_000, '1 h 30 min'],
  // Longer than a day of work stays in hours: a day would be one of nine, or of twenty-four.
  [72 * 3_600_000, '72 h'],
  [-900_000, '15 min'],
  [0, '0 min'],
])('%i ms are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

const DUE = '2026-11-16T11:00:00.000Z';
const STOPPED = '2026-11-16T10:00:00.000Z';
function clock(values: Partial<Clock>): Clock {
  return {
    state: 'open',
    targetMs: 7_200_000,
    usedMs: 5_400_000,
    remainingMs: 1_800_000,
    dueAt: DUE,
    nearAt: undefined,
    paused: false,
    stoppedAt: undefined,
    ...values,
  };
}

describe('a clock says', () => {
  test.each<readonly [string, Partial<Clock>, readonly (string | undefined)[]]>([
    ['what is left and when it is due', {}, ['On time', '30 min left', 'due', DUE]],
    ['that little is left', { state: 'near' }, ['Due soon', '30 min left', 'due', DUE]],
    [
      'since when it is late',
      { state: 'breached', remainingMs: -60_000 },
      ['Breached', '1 min late', 'was due', DUE],
    ],
    [
      'that it is late, though by no working minute',
      { state: 'breached', remainingMs: 0 },
      ['Breached', '', 'was due', DUE],
    ],
    ['when it was met', { state: 'met', stoppedAt: STOPPED }, ['Met', '', 'at', STOPPED]],
    ['that it waits', { paused: true, dueAt: undefined }, ['Paused', '30 min left', '', undefined]],
    [
      'that it is late before that it waits',
      { state: 'breached', paused: true, remainingMs: -1 },
      ['Breached', '1 min late', 'was due', DUE],
    ],
    ['that nobody knows', { state: 'unknown' }, ['Not recorded', '', '', undefined]],
    [
      'when it was, where that is before it began to run',
      { state: 'unknown', stoppedAt: STOPPED },
      ['Before it began', '', 'at', STOPPED],
    ],
  ])('%s', (_what, values, [state, amount, atLabel, at]) => {
    expect(clockWords(clock(values))).toEqual({ state, amount, atLabel, at });
  });
});

test('business hours are told with their days, breaks and zone', () => {
  const calendar = defaultCalendar('Europe/Berlin');
  expect(calendarWords(calendar, 'en')).toBe('Mon, Tue, Wed, Thu, Fri 09:00–18:00 (Europe/Berlin)');
  expect(
    calendarWords(
      {
        ...calendar,
        week: {
          7: { opens: '09:00', closes: '18:00', lunch: { from: '12:00', to: '13:00' } },
          5: { opens: '08:00', closes: '12:00' },
        },
        holidays: ['2026-12-25'],
      },
      'de',
    ),
  ).toBe('Fr 08:00–12:00; So 09:00–12:00 and 13:00–18:00, holidays off (Europe/Berlin)');
  expect(calendarWords({ ...calendar, week: {} }, 'en')).toBe('no working days');
});
