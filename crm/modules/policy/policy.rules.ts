/** What a policy may say: hours that are hours, a zone that is one. */
import type { WriteRule } from '../../kernel/command.ts';
import { fail } from '../../kernel/result.ts';
import { isTimeZone } from '../../kernel/zoned-days.ts';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** Midnight at the end of a day, so that a desk may be staffed around the clock. */
const DAY_END = '24:00';

export interface HoursCells {
  readonly [column: string]: unknown;
  readonly opens?: unknown;
  readonly closes?: unknown;
  readonly lunchFrom?: unknown;
  readonly lunchTo?: unknown;
}

/** Why these are no hours of a day, for the person; undefined when they are, or when the day is off. */
export function hoursProblem(cells: HoursCells): string | undefined {
  const { opens, closes, lunchFrom, lunchTo } = cells;
  const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';
  if (![opens, closes, lunchFrom, lunchTo].some(isFilled)) return undefined;
  if (!isTime(opens) || !(isTime(closes) || closes === DAY_END)) {
    return 'A working day has a time at which it begins and one at which it ends, such as 09:00 and 18:00.';
  }
  if (opens >= closes) return 'A working day ends after it has begun.';
  if (!isFilled(lunchFrom) && !isFilled(lunchTo)) return undefined;
  if (!isTime(lunchFrom) || !isTime(lunchTo)) {
    return 'A lunch break has a time at which it begins and one at which it ends, or neither.';
  }
  return opens <= lunchFrom && lunchFrom < lunchTo && lunchTo <= closes
    ? undefined
    : 'A lunch break lies within the working day.';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value);
}

export const policyOnWrite: WriteRule = (before, patch) => {
  const record = before === undefined ? {} : { record: `servicePolicy/${before.id}` };
  const zone = patch['timeZone'];
  if (typeof zone === 'string' && !isTimeZone(zone)) {
    return fail({
      code: 'unknown-time-zone',
      message: `“${zone}” is no time zone.`,
      remedy: 'Choose one from the list, such as Europe/Berlin.',
      fields: ['timeZone'],
      ...record,
    });
  }
  for (const day of (patch['hours'] ?? []) as readonly HoursCells[]) {
    const message = hoursProblem(day);
    if (message !== undefined) {
      return fail({
        code: 'bad-hours',
        message,
        remedy: 'Correct the hours, or leave the day empty if nobody works.',
        fields: ['hours'],
        ...record,
      });
    }
  }
  return { ok: true, patch };
};
