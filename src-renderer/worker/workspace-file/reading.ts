/** A whole-workspace file as records, whichever columns its tables have. */
import { unzipSync } from 'fflate';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { isId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import type { Cells } from '../import/csv-parsing.ts';
import { csvRows } from './csv-text.ts';
import { readChild, readRecord, type CellOf, type ReadRecord } from './entity-tables.ts';
import { MANIFEST, manifestSchema, NOTES_FOLDER, WORKSPACE_FILE_VERSION } from './manifest.ts';

/** What an archive may unpack to: a small one can hold terabytes of blanks. */
const UNPACKED_MAX_BYTES = 1024 * 1024 * 1024;

export interface OpenedTable {
  readonly file: string;
  readonly entity: string;
  readonly field: string | undefined;
  readonly rows: readonly CellOf[];
}

export interface OpenedWorkspaceFile {
  readonly tables: readonly OpenedTable[];
  /** Rich texts by `<entity>/<id>`. */
  readonly notes: ReadonlyMap<string, Uint8Array>;
}

/** Whether a ZIP archive is one of ours; looks at its directory only. */
export function isWorkspaceFile(bytes: Uint8Array): boolean {
  let found = false;
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        found ||= name === MANIFEST;
        return false;
      },
    });
  } catch {
    return false; // fflate throws for nothing but archives that it cannot follow.
  }
  return found;
}

export async function openWorkspaceFile(
  fileName: string,
  bytes: Uint8Array,
  pause: () => Promise<void>,
): Promise<Result<OpenedWorkspaceFile>> {
  const parts = unpacked(bytes);
  if (parts === 'too-large') {
    return fail({
      code: 'workspace-file-too-large',
      message: `“${fileName}” unpacks to more than ${UNPACKED_MAX_BYTES / 1024 / 1024} MB.`,
      remedy: 'Unpack it and import its tables one after the other.',
    });
  }
  const broken = fail({
    code: 'workspace-file-broken',
    message: `“${fileName}” is an export of a whole workspace that is damaged or was changed.`,
    remedy: 'Choose the file as Rapport saved it, or unpack it and import its tables one by one.',
  });
  const decoder = new TextDecoder();
  const manifest = manifestOf(decoder.decode(parts?.[MANIFEST]));
  if (parts === undefined || manifest === undefined) return broken;
  if (manifest.version > WORKSPACE_FILE_VERSION) {
    return fail({
      code: 'workspace-file-newer',
      message: `“${fileName}” was saved by a newer version of Rapport.`,
      remedy: 'Update Rapport, then import it again.',
    });
  }
  const tables: OpenedTable[] = [];
  for (const { file, entity, field, columns } of manifest.tables) {
    const part = parts[file];
    // A table that somebody took out of the archive is not wanted.
    if (part === undefined) continue;
    const rows = await csvRows(decoder.decode(part), pause);
    if (rows === undefined) return broken;
    const [headers = [], ...body] = rows;
    const places = new Map(columns.map(({ id, header }) => [id, headers.indexOf(header)]));
    tables.push({ file, entity, field, rows: body.map((cells) => cellReader(cells, places)) });
    await pause();
  }
  const notes = new Map(
    Object.entries(parts).flatMap(([name, state]) => {
      const named = name.startsWith(NOTES_FOLDER)
        ? /^notes\/(.+)\.yjs$/.exec(name)?.[1]
        : undefined;
      return named === undefined ? [] : [[named, state] as const];
    }),
  );
  return ok({ tables, notes });
}

function cellReader(cells: Cells, places: ReadonlyMap<string, number>): CellOf {
  return (id) => cells[places.get(id) ?? -1] ?? '';
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | 'too-large' | undefined {
  let total = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ originalSize }) => (total += originalSize) <= UNPACKED_MAX_BYTES,
    });
    return total > UNPACKED_MAX_BYTES ? 'too-large' : parts;
  } catch {
    return undefined; // fflate throws for nothing but archives that it cannot follow.
  }
}

function manifestOf(text: string): ReturnType<typeof manifestSchema.parse> | undefined {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // No JSON: somebody edited it.
  }
}

export interface EntityRecords {
  readonly records: readonly ReadRecord[];
  /** What could not be read: table and, counted from its headers, the row. */
  readonly problems: readonly {
    readonly file: string;
    readonly row: number;
    readonly what: string;
  }[];
}

/** The records of one entity with the rows of its row fields. */
export function recordsOf(entity: EntityDef, file: OpenedWorkspaceFile): EntityRecords {
  const problems: { file: string; row: number; what: string }[] = [];
  const byId = new Map<string, ReadRecord>();
  const own = file.tables.filter((table) => table.entity === entity.name);
  for (const table of own.filter(({ field }) => field === undefined)) {
    for (const [index, cellOf] of table.rows.entries()) {
      const record = readRecord(entity, cellOf);
      const at = { file: table.file, row: index + 2 };
      if (!isId(record.id)) problems.push({ ...at, what: 'Record id' });
      else byId.set(record.id, record);
      for (const what of record.unreadable) problems.push({ ...at, what });
    }
  }
  for (const table of own) {
    const field = table.field === undefined ? undefined : entity.fields[table.field];
    if (table.field === undefined || field === undefined) continue;
    for (const [index, cellOf] of table.rows.entries()) {
      const record = byId.get(cellOf('id'));
      const child = readChild(field, cellOf);
      if (record === undefined || child === undefined) {
        const what = record === undefined ? `${entity.label.one} id` : field.label;
        problems.push({ file: table.file, row: index + 2, what });
        continue;
      }
      const rows = (record.values[table.field] ?? []) as readonly { readonly id: string }[];
      record.values[table.field] = [...rows, child];
    }
  }
  for (const { values } of byId.values()) sortRows(entity, values);
  return { records: [...byId.values()], problems };
}

/** Rows lie by id, as a projected record has them. */
function sortRows(entity: EntityDef, values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) {
    const kind = entity.fields[key]?.kind;
    if (kind !== 'rows' && kind !== 'emails' && kind !== 'phones') continue;
    const rows = value as readonly { readonly id: string }[];
    values[key] = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
