/** What is done with a range of cells: copied, pasted into, cleared, filled down. Each is one act. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { UNPLACED_RANK, type StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { PAGE_MAX_ROWS } from '../../../crm/kernel/query.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import type { Selection } from '../list/list-state.ts';
import type { ShownRow } from '../list/shown-rows.ts';
import { titleLookup, type Session } from '../session/session.tsx';
import type { CellRange } from './cell-cursor.ts';
import { copiedText } from './copied-text.ts';
import { counted } from './counted.ts';
import { placeBlock } from './paste-block.ts';
import { readTsv, tsvOf } from './tsv.ts';
import type { RunBulk } from './use-bulk.tsx';

/** Rows copied at once: more than that is an export. */
const COPY_MAX_ROWS = 10_000;

export interface CellsAt {
  readonly session: Session;
  readonly entity: EntityDef;
  /** Field keys, as the list shows them. */
  readonly columns: readonly string[];
  readonly count: number;
  readonly selection: Selection;
  readonly rowAt: (index: number) => ShownRow | undefined;
  readonly run: RunBulk;
}

/** Numbers given by the relay and whole lists of lines are not edited in a cell. */
export function isCellEditable(field: FieldDef | undefined): boolean {
  return (
    field !== undefined &&
    field.readOnly !== true &&
    field.kind !== 'autoNumber' &&
    field.kind !== 'rows'
  );
}

function editableKeys({ entity, columns }: CellsAt, { left, right }: CellRange): string[] {
  return columns.slice(left, right + 1).filter((key) => isCellEditable(entity.fields[key]));
}

/** Ids of a stretch of the list, asked for where it is not loaded. */
async function idsBetween(cells: CellsAt, top: number, bottom: number): Promise<string[] | null> {
  const loaded = rowsHere(cells, top, bottom);
  if (loaded !== null) return loaded.map(({ row }) => row.id);
  const asked = await cells.session.client.call('query.ids', {
    query: { ...cells.selection, window: { offset: 0, limit: 0 } },
    stretch: { from: top, count: bottom - top + 1 },
  });
  if (asked.ok) return asked.value;
  sayProblem(asked.problem);
  return null;
}

function rowsHere({ rowAt }: CellsAt, top: number, bottom: number): ShownRow[] | null {
  const rows: ShownRow[] = [];
  for (let index = top; index <= bottom; index++) {
    const row = rowAt(index);
    if (row === undefined) return null;
    rows.push(row);
  }
  return rows;
}

async function rowsBetween(
  cells: CellsAt,
  top: number,
  bottom: number,
): Promise<ShownRow[] | null> {
  const loaded = rowsHere(cells, top, bottom);
  if (loaded !== null) return loaded;
  const { client } = cells.session;
  const rows: ShownRow[] = [];
  for (let offset = top; offset <= bottom; offset += PAGE_MAX_ROWS) {
    const window = { offset, limit: Math.min(PAGE_MAX_ROWS, bottom - offset + 1) };
    const page = await client.call('query.open', { query: { ...cells.selection, window } });
    if (!page.ok) {
      sayProblem(page.problem);
      return null;
    }
    const { subscription, result } = page.value;
    void client.call('query.close', { subscription });
    const titleOf = titleLookup(result.titles);
    rows.push(...result.rows.map((row) => ({ row: row as AnyRow, titleOf })));
  }
  return rows;
}

/** Tells whether the event's own clipboard took it: what is not loaded has to be asked for first. */
export function copyCells(cells: CellsAt, range: CellRange, clipboard: DataTransfer): void {
  const rows = range.bottom - range.top + 1;
  if (rows > COPY_MAX_ROWS) {
    sayProblem({
      message: `${rows} rows are too many to copy.`,
      remedy: `Copy up to ${COPY_MAX_ROWS} rows, or export the list.`,
    });
    return;
  }
  const said = (): void => {
    const cellCount = rows * (range.right - range.left + 1);
    sayDone(`${cellCount} ${cellCount === 1 ? 'cell' : 'cells'} copied`);
  };
  const here = rowsHere(cells, range.top, range.bottom);
  if (here !== null) {
    clipboard.setData('text/plain', blockOf(cells, range, here));
    said();
    return;
  }
  void rowsBetween(cells, range.top, range.bottom).then(async (asked) => {
    if (asked === null) return;
    await navigator.clipboard.writeText(blockOf(cells, range, asked));
    said();
  });
}

