/** Calendars (RFC 5545) as a table of meetings and tasks. */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { CardTable } from './vcard-table.ts';

const HEADERS = [
  'UID',
  'Kind',
  'Subject',
  'Start',
  'End',
  'Due',
  'Place',
  'Text',
  'Participants',
  'Repeats',
  'Status',
  'Remind at',
  'Priority',
] as const;
type Header = (typeof HEADERS)[number];

/** That a meeting is confirmed does not say whether it was held: its time tells. */
const STATES: Readonly<Record<string, string>> = {
  'NEEDS-ACTION': 'Not Started',
  'IN-PROCESS': 'In Progress',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
};

export function isCalendar(text: string): boolean {
  return /^\s*BEGIN:VCALENDAR/i.test(text);
}

/** undefined: it cannot be read. */
export function readCalendar(text: string): CardTable | undefined {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    const rows = calendars
      .map((calendar) => new ICAL.Component(calendar))
      .flatMap((calendar) => [
        ...calendar.getAllSubcomponents('vevent'),
        ...calendar.getAllSubcomponents('vtodo'),
      ])
      .map((component) => {
        const cells = cellsOf(component);
        return HEADERS.map((header) => cells[header]);
      });
    return { headers: HEADERS, rows };
  } catch {
    return undefined; // ical.js throws for nothing but text that it cannot follow.
  }
}

function cellsOf(component: ICAL.Component): Readonly<Record<Header, string>> {
  const text = (name: string): string => {
    const value = component.getFirstPropertyValue(name);
    return typeof value === 'string' ? value : (value?.toString() ?? '');
  };
  const isTask = component.name === 'vtodo';
  const uid = text('uid');
  // One occurrence of a series that was moved has the series' UID, and is a record of its own.
  const occurrence = text('recurrence-id');
  return {
    UID: occurrence === '' ? uid : `${uid}#${occurrence}`,
    Kind: text('x-rapport-kind') || (isTask ? 'Task' : 'Meeting'),
    Subject: text('summary') || (isTask ? 'Task' : 'Meeting'),
    Start: momentOf(component, 'dtstart'),
    End: momentOf(component, 'dtend') || endByDuration(component),
    Due: momentOf(component, 'due'),
    Place: text('location'),
    Text: text('description'),
    Participants: attendees(component),
    Repeats: text('rrule'),
    Status: text('x-rapport-status') || (STATES[text('status').toUpperCase()] ?? ''),
    'Remind at': reminder(component),
    Priority: priorityOf(text('priority')),
  };
}

/** 1 is the highest, 9 the lowest, 0 none (RFC 5545 §3.8.1.9). */
function priorityOf(text: string): string {
  const priority = Number(text);
  if (!(priority >= 1)) return '';
  return priority < 5 ? 'High' : priority === 5 ? 'Normal' : 'Low';
}

/** ISO 8601 in UTC, or the day. '' when there is none. */
function momentOf(component: ICAL.Component, name: string): string {
  const property = component.getFirstProperty(name);
  const time = property?.getFirstValue();
  if (!(time instanceof ICAL.Time)) return '';
  if (time.isDate) return time.toString();
  return new Date(instantOf(time, property?.getFirstParameter('tzid'))).toISOString();
}

/** A zone that the file does not describe is one of the names that everybody knows; else it is that of this desktop. */
function instantOf(time: ICAL.Time, tzid: string | undefined): number {
  const isFloating = time.zone === ICAL.Timezone.localTimezone;
  if (!isFloating || tzid === undefined) return time.toJSDate().getTime();
  try {
    const { year, month, day, hour, minute, second } = time;
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(
      tzid,
    ).epochMilliseconds;
  } catch {
    return time.toJSDate().getTime(); // No zone of that name.
  }
}

function endByDuration(component: ICAL.Component): string {
  const start = momentOf(component, 'dtstart');
  const duration = component.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? later(start, duration) : '';
}

function later(moment: string, duration: ICAL.Duration): string {
  return moment.length <= 10
    ? ''
    : new Date(Date.parse(moment) + duration.toSeconds() * 1000).toISOString();
}

function reminder(component: ICAL.Component): string {
  const trigger = component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger');
  if (trigger instanceof ICAL.Time) return trigger.toJSDate().toISOString();
  const from = momentOf(component, 'dtstart') || momentOf(component, 'due');
  return trigger instanceof ICAL.Duration ? later(from, trigger) : '';
}

/** By their e-mail addresses, which is how they are found here, else by name. */
function attendees(component: ICAL.Component): string {
  const addresses = component
    .getAllProperties('attendee')
    .map((property) => {
      const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
      return address.includes('@') ? address : property.getFirstParameter('cn');
    })
    .filter((who) => typeof who === 'string' && who !== '');
  return [...new Set(addresses)].join('; ');
}
