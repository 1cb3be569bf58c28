/** What is there already of what an action would make: found, with the reasons, and which of it is meant. */
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Joins } from '../../../crm/kernel/command.ts';
import { titleOf, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import type { WorkerClient } from '../session/worker-client.ts';

export interface JoinOption {
  readonly row: AnyRow;
  readonly subtitle: string;
  /** Why it may be the one, for people. */
  readonly reasons: readonly string[];
  readonly isCertain: boolean;
}

/** One kind of record that the action makes, and what there is of it. */
export interface JoinKind {
  readonly entity: EntityDef;
  readonly made: Values;
  readonly newId: string;
  /** The certain ones first. */
  readonly options: readonly JoinOption[];
}

/** By the kind of record; null: a new one. */
export type Onto = Readonly<Record<string, string | null>>;

type Alike = CallOutput<'duplicates.alike'>;

/** Asks for each kind what is like it. Nothing is found where nobody answers: then new records are made. */
export async function findJoinable(
  client: WorkerClient,
  joins: Joins,
  row: AnyRow,
): Promise<readonly JoinKind[]> {
  const made = joins.makes(row);
  const kinds = await Promise.all(
    Object.entries(made).flatMap(([name, values]) => {
      const entity = entityNamed(name);
      return entity === undefined ? [] : [kindOf(client, joins, row, entity, values)];
    }),
  );
  return Promise.all(kinds.map((kind) => withOwners(client, joins, kinds, kind)));
}

async function kindOf(
  client: WorkerClient,
  joins: Joins,
  row: AnyRow,
  entity: EntityDef,
  made: Values,
): Promise<JoinKind> {
  const values = Object.fromEntries(
    Object.entries(made).filter(([, value]) => value !== undefined && value !== null),
  );
  const alike: Alike = await client
    .call('duplicates.alike', { entity: entity.name, values })
    .catch(() => []);
  const found = await Promise.all(
    alike.map(async ({ id, subtitle, reasons }): Promise<JoinOption[]> => {
      const existing = await read(client, entity.name, id);
      if (existing === null) return [];
      const isCertain = joins.isCertain(entity.name, made, existing);
      return [{ row: existing, subtitle, reasons, isCertain }];
    }),
  );
  const options = found.flat().toSorted((a, b) => Number(b.isCertain) - Number(a.isCertain));
  return { entity, made, newId: joins.newId(row, entity.name), options };
}

/** The company of a person who was found may be the one, whatever the lead calls it. */
async function withOwners(
  client: WorkerClient,
  { belongsTo }: Joins,
  kinds: readonly JoinKind[],
  kind: JoinKind,
): Promise<JoinKind> {
  const more: JoinOption[] = [];
  for (const { entity, options } of kinds) {
    const owner = belongsTo[entity.name];
    if (owner?.entity !== kind.entity.name) continue;
    for (const { row } of options) {
      const id = row[owner.field];
      if (typeof id !== 'string') continue;
      if ([...kind.options, ...more].some((one) => one.row.id === id)) continue;
      const existing = await read(client, kind.entity.name, id);
      if (existing === null || existing.archivedAt !== undefined) continue;
      const reasons = [`${kind.entity.label.one.toLowerCase()} of ${titleOf(entity, row)}`];
      more.push({ row: existing, subtitle: '', reasons, isCertain: false });
    }
  }
  return { ...kind, options: [...kind.options, ...more] };
}

async function read(client: WorkerClient, entity: string, id: string): Promise<AnyRow | null> {
  const { row } = await client.call('record.open', { entity, id });
  await client.call('record.close', { entity, id });
  return row as AnyRow | null;
}

/**
 * What is meant of each kind: what the person said, else that to which a chosen or certain one belongs, else what is
 * certain by itself, else a new one.
 */
export function chosenOf(joins: Joins, kinds: readonly JoinKind[], said: Onto): Onto {
  const chosen: Record<string, string | null> = {};
  for (const { entity, options } of kinds) {
    const certain = options.find(({ isCertain }) => isCertain)?.row.id;
    const name = entity.name;
    chosen[name] = name in said ? (said[name] ?? null) : (certain ?? null);
  }
  for (const { entity, options } of kinds) {
    const owner = joins.belongsTo[entity.name];
    const row = options.find((option) => option.row.id === chosen[entity.name])?.row;
    const id = owner === undefined ? undefined : row?.[owner.field];
    if (owner === undefined || typeof id !== 'string' || owner.entity in said) continue;
    const isThere = kinds.some(
      (kind) =>
        kind.entity.name === owner.entity && kind.options.some((option) => option.row.id === id),
    );
    if (isThere) chosen[owner.entity] = id;
  }
  return chosen;
}

/** What the chosen one would get, with what it then belongs to. */
export function fillsOfChoice(
  joins: Joins,
  kinds: readonly JoinKind[],
  { entity, made }: JoinKind,
  existing: AnyRow,
  chosen: Onto,
): Values {
  const owner = joins.belongsTo[entity.name];
  const of = kinds.find((kind) => kind.entity.name === owner?.entity);
  const values =
    owner === undefined || of === undefined
      ? made
      : { ...made, [owner.field]: chosen[owner.entity] ?? of.newId };
  return joins.fills(entity.name, existing, values);
}
