import { describe, expect, it } from 'vitest';
import { dayIn, instantAfterDays, instantIn } from './zoned-days.ts';

describe('the day of an instant', () => {
  it.each([
    ['2026-01-31T23:59:59.999Z', 'UTC', '2026-01-31'],
    ['2026-01-31T23:00:00.000Z', 'Europe/Berlin', '2026-02-01'],
    ['2026-01-31T22:59:59.999Z', 'Europe/Berlin', '2026-01-31'],
    // Summer time: midnight is an hour earlier in UTC.
    ['2026-06-30T22:00:00.000Z', 'Europe/Berlin', '2026-07-01'],
    ['2026-03-01T04:59:00.000Z', 'America/New_York', '2026-02-28'],
    ['2026-01-01T10:00:00.000Z', 'Pacific/Kiritimati', '2026-01-02'],
    ['2026-01-01T18:15:00.000Z', 'Asia/Kathmandu', '2026-01-02'],
  ])('%s in %s is %s', (at, timeZone, day) => {
    expect(dayIn(Date.parse(at), timeZone)).toBe(day);
  });
});

describe('the instant of a time on a day', () => {
  it.each([
    ['2026-01-15', '09:00', 'UTC', '2026-01-15T09:00:00.000Z'],
    ['2026-01-15', '09:00', 'Europe/Berlin', '2026-01-15T08:00:00.000Z'],
    ['2026-07-15', '09:00', 'Europe/Berlin', '2026-07-15T07:00:00.000Z'],
    // The day on which the clocks go forward, before and after they do.
    ['2026-03-29', '01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29', '09:00', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'],
    // 02:30 is left out: they jump from 02:00 to 03:00, so it is 03:30.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // 02:30 comes twice: the first one.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '09:00', 'Europe/Berlin', '2026-10-25T08:00:00.000Z'],
    ['2026-03-08', '09:00', 'America/New_York', '2026-03-08T13:00:00.000Z'],
    ['2026-01-15', '09:00', 'Asia/Kathmandu', '2026-01-15T03:15:00.000Z'],
  ])('%s %s in %s is %s', (day, time, timeZone, instant) => {
    expect(instantIn(day, time, timeZone)).toBe(instant);
  });
});

it('tomorrow at nine is at nine, also when the clocks change in the night', () => {
  const saturday = Date.parse('2026-03-28T17:00:00.000Z');
  expect(instantAfterDays(saturday, 1, '09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  const autumn = Date.parse('2026-10-24T17:00:00.000Z');
  expect(instantAfterDays(autumn, 1, '09:00', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
});

it('today shortly before midnight is the day of the place, not of UTC', () => {
  const late = Date.parse('2026-05-05T22:30:00.000Z');
  expect(instantAfterDays(late, 0, '09:00', 'Europe/Berlin')).toBe('2026-05-06T07:00:00.000Z');
  expect(instantAfterDays(late, 0, '09:00', 'America/New_York')).toBe('2026-05-05T13:00:00.000Z');
});
