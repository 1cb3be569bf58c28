/** What a whole-workspace file would write here: only what differs. Pure but for the reading of rows. */
import { checkPatch, neededFields } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { writesFor } from '../../../crm/kernel/values.ts';
import type { RestoreReport } from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';
import type { ReadRecord } from './entity-tables.ts';
import { recordsOf, type OpenedWorkspaceFile } from './reading.ts';

export interface RestorePlan {
  readonly records: readonly RecordInput[];
  readonly report: RestoreReport['entities'][number];
  readonly problems: RestoreReport['problems'];
}

/** About 10 ms of planning. */
const SLICE_RECORDS = 500;

export async function planRestore(
  entity: EntityDef,
  file: OpenedWorkspaceFile,
  engine: Pick<Engine, 'get'>,
  goOn: (records: number) => Promise<boolean>,
): Promise<RestorePlan | undefined> {
  const { records, problems } = recordsOf(entity, file);
  const inputs: RecordInput[] = [];
  const found: RestoreReport['problems'] = problems.map((problem) => ({ ...problem }));
  let [created, updated, unchanged] = [0, 0, 0];
  for (const [position, record] of records.entries()) {
    const before = engine.get(entity.name, record.id);
    const wanted = accepted(entity, record, (what) =>
      found.push({ file: entity.label.many, row: position + 2, what }),
    );
    const missing = before === undefined ? missingLabels(entity, wanted) : [];
    if (missing.length > 0) {
      for (const what of missing) {
        found.push({ file: entity.label.many, row: position + 2, what });
      }
      continue;
    }
    const input = inputFor(entity, record, wanted, before);
    if (before === undefined) created++;
    else if (input === undefined) unchanged++;
    else updated++;
    if (input !== undefined) inputs.push(input);
    if (position % SLICE_RECORDS === SLICE_RECORDS - 1 && !(await goOn(SLICE_RECORDS)))
      return undefined;
  }
  return {
    records: inputs,
    report: { entity: entity.name, created, updated, unchanged },
    problems: found,
  };
}

/** A number that the relay gives is the relay's: a new record gets its own, a present one keeps it. */
function isRestored(field: FieldDef): boolean {
  return field.kind !== 'autoNumber';
}

/** The values that the entity takes; the others are named. */
function accepted(
  entity: EntityDef,
  record: ReadRecord,
  refuse: (label: string) => void,
): Record<string, unknown> {
  let values = Object.fromEntries(
    Object.entries(record.values).filter(([key]) => {
      const field = entity.fields[key];
      return field !== undefined && isRestored(field);
    }),
  );
  for (;;) {
    const checked = checkPatch(entity, values);
    if (checked.ok) return values;
    const [refused] = checked.problem.fields ?? [];
    // Every field of the patch is one of the entity's, so the problem names one; without it there is no way on.
    if (refused === undefined || !(refused in values))
      throw new Error(`${entity.name}: a patch is refused without a field`);
    refuse(entity.fields[refused]?.label ?? refused);
    values = Object.fromEntries(Object.entries(values).filter(([key]) => key !== refused));
  }
}

function missingLabels(
  entity: EntityDef,
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  return neededFields(entity)
    .filter(([key]) => values[key] === undefined)
    .map(([, field]) => field.label);
}

/** undefined: the record is here as the file has it. */
function inputFor(
  entity: EntityDef,
  { id, stamps }: ReadRecord,
  wanted: Readonly<Record<string, unknown>>,
  before: AnyRow | undefined,
): RecordInput | undefined {
  const archives = stamps.archivedAt !== '' && before?.archivedAt === undefined;
  const common = {
    entity: entity.name,
    id,
    trusted: true,
    stamps,
    ...(archives ? { archived: true } : {}),
  };
  if (before === undefined) return { ...common, values: wanted, create: true };
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const field = entity.fields[key];
    if (field === undefined) continue;
    const merged = added(field, before[key], value);
    if (writesFor(key, field, before[key], merged).length > 0) values[key] = merged;
  }
  if (Object.keys(values).length === 0 && !archives) return undefined;
  return { ...common, values, base: before, create: false };
}

/** What the file says goes in; members and rows that only stand here stay. */
function added(field: FieldDef, here: unknown, fromFile: unknown): unknown {
  switch (kindOf(field).encoding) {
    case 'set':
      return [
        ...new Set([...((here ?? []) as readonly string[]), ...(fromFile as readonly string[])]),
      ].toSorted();
    case 'rows': {
      const rows = new Map(
        ((here ?? []) as readonly { readonly id: string }[]).map((row) => [row.id, row]),
      );
      for (const row of fromFile as readonly { readonly id: string }[]) rows.set(row.id, row);
      return [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    }
    case 'scalar':
      return fromFile;
  }
}
