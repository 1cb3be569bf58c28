/** The whole import as data: from a table and a plan to the records to write and the report. Nothing is written. */
import { checkPatch, neededFields } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { ParseContext } from '../../../crm/kernel/field-kind.ts';
import type { ImportPlan, ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import { createCellReader } from './cell-reader.ts';
import { startingValue } from './missing-records.ts';
import { withName, withoutOnlyName } from './naming.ts';
import { inItsPipeline } from './pipeline-of-row.ts';
import { createProblemTally, type ProblemTally } from './problem-tally.ts';
import { createRecordIndex, type RecordIndex } from './record-index.ts';
import { hasAny, noteMate, withMates } from './row-mates.ts';
import { IDENTIFIER_FIELDS, nameFields } from './record-keys.ts';
import { createRowIdentities, type Identity } from './row-identity.ts';
import { mappedFields, readValues, type MappedField } from './row-values.ts';
import { rowsTooLong } from './rows-too-long.ts';
import type { Table, TableRow } from './table.ts';
import { mergedValue } from './value-merging.ts';

export interface PlanningDeps {
  readonly engine: Pick<Engine, 'get' | 'all'>;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  /** ISO 4217, of amounts that name no currency. */
  readonly currency: string;
  /** ISO 3166, of phone numbers without a country code. */
  readonly country: string;
  /** Called between slices of rows; false stops the planning. */
  readonly goOn: (rowsDone: number) => Promise<boolean>;
}

export type PlanOfPart = Omit<ImportPlan, 'also'>;

export interface PlannedImport {
  /** Records that links made necessary first. Only records that change. */
  readonly records: readonly RecordInput[];
  readonly report: ImportReport;
}

/** About 10 ms of planning. */
const SLICE_ROWS = 200;
const SKIPPED_SHOWN_MAX = 100;
/** The row says nothing of this kind of record; that is no fault of it. */
const NOT_THERE: Identity = { ok: false, reason: '' };

interface Planned {
  readonly id: string;
  readonly before: AnyRow | undefined;
  readonly changes: Record<string, unknown>;
  readonly firstRow: number;
  rows: number;
}

/** What the parts of one file share, in the order in which they are planned. */
export interface Rowmates {
  readonly index: RecordIndex;
  /** Ids of the records that stand in a row, by entity. */
  readonly byRow: Map<number, Map<string, string>>;
}

/** undefined: stopped by `goOn`. `mates`: the file has records of several kinds in a row. */
export async function planImport(
  entity: EntityDef,
  table: Table,
  plan: PlanOfPart,
  deps: PlanningDeps,
  mates?: Rowmates,
): Promise<PlannedImport | undefined> {
  const reading: Omit<ParseContext, 'findRecord'> = {
    dateOrder: plan.reading.dateOrder,
    decimal: plan.reading.decimal,
    currency: deps.currency,
    country: deps.country,
  };
  const tally = createProblemTally();
  const index = mates?.index ?? createRecordIndex(deps.engine, deps.entityNamed);
  const shared = {
    index,
    entityNamed: deps.entityNamed,
    headers: table.headers,
    mapping: plan.mapping,
    corrections: plan.corrections,
    createMissing: new Set(plan.createMissing),
    reading,
  };
  const fields = mappedFields(entity, table.headers, plan.mapping);
  const identities = createRowIdentities(deps.engine, entity, plan.keyField);

  // First pass: who is in the file. Reports nothing, so that each problem is reported once, by the second.
  const silent = createCellReader({ ...shared, tally: createProblemTally() });
  const naming = fields.filter(
    ({ key, field }) => identifies(entity, key, plan.keyField) && !isLink(field.kind),
  );
  const named: Record<string, unknown>[] = [];
  for (const [position, row] of table.rows.entries()) {
    const values = readValues(entity, naming, row, silent);
    identities.see(values);
    named.push(values);
    if (position % SLICE_ROWS === SLICE_ROWS - 1 && !(await deps.goOn(0))) return undefined;
  }
  const pointsToItself = fields.some(({ field }) => 'to' in field && field.to === entity.name);
  const identified: Identity[] = [];
  for (const [position, row] of table.rows.entries()) {
    const values = named[position] ?? {};
    const isThere = mates === undefined || hasAny(fields, row);
    const identity = isThere ? identities.identify(row, values) : NOT_THERE;
    identified.push(identity);
    if (identity.ok) noteMate(mates, row, entity.name, identity.id);
    if ((pointsToItself || mates !== undefined) && identity.ok)
      index.add(entity.name, identity.id, values, true);
    if (position % SLICE_ROWS === SLICE_ROWS - 1 && !(await deps.goOn(0))) return undefined;
  }

  // Second pass: what the file says of them.
  const reader = createCellReader({ ...shared, tally });
  const placing = { fields, context: reader.parseContext, tally };
  const records = new Map<string, Planned>();
  const skipped: { row: number; reason: string }[] = [];
  let skippedCount = 0;
  const skip = (row: TableRow, reason: string): void => {
    skippedCount++;
    if (skipped.length < SKIPPED_SHOWN_MAX) skipped.push({ row: row.number, reason });
  };
  const withoutLink: Record<string, number> = {};
  for (const { key, field } of fields) if (isLink(field.kind)) withoutLink[key] = 0;

  for (const [position, row] of table.rows.entries()) {
    const identity = identified[position];
    if (identity?.ok === true) {
      const own = readValues(entity, fields, row, reader);
      const read = withMates(entity, own, mates?.byRow.get(row.number));
      const values = withoutSelf(entity, identity.id, read, row, fields, tally);
      for (const key of Object.keys(withoutLink)) {
        if (values[key] === undefined) withoutLink[key] = (withoutLink[key] ?? 0) + 1;
      }
      const planned = records.get(identity.id) ?? {
        id: identity.id,
        before: identity.before,
        changes: {},
        firstRow: row.number,
        rows: 0,
      };
      const isNew = planned.before === undefined && planned.rows === 0;
      const whole = isNew
        ? completed(entity, withName(entity, fields, row, values, index), row, tally, plan)
        : withoutOnlyName(entity, planned.before ?? planned.changes, values);
      const complete = inItsPipeline(entity, whole, row, placing);
      const refusal = isNew ? missingFields(entity, complete, row, tally) : undefined;
      if (refusal === undefined) {
        merge(entity, planned, complete, row, tally);
        planned.rows++;
        records.set(identity.id, planned);
      } else {
        skip(row, refusal);
      }
    } else if (identity !== NOT_THERE) {
      skip(row, identity?.reason ?? 'is no record');
    }
    if (position % SLICE_ROWS === SLICE_ROWS - 1 && !(await deps.goOn(position + 1)))
      return undefined;
  }

  const made = reader.made();
  const linkedCreated: Record<string, number> = {};
  for (const { entity: name } of made) linkedCreated[name] = (linkedCreated[name] ?? 0) + 1;
  if (mates === undefined) reportRepeated(records, plan, tally);
  const inputs: RecordInput[] = made.map(({ entity: name, id, values }) => ({
    entity: name,
    id,
    values,
    create: true,
    trusted: true,
    fromFile: true,
  }));
  let [created, updated, unchanged] = [0, 0, 0];
  for (const { id, before, changes, rows } of records.values()) {
    if (before === undefined) created++;
    else if (Object.keys(changes).length > 0) updated++;
    else unchanged++;
    if (before !== undefined && Object.keys(changes).length === 0) continue;
    inputs.push({
      entity: entity.name,
      id,
      values: changes,
      // A tag or an address that a teammate adds between here and the write stays.
      ...(before === undefined ? {} : { base: before }),
      create: before === undefined,
      trusted: true,
      fromFile: true,
      // Of several rows the values are put together, and looked at once more.
      ...(before === undefined && rows === 1 ? { checked: true } : {}),
    });
  }
  return {
    records: inputs,
    report: {
      created,
      updated,
      unchanged,
      also: [],
      linkedCreated,
      withoutLink,
      problems: [...tally.list()],
      doubts: [...doubtsAbout(entity, records.values()), ...rowsTooLong(table)],
      skipped,
      skippedCount,
      batch: '',
    },
  };
}

function doubtsAbout(
  entity: EntityDef,
  records: Iterable<Planned>,
): { reason: string; rows: number; firstRow: number }[] {
  const doubts = (entity.doubts ?? []).map((doubt) => ({ doubt, rows: 0, firstRow: 0 }));
  for (const { before, changes, firstRow } of records) {
    const values = { ...before, ...changes };
    for (const tally of doubts) {
      if (!tally.doubt.isIn(values)) continue;
      tally.rows++;
      if (tally.firstRow === 0) tally.firstRow = firstRow;
    }
  }
  return doubts
    .filter(({ rows }) => rows > 0)
    .map(({ doubt, rows, firstRow }) => ({ reason: doubt.reason, rows, firstRow }));
}

function isLink(kind: string): boolean {
  return kind === 'link' || kind === 'user' || kind === 'links';
}

function identifies(entity: EntityDef, key: string, keyField: string | null): boolean {
  return (
    key === keyField ||
    nameFields(entity).includes(key) ||
    (IDENTIFIER_FIELDS as readonly string[]).includes(key) ||
    entity.fields[key]?.kind === 'emails' ||
    key === 'domain' ||
    key === 'website'
  );
}

/** A record that is its own parent would be a circle of one. */
function withoutSelf(
  entity: EntityDef,
  id: string,
  values: Record<string, unknown>,
  row: TableRow,
  fields: readonly MappedField[],
  tally: ProblemTally,
): Record<string, unknown> {
  const own = fields.filter(
    ({ key, field }) => values[key] === id && 'to' in field && field.to === entity.name,
  );
  if (own.length === 0) return values;
  for (const { key, columns } of own) {
    tally.add(
      key,
      (row.cells[columns[0]?.index ?? 0] ?? '').trim(),
      'names the record itself',
      null,
      row.number,
    );
  }
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => own.every((mapped) => mapped.key !== key)),
  );
}

