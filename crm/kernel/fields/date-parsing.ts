/** Dates as files carry them. The order of day and month is decided over a whole column, never per cell. */

export type DateOrder = 'DMY' | 'MDY' | 'YMD';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Two-digit years up to 69 mean 20xx, as POSIX strptime reads them. */
const CENTURY_PIVOT = 69;
/** Day 0 of spreadsheet serial dates (1900 system). */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

function fullYear(year: string): number {
  if (year.length > 2) return Number(year);
  return Number(year) + (Number(year) >= CENTURY_PIVOT ? 1900 : 2000);
}

function isoDate(year: number, month: number, day: number): string | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  const real =
    time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return real && year >= 1000 && year <= 9999 ? time.toISOString().slice(0, 10) : null;
}

/** `2017-03-01`, `01-03-17`, `3/1/2017`, `01 Jan 2024`, `Jan 1, 2024`, any of them with a time after it, serial `42795`; `null` when it is none. */
export function parseDate(input: string, order: DateOrder): string | null {
  const text = input.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,].*)?$/.exec(text);
  if (numeric) {
    const [, a = '', b = '', c = ''] = numeric;
    if (order === 'YMD') return isoDate(fullYear(a), Number(b), Number(c));
    return order === 'DMY'
      ? isoDate(fullYear(c), Number(b), Number(a))
      : isoDate(fullYear(c), Number(a), Number(b));
  }
  const dayFirst = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ ,-]+(\d{4}|\d{2})(?:,? .*)?$/.exec(text);
  if (dayFirst) return named(dayFirst[1], dayFirst[2], dayFirst[3]);
  const monthFirst = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,? .*)?$/.exec(text);
  if (monthFirst) return named(monthFirst[2], monthFirst[1], monthFirst[3]);
  const serial = /^\d{5}(\.\d+)?$/.exec(text);
  if (serial)
    return new Date(SERIAL_EPOCH_MS + Math.floor(Number(text)) * 86_400_000)
      .toISOString()
      .slice(0, 10);
  return null;
}

function named(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
): string | null {
  const index = MONTHS.indexOf((month ?? '').toLowerCase());
  return index < 0 ? null : isoDate(fullYear(year ?? ''), index + 1, Number(day));
}
