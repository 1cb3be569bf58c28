/** CSV by papaparse's parser, in slices, so that a large file does not hold up the worker. */
import Papa from 'papaparse';

/** About 10 ms of parsing. */
const SLICE_CHARS = 1024 * 1024;
/** A quotation mark that never closes swallows the rest of the file; no honest cell is that long. */
export const CELL_MAX_CHARS = 4 * 1024 * 1024;

export type Cells = readonly string[];

interface ParserResult {
  readonly data: readonly Cells[];
  readonly meta: { readonly cursor: number };
}

/** One kind of line end, so that a file put together from several still reads. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function parseSlice(text: string, delimiter: string, more: boolean, maxRows = 0): ParserResult {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: maxRows });
  return parser.parse(text, 0, more) as ParserResult;
}

/** The first rows, for guesses. The text has plain line ends. */
export function firstRows(text: string, delimiter: string, maxRows: number): readonly Cells[] {
  return parseSlice(text.slice(0, SLICE_CHARS), delimiter, text.length > SLICE_CHARS, maxRows).data;
}

/** All rows, empty lines among them. A number instead: the row whose quotation mark never closes. */
export async function allRows(
  text: string,
  delimiter: string,
  pause: () => Promise<void>,
): Promise<readonly Cells[] | number> {
  const rows: Cells[] = [];
  let from = 0;
  let until = SLICE_CHARS;
  while (from < text.length) {
    const more = until < text.length;
    const { data, meta } = parseSlice(text.slice(from, until), delimiter, more);
    for (const row of data) rows.push(row);
    if (!more) break;
    // Nothing but the beginning of one row in this slice: it is read again together with the next.
    if (until - (from + meta.cursor) > CELL_MAX_CHARS) return rows.length + 1;
    from += meta.cursor;
    until += SLICE_CHARS;
    await pause();
  }
  return rows;
}