/** Required choices of a new record that the row leaves open: what the person decided for empty cells, or a start. */
function completed(
  entity: EntityDef,
  values: Record<string, unknown>,
  row: TableRow,
  tally: ProblemTally,
  plan: PlanOfPart,
): Record<string, unknown> {
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.required !== true || values[key] !== undefined || !('options' in field)) continue;
    const decided = plan.corrections[`${key}\n`];
    const option = field.options.find(({ label, value }) => label === decided || value === decided);
    const start = startingValue(field);
    if (option !== undefined)
      values[key] = start === undefined ? option.value : { ...start, stage: option.value };
    else if (start !== undefined) {
      values[key] = start;
      const first = (start as { readonly stage: string }).stage;
      tally.add(
        key,
        '',
        `is empty or unreadable; a new record starts as ${first}`,
        first,
        row.number,
      );
    }
  }
  return values;
}

/**
 * Why the row cannot become a record. What the team requires of people is only reported: a file is taken as it is, and
 * what it lacks is filled in later.
 */
function missingFields(
  entity: EntityDef,
  values: Readonly<Record<string, unknown>>,
  row: TableRow,
  tally: ProblemTally,
): string | undefined {
  const missing = Object.entries(entity.fields).filter(
    ([key, field]) => field.required === true && values[key] === undefined,
  );
  if (missing.length === 0) return undefined;
  for (const [key, field] of missing) {
    const offer = 'options' in field ? (field.options[0]?.label ?? null) : null;
    tally.add(key, '', `is missing, and ${article(entity)} needs it`, offer, row.number);
  }
  const needed = new Set(neededFields(entity).map(([key]) => key));
  const refused = missing.filter(([key]) => needed.has(key));
  if (refused.length === 0) return undefined;
  return `has no ${refused.map(([, field]) => field.label.toLowerCase()).join(', ')}`;
}

