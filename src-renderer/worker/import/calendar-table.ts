/** Calendars (RFC 5545) as a table of meetings and tasks. */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { ruleInZone, zoneNamed, zoneOf } from './calendar-zones.ts';
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
  'Repeats from',
  'Time zone of the rule',
  'Left out',
  'Status',
  'Remind at',
  'Priority',
] as const;
type Header = (typeof HEADERS)[number];

/** Dates that a series may be without, and may have beside its rule; a list of either must have an end. */
const LEFT_OUT_MAX = 200;
const FURTHER_DATES_MAX = 200;

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
    const entries = calendars
      .map((calendar) => new ICAL.Component(calendar))
      .flatMap((calendar) => [
        ...calendar.getAllSubcomponents('vevent'),
        ...calendar.getAllSubcomponents('vtodo'),
      ]);
    const elsewhere = movedOccurrences(entries);
    const rows = entries
      .flatMap((component) => {
        const cells = cellsOf(component, elsewhere);
        return [cells, ...furtherDates(component, cells)];
      })
      .map((cells) => HEADERS.map((header) => cells[header]));
    return { headers: HEADERS, rows };
  } catch {
    return undefined; // ical.js throws for nothing but text that it cannot follow.
  }
}

type Entry = Readonly<Record<Header, string>>;

function cellsOf(
  component: ICAL.Component,
  elsewhere: ReadonlyMap<string, readonly string[]>,
): Entry {
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
    ...seriesOf(component, elsewhere.get(uid) ?? []),
    Status: text('x-rapport-status') || (STATES[text('status').toUpperCase()] ?? ''),
    'Remind at': reminder(component),
    Priority: priorityOf(text('priority')),
  };
}

/** One occurrence that was moved or edited is an entry of its own; its series leaves it out. */
function movedOccurrences(
  entries: readonly ICAL.Component[],
): ReadonlyMap<string, readonly string[]> {
  const moved = new Map<string, string[]>();
  for (const entry of entries) {
    const occurrence = instantText(momentOf(entry, 'recurrence-id'));
    const uid = String(entry.getFirstPropertyValue('uid') ?? '');
    if (occurrence !== '') moved.set(uid, [...(moved.get(uid) ?? []), occurrence]);
  }
  return moved;
}

function seriesOf(
  component: ICAL.Component,
  elsewhere: readonly string[],
): Pick<Entry, 'Repeats' | 'Repeats from' | 'Time zone of the rule' | 'Left out'> {
  const rule = component.getFirstPropertyValue('rrule')?.toString() ?? '';
  if (rule === '')
    return { Repeats: '', 'Repeats from': '', 'Time zone of the rule': '', 'Left out': '' };
  const name = component.getFirstProperty('dtstart') === null ? 'due' : 'dtstart';
  const zone = zoneOf(component.getFirstProperty(name));
  const leftOut = [...momentsOf(component, 'exdate').map(instantText), ...elsewhere];
  // Ours says what the rule was before some of it was done.
  const own = component.getFirstPropertyValue('x-rapport-rule')?.toString();
  const ownFrom = component.getFirstPropertyValue('x-rapport-from')?.toString();
  return {
    Repeats: own ?? ruleInZone(rule, zone),
    'Repeats from': ownFrom ?? instantText(momentOf(component, name)),
    'Time zone of the rule': zone,
    'Left out': [...new Set(leftOut)].toSorted().slice(-LEFT_OUT_MAX).join('; '),
  };
}

/** Dates that a series has beside its rule: entries of their own, which no rule has to describe. */
function furtherDates(component: ICAL.Component, cells: Entry): readonly Entry[] {
  const firstMs = Date.parse(cells.Start);
  const dates = momentsOf(component, 'rdate').filter((date) => Date.parse(date) !== firstMs);
  return dates.slice(0, FURTHER_DATES_MAX).map((date) => {
    const byMs = Date.parse(date) - firstMs;
    const there = (moment: string): string =>
      moment === '' ? '' : new Date(Date.parse(moment) + byMs).toISOString();
    return {
      ...cells,
      UID: `${cells.UID}#${date}`,
      Start: date,
      End: there(cells.End),
      Due: there(cells.Due),
      'Remind at': there(cells['Remind at']),
      Repeats: '',
      'Repeats from': '',
      'Time zone of the rule': '',
      'Left out': '',
    };
  });
}

/** Each of them may name several. */
function momentsOf(component: ICAL.Component, name: string): readonly string[] {
  return component.getAllProperties(name).flatMap((property) =>
    property.getValues().flatMap((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      return time instanceof ICAL.Time ? [momentText(time, property)] : [];
    }),
  );
}

/** A day stands for its beginning, as the start of a whole day does. */
function instantText(moment: string): string {
  return moment.length === 10 ? `${moment}T00:00:00.000Z` : moment;
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
  return property !== null && time instanceof ICAL.Time ? momentText(time, property) : '';
}

function momentText(time: ICAL.Time, property: ICAL.Property): string {
  if (time.isDate) return time.toString();
  return new Date(instantOf(time, property.getFirstParameter('tzid'))).toISOString();
}

/** A zone that the file does not describe is one of the names that everybody knows; else it is that of this desktop. */
function instantOf(time: ICAL.Time, tzid: string | undefined): number {
  const isFloating = time.zone === ICAL.Timezone.localTimezone;
  const zone = tzid === undefined ? undefined : zoneNamed(tzid);
  if (!isFloating || zone === undefined) return time.toJSDate().getTime();
  const { year, month, day, hour, minute, second } = time;
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(
    zone,
  ).epochMilliseconds;
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
