/**
 * Blocks of cells as spreadsheets put them into the clipboard: tabs between cells, line ends between rows, and
 * quotation marks around what holds either, doubled inside.
 */
import Papa from 'papaparse';

export type CellTexts = readonly (readonly string[])[];

/** A cell with a line end of its own is quoted by spreadsheets; the line end after the last row is no row. */
export function readTsv(text: string): CellTexts {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (lines === '') return [['']];
  const parser = new Papa.Parser({ delimiter: '\t', newline: '\n' });
  return (parser.parse(lines, 0, false) as { readonly data: CellTexts }).data;
}

export function tsvOf(rows: CellTexts): string {
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\n');
}

function quoted(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
