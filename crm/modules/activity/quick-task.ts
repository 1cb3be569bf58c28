/** A task in one line, as people write it down: “tomorrow 9:00 call Ada”, “Friday send the offer”. */
import { addDays } from '../../kernel/calendar-days.ts';
import { dayIn, instantIn } from '../../kernel/zoned-days.ts';

export interface QuickTask {
  readonly subject: string;
  /** ISO instant; null where no day and no hour is named. */
  readonly dueAt: string | null;
  /** A recurrence rule, of “every monday” and “every day”. */
  readonly recurrence?: string;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** A day without an hour begins with the working day. */
const MORNING = '09:00';
/** “at” and “on” before what they belong to; they name nothing by themselves. */
const SMALL_WORDS = /^(?:at|on|by|next)$/i;

interface Found {
  readonly day: string | null;
  readonly time: string | null;
  /** Rule of what comes again; `'day'` while the word after “every” is still to be read. */
  readonly every: string | null;
}

/**
 * Words of time are taken from the beginning or from the end of the line, never from its middle: “call about Monday’s
 * figures” names no day. An hour that has passed today is tomorrow’s.
 */
export function quickTask(line: string, nowMs: number, timeZone: string): QuickTask {
  const words = line
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const today = dayIn(nowMs, timeZone);
  let found: Found = { day: null, time: null, every: null };
  let first = 0;
  let end = words.length;
  const take = (at: () => number, towards: 1 | -1): void => {
    for (;;) {
      const word = words[at()];
      if (word === undefined || end - first <= 1) return;
      const next = read(word, words[at() + towards], found, today);
      if (next === null) return;
      found = next;
      if (towards === 1) first++;
      else end--;
    }
  };
  take(() => first, 1);
  take(() => end - 1, -1);
  const subject = words.slice(first, end).join(' ');
  if (found.day === null && found.time === null && found.every === null)
    return { subject, dueAt: null };
  const time = found.time ?? MORNING;
  const at = instantIn(found.day ?? today, time, timeZone);
  const passed = found.day === null && Date.parse(at) <= nowMs;
  const dueAt = passed ? instantIn(addDays(today, 1), time, timeZone) : at;
  return found.every === null ? { subject, dueAt } : { subject, dueAt, recurrence: found.every };
}

const DAILY = 'FREQ=DAILY';

/** “every” before a day of the week, or before “day”; null where it belongs to the task. */
function everyBefore(beside: string | undefined, found: Found): Found | null {
  if (found.every !== null) return null;
  if (beside === 'day') return { ...found, every: 'day' };
  const weekday = weekdayIn(beside ?? '');
  return weekday === -1
    ? null
    : {
        ...found,
        every: `FREQ=WEEKLY;BYDAY=${WEEKDAYS[weekday]?.slice(0, 2).toUpperCase() ?? ''}`,
      };
}

function weekdayIn(text: string): number {
  return WEEKDAYS.findIndex(
    (name) => text === name || (text.length === 3 && name.startsWith(text)),
  );
}

/** What is known once a word is read; null for a word of the task itself. */
function read(word: string, beside: string | undefined, found: Found, today: string): Found | null {
  const text = word.toLowerCase().replace(/[,;:.]$/, '');
  // Read from the front alone, where it stands before its day.
  if (text === 'every') return everyBefore(beside?.toLowerCase().replace(/[,;:.]$/, ''), found);
  if (text === 'day' && found.every === 'day') return { ...found, every: DAILY };
  const day = found.day === null ? dayOf(text, today) : null;
  if (day !== null) return { ...found, day };
  const time = found.time === null ? timeOf(text) : null;
  if (time !== null) return { ...found, time };
  if (!SMALL_WORDS.test(text) || beside === undefined) return null;
  const isTime =
    dayOf(beside.toLowerCase(), today) !== null || timeOf(beside.toLowerCase()) !== null;
  const taken = found.day !== null || found.time !== null;
  return isTime || taken ? found : null;
}

function dayOf(text: string, today: string): string | null {
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  if (/^\d{4}-\d\d-\d\d$/.test(text))
    return Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? null : text;
  const weekday = weekdayIn(text);
  if (weekday === -1) return null;
  const now = new Date(`${today}T00:00:00Z`).getUTCDay();
  // On a Monday, “Monday” is the next one: what is for today is called so.
  return addDays(today, (weekday - now + 7) % 7 || 7);
}

function timeOf(text: string): string | null {
  const parts = /^(\d{1,2})(?::(\d\d))?(am|pm|h)?$/.exec(text);
  if (parts === null || (parts[2] === undefined && parts[3] === undefined)) return null;
  const hour = Number(parts[1]);
  const half = parts[3];
  const isHalf = half === 'am' || half === 'pm';
  if (hour > (isHalf ? 12 : 23) || Number(parts[2] ?? 0) > 59) return null;
  const whole = isHalf ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour;
  return `${String(whole).padStart(2, '0')}:${parts[2] ?? '00'}`;
}
