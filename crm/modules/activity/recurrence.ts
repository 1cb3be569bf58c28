/**
 * When a repeating activity happens. The rule is RFC 5545 §3.3.10 text; it is read in the time zone in which it was
 * made, so that nine o'clock stays nine o'clock whatever the clocks do. An occurrence is named by the instant at which
 * the rule puts it, ISO 8601 in UTC, also after it was moved.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { toText } from 'rrule-temporal/totext';
import { addDays } from '../../kernel/calendar-days.ts';
import { dayIn, instantIn, timeIn } from '../../kernel/zoned-days.ts';

/** Longest rule that is read; a real one has fewer than a hundred characters. */
const RULE_MAX_CHARS = 500;

/** Occurrences that one question may bring: a daily series over some years. Stops a rule from filling the memory. */
const OCCURRENCES_MAX = 2000;

/** Steps of the rule's engine between two occurrences: a leap day is eight years of days away at most. */
const STEPS_MAX = 20_000;

/** Several a day are no appointments; they would fill every list. */
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

export interface Recurrence {
  /** `FREQ=WEEKLY;BYDAY=MO`, without `RRULE:`. */
  readonly rule: string;
  /** ISO instant of the first one. */
  readonly from: string;
  /** IANA name */
  readonly timeZone: string;
}

export type RuleParts = Readonly<Record<string, string>>;

export function partsOf(rule: string): RuleParts {
  const text = rule.trim().replace(/^RRULE:/i, '');
  return Object.fromEntries(
    text
      .split(';')
      .filter((part) => part !== '')
      .map((part) => {
        const [name = '', value = ''] = part.split('=', 2);
        return [name.trim().toUpperCase(), value.trim().toUpperCase()];
      }),
  );
}

