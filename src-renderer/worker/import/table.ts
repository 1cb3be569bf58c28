/** A file as headers and rows, or why it is none. */
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { allRows, withPlainLineEnds, type Cells } from './csv-parsing.ts';
import { decodeFile, emptyFile } from './decode.ts';
import { guessDelimiter, usualWidth } from './delimiter.ts';
import { notText } from './file-signature.ts';

export interface TableRow {
  /** As a spreadsheet numbers it: the headers of a plain file are row 1. */
  readonly number: number;
  readonly cells: Cells;
}

export interface Table {
  readonly encoding: string;
  readonly delimiter: string;
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
}

export async function readTable(
  fileName: string,
  bytes: Uint8Array,
  options: TableOptions,
  pause: () => Promise<void>,
): Promise<Result<Table>> {
  const decoded = decodeFile(fileName, bytes, options.encoding);
  if (!decoded.ok) return decoded;
  const text = withPlainLineEnds(decoded.value.text);
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
  const { width, share } = usualWidth(parsed);
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
  return tableOf(fileName, parsed, width, decoded.value.encoding, delimiter);
}

/** A list of names is a table of one column; sentences are not. */
function looksLikeProse(rows: readonly Cells[]): boolean {
  const lines = rows.map(([cell = '']) => cell.trim()).filter((line) => line !== '');
  const sentences = lines.filter((line) => line.split(/\s+/).length > 8 || /[.!?;{}]$/.test(line));
  return sentences.length > lines.length * 0.3;
}

function tableOf(
  fileName: string,
  parsed: readonly Cells[],
  width: number,
  encoding: string,
  delimiter: string,
): Result<Table> {
  // Some exports put notes above the headers, or Excel's `sep=;`: the headers are the first row of full width.
  const headerIndex = parsed
    .slice(0, HEADER_SEARCH_ROWS)
    .findIndex(
      (row, index) =>
        row.length >= width && isFilled(row) && !(index === 0 && row[0]?.toLowerCase() === 'sep='),
    );
  const headers = parsed[headerIndex]?.map((header) => header.trim()) ?? [];
  if (headers.length > COLUMNS_MAX) {
    return fail({
      code: 'import-too-wide',
      message: `“${fileName}” has ${headers.length} columns; up to ${COLUMNS_MAX} can be imported.`,
      remedy: 'Remove columns that you do not need, then import it again.',
    });
  }
  const rows: TableRow[] = [];
  for (let index = headerIndex + 1; index < parsed.length; index++) {
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
  return rows.length === 0 ? fail(emptyFile(fileName)) : ok({ encoding, delimiter, headers, rows });
}

function isFilled(cells: Cells): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
