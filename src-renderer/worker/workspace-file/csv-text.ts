/** Tables as CSV (RFC 4180, UTF-8 with its mark), written so that reading gives the same cells. */
import { allRows, withPlainLineEnds, type Cells } from '../import/csv-parsing.ts';

const END_OF_LINE = '\r\n';
export const BYTE_ORDER_MARK = '\uFEFF';

export function csvLines(rows: readonly Cells[]): string {
  return rows.map((cells) => cells.map(csvCell).join(',') + END_OF_LINE).join('');
}

/** A spreadsheet would run a text that begins like a formula; a quotation mark before it makes it a text again. */
function csvCell(text: string): string {
  const isFormula = /^'*[=+\-@\t]/.test(text) && !/^[+-]?[\d.,\s()]+%?$/.test(text);
  const guarded = isFormula ? `'${text}` : text;
  return /[",;\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t]/.test(cell) ? cell.slice(1) : cell;
}

/** undefined: a quotation mark in it never closes. */
export async function csvRows(
  text: string,
  pause: () => Promise<void>,
): Promise<readonly Cells[] | undefined> {
  const rows = await allRows(withPlainLineEnds(text), ',', pause);
  if (typeof rows === 'number') return undefined;
  return rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => cells.map(withoutGuard));
}
