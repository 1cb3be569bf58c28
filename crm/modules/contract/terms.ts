/** How long a contract runs: when it ends, what it is today, and which stretches its included services are counted in. Pure. */
import { addDays, type DayRange } from '../../kernel/calendar-days.ts';

/** What it follows from. Days are calendar days, `YYYY-MM-DD`; both ends are part of the contract. */
interface Terms {
  readonly status?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
  readonly autoRenew?: unknown;
  readonly includedPer?: unknown;
}

/** Nobody is bound by these yet, or any more, whatever the days say. */
const SAID = new Set(['Draft', 'In Review', 'Terminated']);
/** A term of a day that renews itself for a hundred years would have no end of its own. */
const RENEWALS_MAX = 1_200;

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 10) : undefined;

/** `2024-01-31` and one month is `2024-02-29`: the last day where there is none of that number. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const at = Date.UTC(year, month - 1 + months, Math.min(date, last));
  return new Date(at).toISOString().slice(0, 10);
}

/** How many whole months a term is, undefined where it is none: `2024-02-01` to `2024-04-30` is three. */
function monthsIn(start: string, end: string): number | undefined {
  const after = addDays(end, 1);
  const months =
    (Number(after.slice(0, 4)) - Number(start.slice(0, 4))) * 12 +
    Number(after.slice(5, 7)) -
    Number(start.slice(5, 7));
  return months > 0 && addMonths(start, months) === after ? months : undefined;
}

/** The term that follows one, just as long: in months where it is whole ones, else in days. */
export function nextTerm(start: string, end: string): DayRange {
  const first = addDays(end, 1);
  const months = monthsIn(start, end);
  if (months !== undefined) return [first, addDays(addMonths(start, months * 2), -1)];
  return [first, addDays(first, daysBetween(start, end))];
}

/** The last day of the term that runs today: a contract that renews itself has a next one whenever one is over. */
export function endsOn(terms: Terms, today: string): string | undefined {
  return termOn(terms, today)?.[1] ?? dayOf(terms.end);
}

/** The term that runs today, or the last that ran; undefined where one of its days is not known. */
function termOn(terms: Terms, today: string): DayRange | undefined {
  const start = dayOf(terms.start);
  const end = dayOf(terms.end);
  if (start === undefined || end === undefined) return undefined;
  const renewsItself = terms.autoRenew === true && start <= end && terms.status !== 'Terminated';
  if (end >= today || !renewsItself) return [start, end];
  const months = monthsIn(start, end);
  let first = start;
  let last = end;
  for (let times = 2; last < today && times < RENEWALS_MAX; times++) {
    first = addDays(last, 1);
    last =
      months === undefined
        ? addDays(first, daysBetween(start, end))
        : addDays(addMonths(start, months * times), -1);
  }
  return [first, last];
}

function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
}

/**
 * What people said of it, and for the rest what its days say: signed until it begins, active while it runs, expired when
 * it is over. Nobody has to write that down at midnight, and every desktop sees the same.
 */
export function contractStanding(terms: Terms, today: string): string {
  const { status } = terms;
  if (typeof status !== 'string') return 'Draft';
  if (SAID.has(status)) return status;
  const start = dayOf(terms.start);
  const ends = endsOn(terms, today);
  if (start !== undefined && start > today) return 'Signed';
  // A file says that it is over, and not when.
  if (ends === undefined) return status === 'Expired' ? 'Expired' : 'Active';
  return ends < today ? 'Expired' : 'Active';
}

/** Whether it binds on a day. What was terminated binds on none: nobody wrote down until when it did. */
export function bindsOn(terms: Terms, day: string): boolean {
  return contractStanding(terms, day) === 'Active';
}

const MONTHS: Readonly<Record<string, number>> = { Month: 1, Quarter: 3, Year: 12 };

/**
 * The stretch of days in which what is included is counted on a day: months, quarters or years from the first day of the
 * term on, or the whole term. A stretch never reaches beyond the term; a contract that has renewed itself counts anew.
 */
export function stretchOn(terms: Terms, day: string): DayRange | undefined {
  const begun = dayOf(terms.start);
  if (begun === undefined || day < begun) return undefined;
  const [start, ends] = termOn(terms, day) ?? [begun];
  const months = MONTHS[typeof terms.includedPer === 'string' ? terms.includedPer : ''];
  if (months === undefined) return [start, ends ?? day];
  let times = Math.max(
    0,
    Math.floor(
      ((Number(day.slice(0, 4)) - Number(start.slice(0, 4))) * 12 +
        Number(day.slice(5, 7)) -
        Number(start.slice(5, 7))) /
        months,
    ),
  );
  while (times > 0 && addMonths(start, times * months) > day) times -= 1;
  const first = addMonths(start, times * months);
  const last = addDays(addMonths(start, (times + 1) * months), -1);
  return [first, ends !== undefined && ends < last && ends >= first ? ends : last];
}
