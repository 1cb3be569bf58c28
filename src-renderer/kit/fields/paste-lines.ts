/** A block that is pasted into a table of rows: read, its names looked up, and put where it goes. */
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { Json, ParseContext } from '../../../crm/kernel/field-kind.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { WorkerClient } from '../session/worker-client.ts';
import {
  blockOf,
  linesOfBlock,
  rowsPasted,
  type Columns,
  type PastedLine,
} from './pasted-lines.ts';
import { recordNamed } from './record-named.ts';
import { rowsBehind } from './row-moves.ts';

interface Paste {
  readonly text: string;
  /** Row and column that the first cell goes to. */
  readonly rowId: string;
  readonly from: string;
  readonly field: FieldOf<'rows'>;
  readonly columns: Columns;
  readonly context: ParseContext;
  readonly client: WorkerClient;
}

interface Pasted {
  readonly rows: readonly Row[];
  readonly touched: readonly Row[];
  /** For people: how many lines, and what could not be read. */
  readonly said: string;
}

type Values = Readonly<Record<string, Json>>;

/** Rows stand in the order of their ids: this is when it was added, and four digits for what others add meanwhile. */
export function newRowId(serial = 0): string {
  return `${(Date.now() + serial).toString(36)}${crypto.randomUUID().slice(-4)}`;
}

/** `rowsNow`: as they stand once the names were looked up. */
export async function pasteLines(
  { text, rowId, from, field, columns, context, client }: Paste,
  rowsNow: () => readonly Row[],
): Promise<Pasted> {
  const { lines, lost } = linesOfBlock(blockOf(text) ?? [], columns, from, context);
  const unknown = new Set<string>();
  const known = new Map<string, string>();
  for (const { names } of lines) {
    for (const [key, name] of Object.entries(names)) {
      const column = field.columns[key];
      if (column?.kind !== 'link' || unknown.has(name) || known.has(`${key} ${name}`)) continue;
      const id = await recordNamed(client, column.to, name);
      if (id === undefined) unknown.add(name);
      else known.set(`${key} ${name}`, id);
    }
  }
  const values = lines.map((line) => wholeLine(field, line, known));
  const rows = rowsNow();
  const at = Math.max(
    rows.findIndex(({ id }) => id === rowId),
    0,
  );
  let serial = 0;
  const { changed, added } = rowsPasted(rows, at, values, () => newRowId((serial += 1)));
  const next = rowsBehind(changed, added);
  return {
    rows: next,
    touched: next.slice(at, at + values.length),
    said: [
      `${lines.length} ${field.rowLabel}${lines.length === 1 ? '' : 's'} pasted`,
      ...[...unknown].map((name) => `there is no “${name}”`),
      ...lost,
    ].join('; '),
  };
}

/** What is sold is there once unless it says how often; what it is called that is no record is its description. */
function wholeLine(
  field: FieldOf<'rows'>,
  { values, names }: PastedLine,
  known: ReadonlyMap<string, string>,
): Values {
  const whole: Record<string, Json> = { ...values };
  const hasWords = field.columns['description']?.kind === 'text';
  for (const [key, name] of Object.entries(names)) {
    const id = known.get(`${key} ${name}`);
    if (id !== undefined) whole[key] = id;
    else if (hasWords) whole['description'] ??= name;
  }
  if (field.isSold === true) whole['quantity'] ??= 1;
  return whole;
}
