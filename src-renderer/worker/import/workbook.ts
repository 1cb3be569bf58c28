/** A sheet of an .xlsx workbook as rows of text, as if it had been a CSV file without doubts about it. */
import { readSheet } from 'read-excel-file/universal';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Cells } from './csv-parsing.ts';
import { guessDecimalMark } from './decimal-mark.ts';
import { openWorkbook, UNPACKED_MAX_BYTES } from './workbook-parts.ts';

export interface SheetRows {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly rows: readonly Cells[];
  readonly headerIndex: number;
}

interface SheetOptions {
  readonly sheet?: string | undefined;
  /** How numbers that stand in the sheet as text are written; guessed when absent. */
  readonly decimal?: '.' | ',' | undefined;
}

const SAVE_AGAIN =
  'Open it in your spreadsheet program, save it as .xlsx or as CSV, and import that.';
const HEADER_SEARCH_ROWS = 50;
/** What a spreadsheet keeps of a number, and no trace of binary fractions beyond it. */
const NUMBER_DIGITS = 15;

/** ZIP's mark; every .xlsx begins with it. An encrypted one is an old Office document on the outside. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

export async function readWorkbook(
  fileName: string,
  bytes: Uint8Array,
  options: SheetOptions,
): Promise<Result<SheetRows>> {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return fail(PROBLEMS[opened.why](fileName));
  const { sheets, plain } = opened;
  const { sheet } = options;
  if (sheet !== undefined && !sheets.includes(sheet)) {
    return fail({
      code: 'import-no-such-sheet',
      message: `“${fileName}” has no sheet “${sheet}”.`,
      remedy: 'Choose one of its sheets.',
    });
  }
  let empty: SheetRows | undefined;
  for (const name of sheet === undefined ? sheets : [sheet]) {
    const cells = await cellsOf(plain, name);
    if (cells === undefined) return fail(PROBLEMS.broken(fileName));
    const headerIndex = headerIndexOf(cells);
    const rows = asText(cells, headerIndex, options.decimal);
    const read = { sheet: name, sheets, rows, headerIndex };
    // A cover or a chart may come before the sheet that holds something.
    if (headerIndex >= 0 && rows.length > headerIndex + 1) return ok(read);
    empty ??= read;
  }
  return empty === undefined ? fail(PROBLEMS.broken(fileName)) : ok(empty);
}

/** undefined: the sheet is damaged. */
async function cellsOf(
  plain: ArrayBuffer,
  sheet: string,
): Promise<readonly (readonly unknown[])[] | undefined> {
  try {
    // A sheet that is a chart has no cells.
    return (await readSheet(plain, sheet, { trim: false })) ?? [];
  } catch {
    return undefined; // Whatever the library stumbles over lies in the sheet: the archive itself was sound.
  }
}

/** All rows of a sheet are equally wide; a title or a note above the headers fills few of its cells. -1: it is empty. */
function headerIndexOf(rows: readonly (readonly unknown[])[]): number {
  const filled = rows
    .slice(0, HEADER_SEARCH_ROWS)
    .map((row) => row.filter((cell) => cell !== null && cell !== '').length);
  return filled.findIndex((count) => count > 0 && count * 2 > Math.max(...filled));
}

/** Numbers are written with the decimal mark of the sheet's texts, so that one setting reads both. */
function asText(
  cells: readonly (readonly unknown[])[],
  headerIndex: number,
  decimal: '.' | ',' | undefined,
): Cells[] {
  const texts = cells.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')));
  const mark =
    decimal ??
    guessDecimalMark({
      headers: texts[headerIndex] ?? [],
      rows: texts.slice(headerIndex + 1).map((row, number) => ({ number, cells: row })),
      delimiter: '',
    });
  return cells.map((row, index) =>
    row.map((cell, column) =>
      typeof cell === 'string' ? (texts[index]?.[column] ?? '') : cellText(cell, mark),
    ),
  );
}

function cellText(cell: unknown, decimal: '.' | ','): string {
  if (typeof cell === 'number') {
    const text = String(Number(cell.toPrecision(NUMBER_DIGITS)));
    return decimal === ',' ? text.replace('.', ',') : text;
  }
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  return cell instanceof Date && !Number.isNaN(cell.getTime()) ? momentText(cell) : '';
}

/** A day stays a day. Times of day in a sheet have no zone and are read as UTC, as in any file. */
function momentText(moment: Date): string {
  // Serial dates are fractions of days: a full second may come a millisecond short.
  const shortOfSecond = moment.getTime() % 1000 === 999 || moment.getTime() % 1000 === -1;
  const text = new Date(moment.getTime() + (shortOfSecond ? 1 : 0)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

const PROBLEMS = {
  broken: (fileName: string): Problem => ({
    code: 'import-broken-workbook',
    message: `“${fileName}” is a spreadsheet or a ZIP archive that is damaged and cannot be opened.`,
    remedy: SAVE_AGAIN,
  }),
  'no-workbook': (fileName: string): Problem => ({
    code: 'import-not-csv',
    message: `“${fileName}” is a ZIP archive without an Excel workbook in it.`,
    remedy:
      'Unpack it and import the file that is inside, or save your spreadsheet as .xlsx or CSV.',
  }),
  'too-large': (fileName: string): Problem => ({
    code: 'import-too-large',
    message: `“${fileName}” unpacks to more than ${UNPACKED_MAX_BYTES / 1024 / 1024} MB.`,
    remedy: 'Save the sheet as CSV and import that, or split it into several files.',
  }),
} as const;
