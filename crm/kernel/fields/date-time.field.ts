import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { dateTimeOperators } from '../date-operators.ts';
import { dayIn } from '../zoned-days.ts';
import { parseDate } from './date-parsing.ts';

/** An instant, ISO 8601 in UTC with milliseconds. */
export const dateTime: FieldKind<string, object> = {
  encoding: 'scalar',
  icon: 'clock',
  schema: () => z.iso.datetime({ precision: 3 }),
  sortKey: (value) => value,
  parse: (input, _options, context) => {
    const text = input.trim();
    const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
    if (zoned && !Number.isNaN(Date.parse(text)))
      return { ok: true, value: new Date(text).toISOString() };
    const day = parseDate(text, context.dateOrder);
    if (day === null) return { ok: false, reason: `is not a date and time (${context.dateOrder})` };
    const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?/i.exec(text);
    if (time === null) return { ok: true, value: `${day}T00:00:00.000Z` };
    const half = time[4]?.toLowerCase();
    let hour = Number(time[1]);
    if (half !== undefined) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
    const ms = Date.parse(
      `${day}T${String(hour).padStart(2, '0')}:${time[2]}:${time[3] ?? '00'}.000Z`,
    );
    return Number.isNaN(ms)
      ? { ok: false, reason: 'has no such time of day' }
      : { ok: true, value: new Date(ms).toISOString() };
  },
  format: (value, _options, { locale, timeZone }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
      new Date(value),
    ),
  searchText: () => '',
  operators: dateTimeOperators,
  groupKeys: (value, { timeZone }) => [monthIn(value, timeZone)],
};

/** No time zone is a day away from UTC: only around the turn of a month is it asked, which is costly. */
function monthIn(value: string, timeZone: string): string {
  const day = value.slice(8, 10);
  const surely = day > '01' && day < '28';
  return surely ? value.slice(0, 7) : dayIn(Date.parse(value), timeZone).slice(0, 7);
}
