/** The import wizard's calls: look at a file, rehearse, run, cancel. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { isImportable } from '../../../crm/kernel/importing.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import {
  IMPORT_MAX_BYTES,
  type importCalls,
  type ImportInspection,
  type ImportPart,
  type ImportPlan,
  type ImportReport,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import type { InputOf, OutputOf } from '../../../crm/contracts/rpc/rpc.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import { guessDateOrder } from './date-order.ts';
import { guessDecimalMark } from './decimal-mark.ts';
import type { PlannedImport } from './import-planning.ts';
import { planParts } from './import-parts.ts';
import {
  formatNamed,
  keyFieldIn,
  KNOWN_FORMATS,
  mappingIn,
  partsIn,
  preparedFor,
  recognise,
  type KnownFormat,
} from './formats.ts';
import { guessEntity, type Mapping } from './mapping-guess.ts';
import { createOpenImports, type OpenImport } from './open-imports.ts';
import { asLastTime, asRemembered, recordToRemember, rememberedPlan } from './remembered-plans.ts';
import { readTable, type Table } from './table.ts';
import { isWorkspaceFile } from '../workspace-file/reading.ts';
import { isZip } from './workbook.ts';

export interface ImportsDeps {
  readonly engine: Pick<Engine, 'get' | 'all' | 'write' | 'undo'>;
  /** Those that can be imported, as they are defined now. */
  readonly entities: () => readonly EntityDef[];
  /** Any, also one that configures the workspace: what a column links to. */
  readonly linkedEntity: (name: string) => EntityDef | undefined;
  readonly emit: (
    event: 'import.progress',
    progress: { readonly importId: string; readonly done: number; readonly total: number },
  ) => void;
  readonly newId: () => string;
  /** Lets other work of the worker run. */
  readonly pause: () => Promise<void>;
  /** ISO 4217, the workspace's. */
  readonly currency: () => string;
  /** ISO 3166, where phone numbers without a country code are at home. */
  readonly country: () => string;
}

type ImportCalls = typeof importCalls;

export type ImportHandlers = {
  readonly [Name in keyof ImportCalls]: (
    input: InputOf<ImportCalls, Name>,
  ) => Promise<OutputOf<ImportCalls, Name>>;
};

const SAMPLES_SHOWN = 5;

