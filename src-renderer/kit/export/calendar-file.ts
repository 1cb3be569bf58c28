/** Meetings, calls and tasks as a calendar (RFC 5545). */
import ICAL from 'ical.js';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { plannedAt, type ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { ruleFromThere, type Recurrence } from '../../../crm/modules/activity/recurrence.ts';
import { recurrenceOf } from '../../../crm/modules/activity/series.ts';
import type { TitleOf } from '../session/session.tsx';

/** Something that has a subject and a time. */
export function isScheduled({ fields }: EntityDef): boolean {
  return fields['subject'] !== undefined && fields['startAt']?.kind === 'dateTime';
}

const HEAD = [
  ['version', {}, 'text', '2.0'],
  ['prodid', {}, 'text', '-//Rapport//Rapport//EN'],
] as const;

export const CALENDAR_BEGIN = `BEGIN:VCALENDAR\r\n${HEAD.map((property) =>
  ICAL.stringify.property([...property], ICAL.design.icalendar, false),
).join('\r\n')}\r\n`;
export const CALENDAR_END = 'END:VCALENDAR\r\n';

const TODO_STATES: Readonly<Record<string, string>> = {
  'Not Started': 'NEEDS-ACTION',
  Planned: 'NEEDS-ACTION',
  Deferred: 'NEEDS-ACTION',
  Waiting: 'IN-PROCESS',
  'In Progress': 'IN-PROCESS',
  Completed: 'COMPLETED',
  Cancelled: 'CANCELLED',
};
const EVENT_STATES: Readonly<Record<string, string>> = {
  Planned: 'CONFIRMED',
  Held: 'CONFIRMED',
  'Not Held': 'CANCELLED',
  Cancelled: 'CANCELLED',
};
const PRIORITIES: Readonly<Record<string, string>> = { High: '1', Normal: '5', Low: '9' };

/** undefined: it has no time, and a calendar no place for it. */
export function entryOf(row: AnyRow, titleOf: TitleOf, timeZone: string): string | undefined {
  const text = (key: string): string => {
    const value = row[key];
    return typeof value === 'string' ? value : '';
  };
  const isTask = text('kind') === 'Task';
  if (!isTask && text('startAt') === '') return undefined;
  const entry = new ICAL.Component(isTask ? 'vtodo' : 'vevent');
  const put = (name: string, value: string): void => {
    if (value !== '') entry.addPropertyWithValue(name, value);
  };
  const series = recurrenceOf(row as ActivityRow);
  // A series stays at its hour when the clocks change, so it names the zone; a single moment needs none.
  const zone = series === null ? undefined : text('timeZone') || timeZone;
  const at = (name: string, moment: string): void => {
    if (moment === '') return;
    const property = new ICAL.Property(name);
    property.setValue(momentIn(moment, zone));
    if (zone !== undefined) property.setParameter('tzid', zone);
    entry.addProperty(property);
  };
  put('uid', text('externalId') || `${row.id}@rapport`);
  entry.addPropertyWithValue('dtstamp', momentIn(row.createdAt, undefined));
  put('summary', text('subject'));
  at('dtstart', text('startAt'));
  if (isTask) at('due', text('dueAt'));
  else at('dtend', text('endAt'));
  put('location', text('location'));
  put('description', text('body'));
  put('status', (isTask ? TODO_STATES : EVENT_STATES)[text('status')] ?? '');
  // What a calendar has no words for; other programs overlook it.
  put('x-rapport-kind', text('kind'));
  put('x-rapport-status', text('status'));
  put('priority', PRIORITIES[text('priority')] ?? '');
  if (series !== null) putSeries(entry, row as ActivityRow, series, zone);
  for (const name of (row['participants'] ?? []) as readonly string[]) {
    const [entity = '', id = ''] = name.split('/');
    const title = titleOf(entity, id);
    if (title === undefined) continue;
    // Their addresses are not part of the row; the name is what the import finds them by.
    const attendee = new ICAL.Property('attendee');
    attendee.setValue('invalid:nomail');
    attendee.setParameter('cn', title);
    entry.addProperty(attendee);
  }
  if (text('reminderAt') !== '') {
    const alarm = new ICAL.Component('valarm');
    alarm.addPropertyWithValue('action', 'DISPLAY');
    alarm.addPropertyWithValue('description', text('subject'));
    const trigger = new ICAL.Property('trigger');
    trigger.resetType('date-time');
    trigger.setValue(momentIn(text('reminderAt'), undefined));
    alarm.addProperty(trigger);
    entry.addSubcomponent(alarm);
  }
  return `${entry.toString()}\r\n`;
}

/**
 * Its entry begins with what is to be done next: what was done has entries of its own. The rule as it was made stands
 * beside what is left of it, for when the entry comes back.
 */
function putSeries(
  entry: ICAL.Component,
  row: ActivityRow,
  series: Recurrence,
  zone: string | undefined,
): void {
  const next = plannedAt(row) ?? series.from;
  const rule = ruleFromThere(series, next);
  entry.addPropertyWithValue('rrule', ICAL.Recur.fromString(rule));
  if (next !== series.from) {
    entry.addPropertyWithValue('x-rapport-rule', series.rule);
    entry.addPropertyWithValue('x-rapport-from', series.from);
  }
  for (const moment of row.exceptions ?? []) {
    const property = new ICAL.Property('exdate');
    property.setValue(momentIn(moment, zone));
    if (zone !== undefined) property.setParameter('tzid', zone);
    entry.addProperty(property);
  }
}

/** In UTC, or as the clock on the wall shows it in a zone. */
function momentIn(moment: string, zone: string | undefined): ICAL.Time {
  const time = ICAL.Time.fromJSDate(new Date(moment), true);
  if (zone === undefined) return time;
  // Swedish dates are ISO dates.
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(Date.parse(moment));
  return ICAL.Time.fromDateTimeString(local.replace(' ', 'T'));
}
