/** A block out of a spreadsheet or a CSV file, as lines of a table that is edited. Pure. */
import Papa from 'papaparse';
import type { Json, ParseContext } from '../../../crm/kernel/field-kind.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { ROWS_MAX, type Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { ScalarFieldDef } from '../../../crm/kernel/fields/scalar-kinds.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { readTsv, type CellTexts } from '../grid/tsv.ts';

export type Columns = readonly (readonly [key: string, column: ScalarFieldDef])[];

export interface PastedLine {
  readonly values: Readonly<Record<string, Json>>;
  /** By column: what the record is called that it is to link to. */
  readonly names: Readonly<Record<string, string>>;
}

export interface PastedBlock {
  readonly lines: readonly PastedLine[];
  /** What could not be read, in words; those cells stay empty. */
  readonly lost: readonly string[];
}

/** undefined: it is a text like any other, for the one cell. */
export function blockOf(text: string): CellTexts | undefined {
  const trimmed = text.replace(/[\r\n]+$/, '');
  if (trimmed.includes('\t')) return readTsv(trimmed);
  if (!/[\r\n]/.test(trimmed)) return undefined;
  const { data } = Papa.parse<string[]>(trimmed, {
    delimitersToGuess: [',', ';', '|'],
    skipEmptyLines: true,
  });
  return data;
}

/** `from`: the column that the first cell goes to, unless the block says by its first row what its columns are. */
export function linesOfBlock(
  block: CellTexts,
  columns: Columns,
  from: string,
  context: ParseContext,
): PastedBlock {
  const named = headersOf(block[0] ?? [], columns);
  const start = columns.findIndex(([key]) => key === from);
  const targets = named ?? columns.slice(Math.max(start, 0));
  const lost: string[] = [];
  const rows = (named === undefined ? block : block.slice(1)).filter((cells) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  if (rows.length > ROWS_MAX) lost.push(`only the first ${ROWS_MAX} lines are taken`);
  const lines = rows.slice(0, ROWS_MAX).map((cells, nth) => {
    const values: Record<string, Json> = {};
    const names: Record<string, string> = {};
    for (const [at, cell] of cells.entries()) {
      const text = cell.trim();
      const [key, column] = targets[at] ?? [];
      if (text === '') continue;
      if (key === undefined || column === undefined) {
        if (named === undefined) lost.push(`“${text}” in line ${nth + 1} has no column`);
        continue;
      }
      if (column.kind === 'link') {
        names[key] = text;
        continue;
      }
      const read = kindOf(column).parse(text, column, context);
      if (read.ok) values[key] = read.value;
      else lost.push(`${column.label} “${text}” in line ${nth + 1} ${read.reason}`);
    }
    return { values, names };
  });
  return { lines, lost };
}

/** Its columns by their names; a cell that names none is a column that is not taken. */
function headersOf(
  first: readonly string[],
  columns: Columns,
): readonly (Columns[number] | undefined)[] | undefined {
  const found = first.map((cell) =>
    columns.find(([key, { label }]) => [fold(label), fold(key)].includes(fold(cell.trim()))),
  );
  return found.filter((column) => column !== undefined).length >= Math.min(2, first.length)
    ? found
    : undefined;
}

/** The lines go into the rows from that one on, and behind the last; each of them is there, also what is new. */
export function rowsPasted(
  rows: readonly Row[],
  at: number,
  lines: readonly Readonly<Record<string, Json>>[],
  newId: () => string,
): { readonly changed: readonly Row[]; readonly added: readonly Row[] } {
  const changed = rows.map((row, index) => {
    const line = index < at ? undefined : lines[index - at];
    return line === undefined ? row : { ...row, ...line, id: row.id };
  });
  const left = lines.slice(Math.max(rows.length - at, 0)).slice(0, ROWS_MAX - rows.length);
  return { changed, added: left.map((line) => ({ ...line, id: newId() })) };
}