function article(entity: EntityDef): string {
  const one = entity.label.one.toLowerCase();
  return `${/^[aeio]/.test(one) ? 'an' : 'a'} ${one}`;
}

/** Adds what the row says to the record; a value that the entity refuses is reported and left out. */
function merge(
  entity: EntityDef,
  planned: Planned,
  values: Readonly<Record<string, unknown>>,
  row: TableRow,
  tally: ProblemTally,
): void {
  const accepted = acceptedValues(entity, values, row, tally);
  for (const [key, value] of Object.entries(accepted)) {
    const field = entity.fields[key];
    if (field === undefined) continue;
    const here = planned.changes[key] ?? planned.before?.[key];
    const merged = mergedValue(key, field, here, value);
    if (merged !== undefined) planned.changes[key] = merged;
  }
}

function acceptedValues(
  entity: EntityDef,
  values: Readonly<Record<string, unknown>>,
  row: TableRow,
  tally: ProblemTally,
): Readonly<Record<string, unknown>> {
  let rest = values;
  for (;;) {
    const checked = checkPatch(entity, rest);
    if (checked.ok) return checked.value;
    const [refused] = checked.problem.fields ?? [];
    // Every field of the patch is one of the entity's, so the problem names one; without it there is no way on.
    if (refused === undefined || !(refused in rest))
      throw new Error(`${entity.name}: a patch is refused without a field`);
    const text = JSON.stringify(rest[refused]);
    tally.add(refused, text, 'is not a value that this field takes', null, row.number);
    rest = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== refused));
  }
}

function reportRepeated(
  records: ReadonlyMap<string, Planned>,
  plan: PlanOfPart,
  tally: ProblemTally,
): void {
  for (const { rows, before, changes, firstRow } of records.values()) {
    if (rows < 2 || plan.keyField === null) continue;
    const value = changes[plan.keyField] ?? before?.[plan.keyField];
    const text = typeof value === 'string' ? value : '';
    tally.add(
      plan.keyField,
      text,
      `stands in ${rows} rows, which became one record`,
      null,
      firstRow,
    );
  }
}