export function createImports(deps: ImportsDeps): ImportHandlers {
  const { engine, entities, pause } = deps;
  const open = createOpenImports(pause);
  const entityNamed = (name: string): EntityDef | undefined =>
    entities().find((entity) => entity.name === name);

  async function inspect(
    input: InputOf<ImportCalls, 'import.inspect'>,
  ): Promise<Result<ImportInspection>> {
    const { fileName, bytes, sheet, reading = {} } = input;
    if (bytes.length > IMPORT_MAX_BYTES) {
      return fail({
        code: 'import-too-large',
        message: `“${fileName}” is larger than ${IMPORT_MAX_BYTES / 1024 / 1024} MB.`,
        remedy: 'Split it into several files and import them one after the other.',
      });
    }
    if (isZip(bytes) && isWorkspaceFile(bytes)) {
      return fail({
        code: 'import-whole-workspace',
        message: `“${fileName}” holds a whole workspace, not one table.`,
        remedy: 'Import it as a whole, or unpack it and import its tables one by one.',
      });
    }
    const table = await readTable(fileName, bytes, { ...reading, sheet }, pause);
    if (!table.ok) return table;
    const source = table.value.headers;
    // Whoever says what the rows or the program are wants another reading than the last one.
    const isOpen = input.format === undefined && input.fresh !== true;
    const last = isOpen ? rememberedPlan(engine, source) : undefined;
    const known =
      last !== undefined && (input.entity ?? last.entity) === last.entity ? last : undefined;
    const format = formatFor(known === undefined ? input.format : known.format, source);
    const prepare = (read: Table): Table => preparedFor(format, read);
    const prepared = prepare(table.value);
    const { headers, rows, encoding, delimiter, sheets } = prepared;
    const entity =
      input.entity === undefined
        ? (entityNamed(known?.entity ?? format?.entity ?? '') ??
          guessEntity(entities(), headers, fileName) ??
          entities()[0])
        : entityNamed(input.entity);
    if (entity === undefined) return fail(unknownEntity(input.entity ?? ''));
    const fits = format?.entity === entity.name;
    const order = guessDateOrder(prepared);
    const importId = deps.newId();
    const guess: ImportPlan = {
      importId,
      entity: entity.name,
      reading: {
        encoding,
        delimiter,
        dateOrder: reading.dateOrder ?? order.order,
        decimal: reading.decimal ?? guessDecimalMark(prepared),
      },
      mapping: [...mappingIn(format, entity, headers)],
      keyField: null,
      also: fits ? [...partsIn(format, prepared, entityNamed)] : [],
      createMissing: [...grownBy(entity), ...(fits ? (format.createMissing ?? []) : [])],
      corrections: fits ? { ...format.corrections } : {},
    };
    guess.keyField = keyFieldIn(format, entity, prepared, guess.mapping);
    const plan = known === undefined ? guess : asLastTime(guess, known, reading, entityNamed);
    const isFirstLook =
      input.format === undefined && input.entity === undefined && Object.keys(reading).length === 0;
    open.add({
      id: importId,
      fileName,
      bytes,
      table: prepared,
      prepare,
      decimal: plan.reading.decimal,
      format: format?.key ?? null,
      guessed: isFirstLook ? asRemembered(guess, format?.key ?? null) : undefined,
    });
    const said = reading.dateOrder === undefined ? order.why : 'You chose this order.';
    return ok({
      importId,
      fileName,
      sheets: [...sheets],
      sheet: prepared.sheet ?? null,
      rows: rows.length,
      entity: entity.name,
      reading: plan.reading,
      dateOrderWhy:
        known !== undefined && reading.dateOrder === undefined ? 'As the last time.' : said,
      columns: headers.map((header, index) => shownColumn(prepared, header, index, plan.mapping)),
      keyField: plan.keyField,
      format: format?.key ?? null,
      remembered: known !== undefined,
      formats: KNOWN_FORMATS.map(({ key, name }) => ({ key, name })),
      also: plan.also,
      createMissing: plan.createMissing,
      corrections: plan.corrections,
    });
  }

  /** Plans the whole import; the file's table and the plan's entity are checked on the way. */
  async function prepare(
    plan: ImportPlan,
    held: OpenImport,
    goOn: (rowsDone: number) => Promise<boolean>,
  ): Promise<Result<PlannedImport>> {
    const table = await open.tableOf(held, plan.reading);
    if (!table.ok) return table;
    const parts: { entity: EntityDef; part: ImportPart }[] = [];
    for (const part of [...plan.also, plan]) {
      const target = entityNamed(part.entity);
      if (target === undefined) return fail(unknownEntity(part.entity));
      const isEmpty = part !== plan && part.mapping.every((key) => key === null);
      const wrong = isEmpty ? undefined : wrongPlan(target, table.value, part);
      if (wrong !== undefined) return fail(wrong);
      if (!isEmpty) parts.push({ entity: target, part });
    }
    const planned = await planParts(parts, table.value, plan, {
      engine,
      entityNamed: deps.linkedEntity,
      currency: deps.currency(),
      country: deps.country(),
      goOn,
    });
    return planned === undefined ? fail(CANCELLED) : ok(planned);
  }

  async function rehearse(plan: ImportPlan): Promise<Result<ImportReport>> {
    const held = open.get(plan.importId);
    if (!held.ok) return held;
    const total = held.value.table.rows.length;
    const planned = await prepare(plan, held.value, async (done) => {
      deps.emit('import.progress', { importId: plan.importId, done, total });
      await pause();
      return true;
    });
    return planned.ok ? ok(planned.value.report) : planned;
  }

  async function run(plan: ImportPlan): Promise<Result<ImportReport>> {
    const held = open.get(plan.importId);
    if (!held.ok) return held;
    const file = held.value;
    if (file.running !== undefined) {
      return fail({
        code: 'import-running',
        message: `“${file.fileName}” is being imported already.`,
        remedy: 'Wait until it has finished, or cancel it.',
      });
    }
    const state = { cancelled: false };
    file.running = state;
    try {
      const planned = await prepare(plan, file, async () => {
        await pause();
        return !state.cancelled;
      });
      if (!planned.ok) return planned;
      const batch = deps.newId();
      const { report } = planned.value;
      const records = withMemory(planned.value.records, plan, file);
      const failed = await writeAll(
        records,
        batch,
        `Import of ${file.fileName}`,
        plan.importId,
        state,
      );
      if (failed !== undefined) return fail(failed);
      open.remove(plan.importId);
      return ok({ ...report, batch });
    } finally {
      file.running = undefined;
    }
  }

  /** What changes nothing is not worth remembering. */
  function withMemory(
    records: readonly RecordInput[],
    plan: ImportPlan,
    { fileName, table, format, guessed }: OpenImport,
  ): readonly RecordInput[] {
    if (records.length === 0) return records;
    const remembered = recordToRemember(
      engine,
      table.headers,
      fileName,
      asRemembered(plan, format),
      guessed,
    );
    return remembered === undefined ? records : [...records, remembered];
  }

  /** undefined: all is written. Otherwise what was written has been taken back. */
  async function writeAll(
    records: readonly RecordInput[],
    batch: string,
    label: string,
    importId: string,
    state: { readonly cancelled: boolean },
  ): Promise<Problem | undefined> {
    const total = records.length;
    let done = 0;
    let wrote = false;
    const progress = (): void => deps.emit('import.progress', { importId, done, total });
    progress();
    const written = await engine.write(
      records,
      { label, batch, batchRecords: total, planned: 'as it goes' },
      {
        saved: (count, envelopes) => {
          done = count;
          wrote = envelopes > 0;
          progress();
        },
        isCancelled: () => state.cancelled,
      },
    );
    // Cancelled, perhaps while the last of it was being written.
    const problem = state.cancelled ? CANCELLED : written.ok ? undefined : written.problem;
    return problem === undefined || !wrote ? problem : takeBack(batch, problem);
  }

  async function takeBack(batch: string, why: Problem): Promise<Problem> {
    const undone = await engine.undo(batch);
    if (undone.ok) return why;
    return {
      code: 'import-half-done',
      message: `${why.message} What was imported before that could not be taken back: ${undone.problem.message}`,
      remedy:
        'Undo the import from the list of what was done, or run the same file again: nothing is created twice.',
    };
  }

  return {
    'import.inspect': inspect,
    'import.rehearse': rehearse,
    'import.run': run,
    'import.cancel': ({ importId }) => {
      const held = open.get(importId);
      if (held.ok && held.value.running !== undefined) held.value.running.cancelled = true;
      else open.remove(importId);
      return Promise.resolve({});
    },
  };
}

