/** By which clocks a series of a calendar goes: nine o'clock stays nine o'clock only if that is known. */
import ICAL from 'ical.js';
import { partsOf, ruleFrom } from '../../../crm/modules/activity/recurrence.ts';
import { dayIn, instantIn, isTimeZone, timeIn } from '../../../crm/kernel/zoned-days.ts';

const UTC = 'UTC';

/** The IANA name of the zone in which a property stands. */
export function zoneOf(property: ICAL.Property | null): string {
  const time = property?.getFirstValue();
  if (property === null || !(time instanceof ICAL.Time) || time.isDate) return UTC;
  const named = property.getFirstParameter('tzid') as string | undefined;
  if (named === undefined) return time.zone === ICAL.Timezone.utcTimezone ? UTC : ownZone();
  const described = time.zone === ICAL.Timezone.localTimezone ? undefined : time.zone;
  const location = described?.component?.getFirstPropertyValue('x-lic-location');
  const known = zoneNamed(named) ?? zoneNamed(String(location ?? ''));
  return known ?? (described === undefined ? ownZone() : likeZone(described, time.year));
}

/** Some programs put a path of their own before the name. */
export function zoneNamed(name: string): string | undefined {
  const parts = name.split('/');
  return [name, parts.slice(-2).join('/'), parts.slice(-3).join('/')].find(
    (one) => one !== '' && isTimeZone(one),
  );
}

function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Days of two years on which the clocks of two zones are compared, at noon. */
const COMPARED_MONTHS = 24;

/** The zone whose clocks go as those that the file describes under a name of its own (“W. Europe Standard Time”). */
function likeZone(described: ICAL.Timezone, year: number): string {
  const days = Array.from(
    { length: COMPARED_MONTHS },
    (_, month) => new Date(Date.UTC(year, month, 15, 12)),
  );
  const wanted = days.map((day) => {
    const [date = '', time = ''] = ICAL.Time.fromJSDate(day, true)
      .convertToZone(described)
      .toString()
      .split('T');
    return `${date} ${time.slice(0, 8)}`;
  });
  const goesAlike = (name: string): boolean =>
    days.every((day, at) => {
      const ms = day.getTime();
      return `${dayIn(ms, name)} ${timeIn(ms, name)}` === wanted[at];
    });
  return [ownZone(), ...Intl.supportedValuesOf('timeZone')].find(goesAlike) ?? ownZone();
}

/** RFC 5545 wants the end of a rule in UTC; many programs write a day, or an hour without a zone. */
export function ruleInZone(rule: string, zone: string): string {
  const parts = partsOf(rule);
  const [, day, time, utc] = /^(\d{8})(?:T(\d{6}))?(Z)?$/.exec(parts['UNTIL'] ?? '') ?? [];
  if (day === undefined || utc !== undefined) return ruleFrom(parts);
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const clock = time === undefined ? '23:59:59' : (time.match(/../g) ?? []).join(':');
  const until = instantIn(date, clock, zone).slice(0, 19).replaceAll(/[-:]/g, '');
  return ruleFrom({ ...parts, UNTIL: `${until}Z` });
}
