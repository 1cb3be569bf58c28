/** When a rule ends, as people say it: never, on a day (that day included), or after a number of times. */
import { dayIn, instantIn } from '../../kernel/zoned-days.ts';
import { partsOf, ruleFrom } from './recurrence.ts';

export type RuleEnd =
  | { readonly kind: 'never' }
  /** `YYYY-MM-DD` by the clocks of the rule. */
  | { readonly kind: 'on'; readonly day: string }
  | { readonly kind: 'after'; readonly times: number };

/** A daily series of three years; more is a series without an end. */
export const TIMES_MAX = 1000;

export function endOfRule(rule: string, timeZone: string): RuleEnd {
  const { COUNT, UNTIL } = partsOf(rule);
  if (COUNT !== undefined && Number(COUNT) > 0) return { kind: 'after', times: Number(COUNT) };
  const [, year, month, date, time] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6}))?/.exec(UNTIL ?? '') ?? [];
  if (year === undefined) return { kind: 'never' };
  const day = `${year}-${month}-${date}`;
  if (time === undefined) return { kind: 'on', day };
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
  return { kind: 'on', day: dayIn(Date.parse(`${day}T${clock}Z`), timeZone) };
}

export function withoutEnd(rule: string): string {
  const { COUNT: _count, UNTIL: _until, ...parts } = partsOf(rule);
  return ruleFrom(parts);
}

/** The last moment of that day where the rule is kept, in UTC as RFC 5545 wants it: it may have 23 hours, or 25. */
export function withEnd(rule: string, end: RuleEnd, timeZone: string): string {
  const parts = partsOf(withoutEnd(rule));
  switch (end.kind) {
    case 'never':
      return ruleFrom(parts);
    case 'after':
      return ruleFrom({
        ...parts,
        COUNT: String(Math.min(TIMES_MAX, Math.max(1, Math.round(end.times)))),
      });
    case 'on': {
      const last = instantIn(end.day, '23:59:59', timeZone);
      return ruleFrom({ ...parts, UNTIL: `${last.slice(0, 19).replaceAll(/[-:]/g, '')}Z` });
    }
  }
}
