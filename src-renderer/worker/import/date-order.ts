/** In which order a file writes day, month and year: decided over whole columns, and said in words. */
import { parseDate, type DateOrder } from '../../../crm/kernel/fields/date-parsing.ts';
import type { Table } from './table.ts';

export interface DateOrderGuess {
  readonly order: DateOrder;
  /** For people: what decided it. */
  readonly why: string;
}

const NUMERIC = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,].*)?$/;
/** Below this a column has a few values that look like dates (versions, say) but is none. */
const DATES_SHARE_MIN = 0.6;
const ORDERS: readonly DateOrder[] = ['DMY', 'MDY', 'YMD'];
const WORDS: Readonly<Record<DateOrder, string>> = {
  DMY: 'day first (31-12-99)',
  MDY: 'month first (12-31-99)',
  YMD: 'year first (99-12-31)',
};

/** Values of the columns that hold dates written in figures. */
function numericDates(table: Table): string[] {
  const dates: string[] = [];
  for (let column = 0; column < table.headers.length; column++) {
    let filled = 0;
    const found: string[] = [];
    for (const { cells } of table.rows) {
      const text = (cells[column] ?? '').trim();
      if (text === '') continue;
      filled++;
      if (NUMERIC.test(text)) found.push(text);
    }
    if (found.length > 0 && found.length >= filled * DATES_SHARE_MIN) {
      for (const text of found) dates.push(text);
    }
  }
  return dates;
}

export function guessDateOrder(table: Table): DateOrderGuess {
  const dates = numericDates(table);
  if (dates.length === 0) {
    return { order: 'DMY', why: 'There are no dates in figures in this file.' };
  }
  const doubtful = dates.filter((text) => !/^\d{4}/.test(text));
  if (doubtful.length === 0) {
    return { order: 'YMD', why: `All ${dates.length} dates begin with a year of four digits.` };
  }
  const years = new Map<DateOrder, Set<string>>(ORDERS.map((order) => [order, new Set()]));
  const readable = new Map<DateOrder, number>(ORDERS.map((order) => [order, 0]));
  const only = new Map<DateOrder, number>(ORDERS.map((order) => [order, 0]));
  for (const text of doubtful) {
    const read = ORDERS.map((order) => [order, parseDate(text, order)] as const).filter(
      ([, date]) => date !== null,
    );
    for (const [order, date] of read) {
      readable.set(order, (readable.get(order) ?? 0) + 1);
      years.get(order)?.add((date ?? '').slice(0, 4));
    }
    // Whether the year stands first is told by its spread below; here day against month.
    const dayOrMonth = read.filter(([order]) => order !== 'YMD');
    const [single] = dayOrMonth;
    if (dayOrMonth.length === 1 && single !== undefined)
      only.set(single[0], (only.get(single[0]) ?? 0) + 1);
  }
  const count = (order: DateOrder): number => readable.get(order) ?? 0;
  const spread = (order: DateOrder): number => years.get(order)?.size ?? 0;
  const order = count('MDY') > count('DMY') ? 'MDY' : 'DMY';
  const yearFirst =
    count('YMD') > count(order) ||
    (count('YMD') === count(order) && spread('YMD') * 2 <= spread(order));
  if (yearFirst) {
    const why = `${count('YMD')} of ${doubtful.length} dates can be read ${WORDS.YMD}, and their years then lie closest together.`;
    return { order: 'YMD', why };
  }
  return { order, why: explain(order, doubtful.length, only) };
}

function explain(order: DateOrder, total: number, only: ReadonlyMap<DateOrder, number>): string {
  const other = order === 'DMY' ? 'MDY' : 'DMY';
  const proof = only.get(order) ?? 0;
  const against = only.get(other) ?? 0;
  if (proof === 0)
    return `None of the ${total} dates tells day from month; read as ${WORDS[order]}.`;
  const said = `${proof} of ${total} dates can only be ${WORDS[order]}`;
  return against === 0
    ? `${said}, none only ${WORDS[other]}.`
    : `${said}, ${against} only ${WORDS[other]}.`;
}
