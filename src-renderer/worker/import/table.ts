/** A file as headers and rows, or why it is none. */
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { allRows, withPlainLineEnds, type Cells } from './csv-parsing.ts';
import { decodeFile, emptyFile } from './decode.ts';
import { guessDelimiter, usualWidth } from './delimiter.ts';
import { notText } from './file-signature.ts';
import { isCalendar, readCalendar } from './calendar-table.ts';
import { isVcard, readVcards } from './vcard-table.ts';
import { isZip, readWorkbook } from './workbook.ts';

export interface TableRow {
  /** As a spreadsheet numbers it: the headers of a plain file are row 1. */
  readonly number: number;
  readonly cells: Cells;
}

export interface Table {
  /** '' for a workbook, as is the delimiter. */
  readonly encoding: string;
  readonly delimiter: string;
  /** The sheets of a workbook; none for a file of text. */
  readonly sheets: readonly string[];
  readonly sheet: string | undefined;
  readonly headers: readonly string[];
  /** Rows with at least one filled cell. */
  readonly rows: readonly TableRow[];
}

/** Of a table most rows are as wide as the headers; of prose, code or mark-up hardly any two are. */
const EVEN_ROWS_SHARE_MIN = 0.7;
const HEADER_SEARCH_ROWS = 50;
/** A wider file is a matrix of figures, not a list of records, and would stall the mapping screen. */
const COLUMNS_MAX = 1000;
/** What a whole workspace is built for, several times over; more rows would not fit into the worker's memory. */
const ROWS_MAX = 500_000;

export interface TableOptions {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** Of a workbook; its first when absent. */
  readonly sheet?: string | undefined;
  /** Matters for a workbook, whose numbers are no text yet. */
  readonly decimal?: '.' | ',' | undefined;
}

