/**
 * The whole workspace as one file: a ZIP archive of CSV tables that people and other programs can read, with all that
 * Rapport needs to make the same workspace of it again. The same records give the same bytes.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { titleOf as titleOfRow } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Cells } from '../import/csv-parsing.ts';
import type { TitleOf } from './cell-codec.ts';
import { BYTE_ORDER_MARK, csvLines } from './csv-text.ts';
import {
  childCells,
  recordCells,
  recordShape,
  rowFields,
  rowsShape,
  type TableShape,
} from './entity-tables.ts';
import {
  MANIFEST,
  NOTES_FOLDER,
  NOTES_TABLE,
  WORKSPACE_FILE_VERSION,
  type Manifest,
} from './manifest.ts';
import { leavingNote } from './note-leaving.ts';
import { noteText } from './note-text.ts';

export interface WritingDeps {
  readonly engine: Pick<Engine, 'all' | 'get' | 'openBody' | 'hasBody'>;
  readonly entities: readonly EntityDef[];
  /** Lets other work of the worker run. */
  readonly pause: () => Promise<void>;
  readonly progress: (done: number, total: number) => void;
}

export interface WorkspaceFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly records: number;
}

/** About 10 ms of writing. */
const SLICE_RECORDS = 500;
/** One moment for all files of all archives. */
const WRITTEN_AT = '1980-01-01T12:00:00';

const README = `This archive holds a whole Rapport workspace.

Every CSV file is a table: one of the records of each kind, and one for each field that has rows of its own, such
as a contact's e-mail addresses. Columns that end in "id" say which records belong together. Texts stand as they
are; a cell that begins with json: holds a value that no plain text can carry.

Import the archive in Rapport to have the same records again.
`;

export async function writeWorkspaceFile(deps: WritingDeps): Promise<WorkspaceFile> {
  const { engine, entities, pause } = deps;
  const archive = openArchive();
  const titleOf = rememberedTitles(engine, entities);
  const tables: Manifest['tables'] = [];
  const notes: { readonly entity: EntityDef; readonly row: AnyRow }[] = [];
  const sorted = entities.map((entity) => ({ entity, rows: sortedRows(engine, entity.name) }));
  const total = sorted.reduce((sum, { rows }) => sum + rows.length, 0);
  const names = fileNames(entities);
  let done = 0;

  async function table(
    shape: TableShape,
    file: string,
    rows: readonly AnyRow[],
    cellsOf: (row: AnyRow) => readonly Cells[],
    counts: boolean,
  ): Promise<void> {
    const { entity, field } = shape;
    const columns = shape.columns.map(({ id, header }) => ({ id, header }));
    tables.push({ file, entity, ...(field === undefined ? {} : { field }), columns });
    const part = archive.part(file);
    part.push(strToU8(BYTE_ORDER_MARK + csvLines([columns.map(({ header }) => header)])));
    for (let from = 0; from < rows.length; from += SLICE_RECORDS) {
      const slice = rows.slice(from, from + SLICE_RECORDS);
      part.push(strToU8(csvLines(slice.flatMap(cellsOf))));
      if (counts) deps.progress((done += slice.length), total);
      await pause();
    }
    part.push(new Uint8Array(), true);
  }

  for (const { entity, rows } of sorted) {
    const name = names.get(entity.name) ?? entity.name;
    await table(
      recordShape(entity),
      `${name}.csv`,
      rows,
      (row) => [recordCells(entity, row, titleOf)],
      true,
    );
    for (const [key, field] of rowFields(entity)) {
      const having = rows.filter((row) => row[key] !== undefined);
      if (having.length === 0) continue;
      await table(
        rowsShape(entity, key, field),
        `${name} - ${fileName(field.label)} (${key}).csv`,
        having,
        (row) => childCells(entity, row, [key, field], titleOf),
        false,
      );
    }
    for (const row of rows) if (engine.hasBody(row)) notes.push({ entity, row });
  }

  const texts: Cells[] = [];
  for (const { entity, row } of notes) {
    const state = leavingNote(await engine.openBody(row));
    if (state === undefined) continue;
    archive.whole(`${NOTES_FOLDER}${entity.name}/${row.id}.yjs`, state);
    texts.push([entity.label.one, titleOf(entity.name, row.id) ?? '', row.id, noteText(state)]);
  }
  if (texts.length > 0) {
    const lines = csvLines([['Kind', 'Record', 'Record id', 'Text'], ...texts]);
    archive.whole(NOTES_TABLE, strToU8(BYTE_ORDER_MARK + lines));
  }
  const manifest: Manifest = {
    format: 'rapport-workspace',
    version: WORKSPACE_FILE_VERSION,
    tables,
  };
  archive.whole(MANIFEST, strToU8(JSON.stringify(manifest, null, 1)));
  archive.whole('Read me.txt', strToU8(README));
  return { bytes: archive.finish(), records: total };
}

function sortedRows(engine: Pick<Engine, 'all'>, entity: string): readonly AnyRow[] {
  return [...engine.all(entity)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Links repeat: a title is put together once. */
function rememberedTitles(engine: Pick<Engine, 'get'>, entities: readonly EntityDef[]): TitleOf {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const known = new Map<string, string | undefined>();
  return (name, id) => {
    const key = `${name}/${id}`;
    if (!known.has(key)) {
      const entity = byName.get(name);
      const row = engine.get(name, id);
      known.set(key, entity && row && titleOfRow(entity, row));
    }
    return known.get(key);
  };
}

/** Names that every file system takes. */
function fileName(label: string): string {
  return label.replaceAll(/[^\p{L}\p{N} _-]/gu, ' ').trim() || 'Records';
}

function fileNames(entities: readonly EntityDef[]): ReadonlyMap<string, string> {
  const taken = new Set([NOTES_TABLE.replace('.csv', '').toLowerCase()]);
  const names = new Map<string, string>();
  for (const entity of entities) {
    const wanted = fileName(entity.label.many);
    const name = taken.has(wanted.toLowerCase()) ? `${wanted} (${entity.name})` : wanted;
    taken.add(name.toLowerCase());
    names.set(entity.name, name);
  }
  return names;
}

interface Archive {
  readonly part: (name: string) => ZipDeflate;
  readonly whole: (name: string, bytes: Uint8Array) => void;
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

function openArchive(): Archive {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const part = (name: string): ZipDeflate => {
    const made = new ZipDeflate(name, { level: 6 });
    made.mtime = WRITTEN_AT;
    zip.add(made);
    return made;
  };
  return {
    part,
    whole: (name, bytes) => part(name).push(bytes, true),
    finish: () => {
      zip.end();
      const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return whole;
    },
  };
}
