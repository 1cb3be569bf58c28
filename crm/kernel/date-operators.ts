/**
 * Operators over dates and over instants. Both ask about days; the days of an instant are those of the person's time
 * zone, so the bounds of a question become instants once, and each row is one comparison of texts.
 */
import { addDays, daysOfPeriod, isPeriodName, type DayRange } from './calendar-days.ts';
import {
  absent,
  never,
  presenceOperators,
  type Operator,
  type OperatorContext,
  type Operators,
} from './operators.ts';
import { instantIn } from './zoned-days.ts';

/** Open at an end that is null. */
type OpenRange = readonly [first: string | null, last: string | null];
type DayTest = (value: unknown) => boolean;
type Within = (range: OpenRange, context: OperatorContext) => DayTest;

/** Beyond this a date would leave the years of four digits, and texts would no longer compare as dates. */
const DAYS_MAX = 1_000_000;

function isDay(operand: unknown): operand is string {
  return typeof operand === 'string' && /^\d{4}-\d{2}-\d{2}/.test(operand);
}

function operatorsOver(within: Within): Operators {
  const compared = (label: string, rangeOf: (day: string) => OpenRange): Operator => ({
    label,
    operand: 'date',
    prepare: (operand, context) =>
      isDay(operand) ? within(rangeOf(operand.slice(0, 10)), context) : never,
  });
  const counted = (
    label: string,
    rangeOf: (today: string, days: number) => OpenRange,
  ): Operator => ({
    label,
    operand: 'days',
    prepare: (operand, context) =>
      typeof operand === 'number' &&
      Number.isInteger(operand) &&
      operand >= 0 &&
      operand <= DAYS_MAX
        ? within(rangeOf(context.today, operand), context)
        : never,
  });
  const period = (operand: unknown, { today, firstDayOfWeek }: OperatorContext): DayRange | null =>
    isPeriodName(operand) ? daysOfPeriod(operand, today, firstDayOfWeek) : null;
  return {
    is: compared('is', (day) => [day, day]),
    inPeriod: {
      label: 'is in',
      operand: 'period',
      prepare: (operand, context) => {
        const range = period(operand, context);
        return range === null ? never : within(range, context);
      },
    },
    before: compared('before', (day) => [null, addDays(day, -1)]),
    after: compared('after', (day) => [addDays(day, 1), null]),
    onOrBefore: compared('on or before', (day) => [null, day]),
    onOrAfter: compared('on or after', (day) => [day, null]),
    inLastDays: counted('in the last … days', (today, days) => [addDays(today, -days), today]),
    inNextDays: counted('in the next … days', (today, days) => [today, addDays(today, days)]),
    olderThanDays: counted('more than … days ago', (today, days) => [
      null,
      addDays(today, -days - 1),
    ]),
    laterThanDays: counted('more than … days ahead', (today, days) => [
      addDays(today, days + 1),
      null,
    ]),
    overdue: {
      label: 'before today',
      operand: 'none',
      prepare: (_operand, context) => within([null, addDays(context.today, -1)], context),
    },
    ...presenceOperators,
  };
}

/** Over `YYYY-MM-DD`: the day that it names, everywhere. */
export const dateOperators: Operators = operatorsOver(([first, last]) => (value) => {
  if (absent(value)) return false;
  const day = String(value).slice(0, 10);
  return (first === null || day >= first) && (last === null || day <= last);
});

const daysOfInstants: Operators = operatorsOver(([first, last], { timeZone }) => {
  const from = first === null ? null : instantIn(first, '00:00', timeZone);
  const until = last === null ? null : instantIn(addDays(last, 1), '00:00', timeZone);
  return (value) => {
    if (absent(value)) return false;
    const at = String(value);
    return (from === null || at >= from) && (until === null || at < until);
  };
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What is asked with an instant is asked of that instant, wherever the person is: a day of the workspace, for example. */
function alsoOfInstants(name: string, holds: (at: string, operand: string) => boolean): Operators {
  const operator = daysOfInstants[name];
  if (operator === undefined) return {};
  return {
    [name]: {
      ...operator,
      prepare: (operand, context) =>
        typeof operand === 'string' && INSTANT.test(operand)
          ? (value) => !absent(value) && holds(String(value), operand)
          : operator.prepare(operand, context),
    },
  };
}

/** Over ISO instants in UTC with milliseconds: the day that the person's clock showed. */
export const dateTimeOperators: Operators = {
  ...daysOfInstants,
  ...alsoOfInstants('before', (at, operand) => at < operand),
  ...alsoOfInstants('onOrAfter', (at, operand) => at >= operand),
};