export function ruleFrom(parts: RuleParts): string {
  return Object.entries(parts)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

/** In a form that compares, or null for what is no rule that a calendar can keep. */
export function checkedRule(rule: string): string | null {
  if (rule.length > RULE_MAX_CHARS) return null;
  const parts = partsOf(rule);
  if (!(FREQUENCIES as readonly string[]).includes(parts['FREQ'] ?? '')) return null;
  const text = ruleFrom(parts);
  return engineOf({ rule: text, from: '2026-01-01T09:00:00.000Z', timeZone: 'UTC' }) === null
    ? null
    : text;
}

/** Rules are asked again and again as one pages through a calendar; reading one costs more than asking it. */
const engines = new Map<string, RRuleTemporal | null>();
const ENGINES_MAX = 500;

function engineOf({ rule, from, timeZone }: Recurrence): RRuleTemporal | null {
  const key = `${timeZone}|${from}|${rule}`;
  const known = engines.get(key);
  if (known !== undefined) return known;
  let engine: RRuleTemporal | null;
  try {
    const ms = Date.parse(from);
    const wall = `${dayIn(ms, timeZone)}T${timeIn(ms, timeZone)}`.replace(/[-:]/g, '');
    engine = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${timeZone}:${wall}\nRRULE:${rule}`,
      includeDtstart: true,
      strict: true,
      cache: false,
      maxIterations: STEPS_MAX,
    });
  } catch {
    engine = null;
  }
  if (engines.size >= ENGINES_MAX) engines.clear();
  engines.set(key, engine);
  return engine;
}

/** False for a rule or a time zone of another program that nothing can be made of. */
export function isReadable(recurrence: Recurrence): boolean {
  return engineOf(recurrence) !== null;
}

/** A rule that never comes true again makes its engine give up with an error: it has no more occurrences. */
function answer<Value>(ask: () => Value, none: Value): Value {
  try {
    return ask();
  } catch {
    return none;
  }
}

const iso = (moment: { readonly epochMilliseconds: number }): string =>
  new Date(moment.epochMilliseconds).toISOString();

/** “every week on Monday at 9 AM”; the rule itself where there are no words for it. */
export function inWords(recurrence: Recurrence): string {
  const engine = engineOf(recurrence);
  return engine === null
    ? recurrence.rule
    : answer(() => toText(engine, 'en', { excludeTzAbbreviation: true }), recurrence.rule);
}

/** Of a rule alone, wherever it begins: `Every weekday`. What is no rule stays as it is. */
export function ruleInWords(rule: string): string {
  const words = inWords({ rule, from: '2000-01-03T00:00:00.000Z', timeZone: 'UTC' });
  if (words === rule) return rule;
  // Its time and, unless the rule names one, its weekday are those of the first occurrence, which is not known here.
  const timeless = words.replace(/ at \d{1,2}(:\d\d)? [AP]M/, '');
  const own =
    partsOf(rule)['BYDAY'] === undefined ? timeless.replace(/ on \w+day\b/, '') : timeless;
  return own.slice(0, 1).toUpperCase() + own.slice(1);
}

/** From `fromMs` on, before `toMs`; exceptions are not left out. */
export function occurrencesIn(
  recurrence: Recurrence,
  fromMs: number,
  toMs: number,
): readonly string[] {
  const engine = engineOf(recurrence);
  if (engine === null || toMs <= fromMs) return [];
  const found = answer(() => engine.between(new Date(fromMs), new Date(toMs - 1), true), []);
  return found.slice(0, OCCURRENCES_MAX).map(iso);
}

export function occurrenceAfter(recurrence: Recurrence, afterMs: number): string | null {
  const engine = engineOf(recurrence);
  const next = engine === null ? null : answer(() => engine.next(new Date(afterMs)), null);
  return next === null ? null : iso(next);
}

/** The last one at that instant or before it. */
export function occurrenceUpTo(recurrence: Recurrence, upToMs: number): string | null {
  const engine = engineOf(recurrence);
  const last = engine === null ? null : answer(() => engine.previous(new Date(upToMs), true), null);
  return last === null ? null : iso(last);
}

/** The rule as it is to end just before an occurrence. */
export function ruleUntil(rule: string, occurrence: string): string {
  const { COUNT: _count, UNTIL: _until, ...parts } = partsOf(rule);
  const last = new Date(Date.parse(occurrence) - 1000).toISOString();
  return ruleFrom({ ...parts, UNTIL: `${last.slice(0, 19).replace(/[-:]/g, '')}Z` });
}

/** The rule as it goes on from an occurrence: of a number of times, those that are left. */
export function ruleFromThere(recurrence: Recurrence, occurrence: string): string {
  const parts = partsOf(recurrence.rule);
  const count = Number(parts['COUNT']);
  if (!(count > 0)) return ruleFrom(parts);
  const before = occurrencesIn(recurrence, Date.parse(recurrence.from), Date.parse(occurrence));
  return ruleFrom({ ...parts, COUNT: String(Math.max(1, count - before.length)) });
}

export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

export function weekdayOf(day: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'SU';
}

/** Which weekday of its month, counted from the first: the second Tuesday is 2. */
export function weekOfMonth(day: string): number {
  return Math.ceil(Number(day.slice(8)) / 7);
}

const MONTH_LAST_DAYS = ['28', '29', '30', '31'];

export function isLastOfMonth(day: string): boolean {
  return MONTH_LAST_DAYS.includes(day.slice(8)) && addDays(day, 1).slice(8) === '01';
}

/** How a whole series moves when one of its occurrences is put somewhere else. */
export interface SeriesShift {
  readonly rule: string;
  /** Where an occurrence of the old rule goes. */
  readonly moved: (occurrence: string) => string;
}

export function shiftSeries(recurrence: Recurrence, occurrence: string, to: string): SeriesShift {
  const { rule, timeZone } = recurrence;
  const day = dayIn(Date.parse(occurrence), timeZone);
  const newDay = dayIn(Date.parse(to), timeZone);
  const newTime = timeIn(Date.parse(to), timeZone);
  const days = (Date.parse(newDay) - Date.parse(day)) / 86_400_000;
  const weekdays = partsOf(rule)['BYDAY']?.split(',') ?? [];
  // Of a rule for several weekdays, only the one that was taken hold of moves.
  const only = weekdays.length > 1 ? weekdayOf(day) : null;
  return {
    rule: days === 0 ? rule : ruleOnDay(rule, day, newDay),
    moved: (other) => {
      const otherDay = dayIn(Date.parse(other), timeZone);
      const stays = only !== null && weekdayOf(otherDay) !== only;
      return instantIn(stays ? otherDay : addDays(otherDay, days), newTime, timeZone);
    },
  };
}

/** The parts of a rule that name a day, for another day. */
function ruleOnDay(rule: string, day: string, newDay: string): string {
  const parts = partsOf(rule);
  const next: Record<string, string> = { ...parts };
  const weekdays = parts['BYDAY']?.split(',') ?? [];
  if (weekdays.length > 1) {
    const kept = weekdays.filter((weekday) => weekday !== weekdayOf(day));
    const all = new Set([...kept, weekdayOf(newDay)]);
    next['BYDAY'] = WEEKDAYS.filter((weekday) => all.has(weekday)).join(',');
  } else if (weekdays.length === 1) {
    const nth = /^(-?\d+)/.exec(weekdays[0] ?? '')?.[1];
    const position = nth === undefined ? '' : String(weekOfMonth(newDay));
    next['BYDAY'] = `${position}${weekdayOf(newDay)}`;
  }
  if (parts['BYMONTHDAY'] !== undefined) {
    const last = parts['BYMONTHDAY'] === '-1' && isLastOfMonth(newDay);
    next['BYMONTHDAY'] = last ? '-1' : String(Number(newDay.slice(8)));
  }
  if (parts['BYMONTH'] !== undefined) next['BYMONTH'] = String(Number(newDay.slice(5, 7)));
  return ruleFrom(next);
}
