import { describe, expect, test } from 'vitest';
import { checkedRule, occurrencesIn } from './recurrence.ts';
import { endOfRule, withEnd, withoutEnd, type RuleEnd } from './rule-end.ts';

const WEEKLY = 'FREQ=WEEKLY;BYDAY=MO';
const ZONES = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'];

describe('the end of a rule', () => {
  test.each(ZONES)('is said in %s as it was chosen', (zone) => {
    const ends: readonly RuleEnd[] = [
      { kind: 'never' },
      { kind: 'after', times: 7 },
      { kind: 'on', day: '2026-03-29' },
      { kind: 'on', day: '2026-10-25' },
      { kind: 'on', day: '2026-12-31' },
    ];
    for (const end of ends) {
      const rule = withEnd(WEEKLY, end, zone);
      expect(checkedRule(rule)).toBe(rule);
      expect(endOfRule(rule, zone)).toEqual(end);
      expect(withoutEnd(rule)).toBe(WEEKLY);
    }
  });

  test('takes the place of the one before', () => {
    const until = withEnd(WEEKLY, { kind: 'on', day: '2026-05-01' }, 'UTC');
    expect(withEnd(until, { kind: 'after', times: 3 }, 'UTC')).toBe(`${WEEKLY};COUNT=3`);
    expect(withEnd(until, { kind: 'never' }, 'UTC')).toBe(WEEKLY);
  });

  test('of a file that names a day only is that day', () => {
    expect(endOfRule(`${WEEKLY};UNTIL=20260401`, 'Europe/Berlin')).toEqual({
      kind: 'on',
      day: '2026-04-01',
    });
  });

  test.each([
    ['Europe/Berlin', '2026-03-27T22:30:00.000Z', '2026-03-29', 3],
    ['Europe/Berlin', '2026-10-24T21:30:00.000Z', '2026-10-25', 2],
    ['America/New_York', '2026-03-07T04:30:00.000Z', '2026-03-08', 3],
    ['Pacific/Auckland', '2026-04-04T10:30:00.000Z', '2026-04-05', 2],
  ])(
    'in %s counts the last day whole, also on a day on which the clocks change',
    (timeZone, from, day, times) => {
      const rule = withEnd('FREQ=DAILY', { kind: 'on', day }, timeZone);
      const found = occurrencesIn(
        { rule, from, timeZone },
        Date.parse(from),
        Date.parse('2027-01-01'),
      );
      expect(found).toHaveLength(times);
    },
  );
});