/** Lists of the team's that an import adds to. */
function grownBy({ fields }: EntityDef): readonly string[] {
  const grown = Object.values(fields).flatMap((field) =>
    field.kind === 'link' && field.grows === true ? [field.to] : [],
  );
  return [...new Set(grown)];
}

/** undefined: recognised by the headers; null: none. */
function formatFor(
  wanted: string | null | undefined,
  headers: readonly string[],
): KnownFormat | undefined {
  return wanted === undefined ? recognise(headers) : formatNamed(wanted ?? '', headers);
}

const CANCELLED: Problem = {
  code: 'import-cancelled',
  message: 'The import was cancelled; nothing of it is left.',
  remedy: 'Run it again when you like.',
};

function unknownEntity(name: string): Problem {
  return {
    code: 'unknown-entity',
    message: `There are no records of the kind “${name}” here.`,
    remedy: 'Choose what the rows of the file are.',
  };
}

/** A mapping by hand may name what cannot be; caught before any row is read. */
function wrongPlan(entity: EntityDef, table: Table, plan: ImportPart): Problem | undefined {
  const remedy = 'Map the columns again.';
  if (plan.mapping.length !== table.headers.length) {
    const message = `The file has ${table.headers.length} columns, the mapping ${plan.mapping.length}.`;
    return { code: 'import-mapping-width', message, remedy };
  }
  for (const key of plan.mapping) {
    if (key === null) continue;
    const field = entity.fields[key];
    if (field === undefined || !isImportable(field)) {
      const message = `${field?.label ?? `“${key}”`} cannot be filled from a column.`;
      return { code: 'import-mapping-field', message, remedy, fields: [key] };
    }
  }
  if (plan.keyField !== null && !plan.mapping.includes(plan.keyField)) {
    const label = entity.fields[plan.keyField]?.label ?? plan.keyField;
    return {
      code: 'import-key-unmapped',
      message: `Records cannot be recognised by ${label}: no column is mapped to it.`,
      remedy: 'Map a column to it, or choose another key.',
      fields: [plan.keyField],
    };
  }
  return plan.mapping.every((key) => key === null)
    ? {
        code: 'import-mapping-empty',
        message: 'No column is mapped to a field.',
        remedy: 'Map at least one column.',
      }
    : undefined;
}

function shownColumn(
  table: Table,
  header: string,
  index: number,
  mapping: Mapping,
): ImportInspection['columns'][number] {
  const samples = new Set<string>();
  let filled = 0;
  for (const { cells } of table.rows) {
    const text = (cells[index] ?? '').trim();
    if (text === '') continue;
    filled++;
    if (samples.size < SAMPLES_SHOWN) samples.add(text);
  }
  return { header, samples: [...samples], filled, field: mapping[index] ?? null };
}
