/** CSV as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it. */
import type { ExportCell } from './export-cells.ts';
import type { ExportFile } from './export-file.ts';

const END_OF_LINE = '\r\n';
/** Spreadsheets take a file with this mark for UTF-8; without it they guess. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A spreadsheet would run a text that begins like a formula; a quotation mark before it makes it a text
 * again (OWASP, “CSV injection”). The import takes the mark away, also from a text that began with one.
 * Figures, such as telephone numbers, compute nothing and stay as they are.
 */
function harmless(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,\s()]+%?$/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvCell(cell: ExportCell): string {
  switch (cell.is) {
    case 'empty':
      return '';
    case 'text':
      return quoted(harmless(cell.text));
    case 'number':
      return cell.digits === undefined ? String(cell.value) : cell.value.toFixed(cell.digits);
    case 'day':
      return cell.day;
    case 'moment':
      return cell.moment;
    default:
      return cell satisfies never;
  }
}

export function createCsvFile(headers: readonly string[]): ExportFile {
  const encoder = new TextEncoder();
  const line = (cells: readonly string[]): string => cells.join(',') + END_OF_LINE;
  const chunks = [
    encoder.encode(BYTE_ORDER_MARK + line(headers.map((text) => csvCell({ is: 'text', text })))),
  ];
  return {
    add: (rows) => {
      chunks.push(encoder.encode(rows.map((row) => line(row.map(csvCell))).join('')));
    },
    finish: () => joined(chunks),
  };
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
