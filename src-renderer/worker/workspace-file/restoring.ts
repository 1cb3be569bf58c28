/** What a whole-workspace file would write here: only what differs. Pure but for the reading of rows. */
import { checkPatch, neededFields, numberFields } from '../../../crm/kernel/derive.ts';
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
  engine: Pick<Engine, 'get' | 'all'>,
  goOn: (records: number) => Promise<boolean>,
): Promise<RestorePlan | undefined> {
  const { records, problems } = recordsOf(entity, file);
  const inputs: RecordInput[] = [];
  const found: RestoreReport['problems'] = problems.map((problem) => ({ ...problem }));
  let [created, updated, unchanged] = [0, 0, 0];
  const numbers = takenNumbers(entity, engine);
  for (const [position, record] of records.entries()) {
    const before = engine.get(entity.name, record.id);
    const refuse = (what: string): void =>
      void found.push({ file: entity.label.many, row: position + 2, what });
    const wanted = withOwnNumbers(
      entity,
      accepted(entity, record, refuse),
      before,
      numbers,
      refuse,
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
    report: { entity: entity.name, label: entity.label.many, created, updated, unchanged },
    problems: found,
  };
}

/** Running numbers that records have, by field. */
type TakenNumbers = ReadonlyMap<string, Set<unknown>>;

function takenNumbers(entity: EntityDef, engine: Pick<Engine, 'all'>): TakenNumbers {
  const taken = new Map(numberFields(entity).map((key) => [key, new Set<unknown>()]));
  if (taken.size === 0) return taken;
  for (const row of engine.all(entity.name)) {
    for (const [key, numbers] of taken) numbers.add(row[key]);
  }
  return taken;
}

/**
 * A record that has a number keeps it, and one that comes back has the number that it had, by which customers know it.
 * If that is another record's by now it gets a new one from the relay, which has the last word in any case.
 */
function withOwnNumbers(
  entity: EntityDef,
  values: Readonly<Record<string, unknown>>,
  before: AnyRow | undefined,
  taken: TakenNumbers,
  refuse: (what: string) => void,
): Readonly<Record<string, unknown>> {
  let own = values;
  for (const [key, numbers] of taken) {
    const number = values[key];
    if (number === undefined) continue;
    const keeps = before?.[key] !== undefined;
    if (!keeps && !numbers.has(number)) {
      numbers.add(number);
      continue;
    }
    if (!keeps) refuse(`${entity.fields[key]?.label ?? key} (another record has it)`);
    own = Object.fromEntries(Object.entries(own).filter(([other]) => other !== key));
  }
  return own;
}

/** The values that the entity takes; the others are named. */
function accepted(
  entity: EntityDef,
  record: ReadRecord,
  refuse: (label: string) => void,
): Record<string, unknown> {
  let values = Object.fromEntries(
    Object.entries(record.values).filter(([key]) => entity.fields[key] !== undefined),
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