function blockOf(
  { session, entity, columns }: CellsAt,
  { left, right }: CellRange,
  rows: readonly ShownRow[],
): string {
  const { locale, timeZone, decimal, currency } = session;
  const keys = columns.slice(left, right + 1);
  return tsvOf(
    rows.map(({ row, titleOf }) =>
      keys.map((key) => {
        const field = fieldOf(entity, key);
        const context = { locale, timeZone, decimal, currency, titleOf };
        return field === undefined ? '' : copiedText(field, row, key, context);
      }),
    ),
  );
}

/** The range that was pasted into; null when nothing was. */
export async function pasteCells(
  cells: CellsAt,
  range: CellRange,
  text: string,
): Promise<CellRange | null> {
  const { entity, columns, session } = cells;
  const size = { rows: cells.count, columns: columns.length };
  const { top, left, texts, columns: width, lost } = placeBlock(readTsv(text), range, size);
  if (width === 0) return null;
  const bottom = top + texts.length - 1;
  const ids = await idsBetween(cells, top, bottom);
  if (ids === null) return null;
  const { dateOrder, decimal } = session;
  await cells.run({
    entity,
    edit: {
      kind: 'texts',
      fields: columns.slice(left, left + width),
      rows: ids.map((id, index) => ({ id, texts: [...(texts[index] ?? [])] })),
      reading: { dateOrder, decimal },
    },
    label: `Paste into ${counted(entity, ids.length)}`,
    said: (changed) => `Pasted into ${counted(entity, changed)}`,
    lost,
  });
  return { top, bottom, left, right: left + width - 1 };
}

export async function clearCells(cells: CellsAt, range: CellRange): Promise<void> {
  const { entity } = cells;
  const all = editableKeys(cells, range);
  const keys = all.filter((key) => entity.fields[key]?.required !== true);
  const [first] = all;
  if (keys.length === 0) {
    const label = first === undefined ? undefined : entity.fields[first]?.label;
    sayProblem({
      message: label === undefined ? 'Nothing here can be cleared.' : `${label} must not be empty.`,
      remedy: 'Type another value in its place.',
    });
    return;
  }
  const ids = await idsBetween(cells, range.top, range.bottom);
  if (ids === null) return;
  const what = keys.map((key) => entity.fields[key]?.label ?? key).join(', ');
  await cells.run({
    entity,
    edit: { kind: 'values', ids, values: Object.fromEntries(keys.map((key) => [key, null])) },
    label: `Clear ${what} of ${counted(entity, ids.length)}`,
    said: (changed) => `${what} cleared in ${counted(entity, changed)}`,
  });
}

/** The first row of the range into those below it; of a single row, the one above into it. */
export async function fillDown(cells: CellsAt, range: CellRange): Promise<void> {
  const { entity } = cells;
  const source = range.top === range.bottom ? range.top - 1 : range.top;
  const keys = editableKeys(cells, range);
  if (source < 0 || keys.length === 0) return;
  const [from] = (await rowsBetween(cells, source, source)) ?? [];
  const ids = await idsBetween(cells, source + 1, range.bottom);
  if (from === undefined || ids === null) return;
  const values = Object.fromEntries(
    keys.map((key) => [key, filledValue(entity.fields[key], from.row[key])]),
  );
  const what = keys.map((key) => entity.fields[key]?.label ?? key).join(', ');
  await cells.run({
    entity,
    edit: { kind: 'values', ids, values },
    label: `Fill ${what} down in ${counted(entity, ids.length)}`,
    said: (changed) => `${what} filled down in ${counted(entity, changed)}`,
  });
}

/** A place on the board belongs to one record. */
function filledValue(field: FieldDef | undefined, value: unknown): unknown {
  if (value === undefined) return null;
  return field?.kind === 'stage'
    ? { stage: (value as StageValue).stage, rank: UNPLACED_RANK }
    : value;
}