export async function readTable(
  fileName: string,
  bytes: Uint8Array,
  options: TableOptions,
  pause: () => Promise<void>,
): Promise<Result<Table>> {
  if (isZip(bytes)) {
    const workbook = await readWorkbook(fileName, bytes, options);
    if (!workbook.ok) return workbook;
    const { rows, headerIndex, sheet, sheets } = workbook.value;
    const source = { encoding: '', delimiter: '', sheets, sheet };
    return tableOf(fileName, rows, headerIndex, source);
  }
  const decoded = decodeFile(fileName, bytes, options.encoding);
  if (!decoded.ok) return decoded;
  const text = withPlainLineEnds(decoded.value.text);
  if (isVcard(text) || isCalendar(text)) {
    return cardsOf(fileName, text, decoded.value.encoding);
  }
  if (/^\s*(<(!doctype|html|\?xml)|\{\s*"|\[\s*[[{])/i.test(text.slice(0, 200))) {
    return fail(
      notText(
        fileName,
        'a web page or data for programs',
        'Export the list as CSV and import that file.',
      ),
    );
  }
  const guess = guessDelimiter(text);
  const delimiter =
    options.delimiter === undefined || options.delimiter === ''
      ? guess.delimiter
      : options.delimiter;
  const parsed = await allRows(text, delimiter, pause);
  if (typeof parsed === 'number') {
    return fail({
      code: 'import-open-quote',
      message: `A quotation mark in row ${parsed} of “${fileName}” never closes.`,
      remedy: 'Close or remove it in the file, then import it again.',
    });
  }
  const { width, share } = evenness(parsed);
  if (share < EVEN_ROWS_SHARE_MIN || (width === 1 && looksLikeProse(parsed))) {
    return fail(
      notText(
        fileName,
        'text without even columns',
        options.delimiter === undefined
          ? 'Choose a file with the same number of values in every line.'
          : 'Choose another delimiter, or a file with the same number of values in every line.',
      ),
    );
  }
  return tableOf(fileName, parsed.map(withoutGuards), headerIndexOfText(parsed, width), {
    encoding: decoded.value.encoding,
    delimiter,
    sheets: [],
    sheet: undefined,
  });
}

/** Cards and calendars have no delimiter; each entry is a row. */
function cardsOf(fileName: string, text: string, encoding: string): Result<Table> {
  const read = isVcard(text) ? readVcards(text) : readCalendar(text);
  if (read === undefined) {
    return fail({
      code: 'import-broken-cards',
      message: `“${fileName}” is a ${isVcard(text) ? 'vCard' : 'calendar'} file that cannot be read.`,
      remedy: 'Export it again, as vCard 3 or 4, or as iCalendar; or export a CSV file.',
    });
  }
  return tableOf(fileName, [read.headers, ...read.rows], 0, {
    encoding,
    delimiter: '',
    sheets: [],
    sheet: undefined,
  });
}

/** Exports put a quotation mark before a text that a spreadsheet would run; it is no part of the text. */
function withoutGuards(cells: Cells): Cells {
  return cells.some(isGuarded)
    ? cells.map((cell) => (isGuarded(cell) ? cell.slice(1) : cell))
    : cells;
}

function isGuarded(cell: string): boolean {
  return cell.startsWith("'") && /^'+[=+\-@\t\r]/.test(cell);
}

/** Of a short file the notes above its headers are a large part: they do not count where what follows is even. */
function evenness(rows: readonly Cells[]): ReturnType<typeof usualWidth> {
  const whole = usualWidth(rows);
  if (whole.share >= EVEN_ROWS_SHARE_MIN) return whole;
  const head = rows.slice(0, HEADER_SEARCH_ROWS);
  const widest = Math.max(0, ...head.map((row) => row.length));
  const begin = head.findIndex((row) => row.length === widest && row.every((cell) => cell !== ''));
  const table = usualWidth(rows.slice(Math.max(0, begin)));
  return begin > 0 && table.width === widest && widest > 2 ? table : whole;
}

/** A list of names is a table of one column; sentences are not. */
function looksLikeProse(rows: readonly Cells[]): boolean {
  const lines = rows.map(([cell = '']) => cell.trim()).filter((line) => line !== '');
  const sentences = lines.filter((line) => line.split(/\s+/).length > 8 || /[.!?;{}]$/.test(line));
  return sentences.length > lines.length * 0.3;
}

/** Some exports put notes above the headers, or Excel's `sep=;`: the headers are the first row of full width. */
function headerIndexOfText(parsed: readonly Cells[], width: number): number {
  return parsed
    .slice(0, HEADER_SEARCH_ROWS)
    .findIndex(
      (row, index) =>
        row.length >= width && isFilled(row) && !(index === 0 && row[0]?.toLowerCase() === 'sep='),
    );
}

function tableOf(
  fileName: string,
  parsed: readonly Cells[],
  headerIndex: number,
  source: Pick<Table, 'encoding' | 'delimiter' | 'sheets' | 'sheet'>,
): Result<Table> {
  const headers = parsed[headerIndex]?.map((header) => header.trim()) ?? [];
  if (headers.length > COLUMNS_MAX) {
    return fail({
      code: 'import-too-wide',
      message: `“${fileName}” has ${headers.length} columns; up to ${COLUMNS_MAX} can be imported.`,
      remedy: 'Remove columns that you do not need, then import it again.',
    });
  }
  const rows: TableRow[] = [];
  for (let index = headerIndex + 1; headerIndex >= 0 && index < parsed.length; index++) {
    const cells = parsed[index] ?? [];
    if (isFilled(cells)) rows.push({ number: index + 1, cells });
  }
  if (rows.length > ROWS_MAX) {
    return fail({
      code: 'import-too-long',
      message: `“${fileName}” has ${rows.length} rows; up to ${ROWS_MAX} can be imported at once.`,
      remedy: 'Split it into several files and import them one after the other.',
    });
  }
  return rows.length === 0 ? emptyTable(fileName, source) : ok({ ...source, headers, rows });
}

function emptyTable(fileName: string, { sheet }: Pick<Table, 'sheet'>): Result<Table> {
  if (sheet === undefined) return fail(emptyFile(fileName));
  return fail({
    code: 'import-empty',
    message: `The sheet “${sheet}” of “${fileName}” has no rows.`,
    remedy: 'Choose a workbook with the rows on its first sheet, or export that sheet as CSV.',
  });
}

function isFilled(cells: Cells): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
