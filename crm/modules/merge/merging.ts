/** Merging: the survivor gets the values, whatever linked to the others links to it, the others go to the archive. */
import type { Plan, Reader, RecordValues } from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import {
  canPointAt,
  eachLink,
  pointerAt,
  pointsAt,
  repointed,
  spotPath,
  type LinkSpot,
} from '../../kernel/record-links.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { bookOf, wasBoth, type Move } from './merge-book.ts';
import { mergedFields, type Choices } from './merged-values.ts';
import { keptChange, slotChanges, valueAt, type KeptChange } from './slots.ts';
import { mergedInto } from './survivor.ts';

export interface MergeInput {
  readonly entity: string;
  readonly survivor: string;
  readonly losers: readonly string[];
  readonly take: Choices;
}

export interface PlannedMerge extends Plan {
  /** How many records of each entity link elsewhere afterwards. */
  readonly moving: Readonly<Record<string, number>>;
}

export function planMerge(
  entities: readonly EntityDef[],
  read: Reader,
  input: MergeInput,
): Result<PlannedMerge> {
  const entity = entities.find(({ name }) => name === input.entity);
  const losers = [...new Set(input.losers)].filter((id) => id !== input.survivor);
  const rows = [input.survivor, ...losers].map((id) => read.get(input.entity, id));
  if (entity?.duplicates === undefined || losers.length === 0) return fail(notMergeable(entity));
  const gone = rows.indexOf(undefined);
  if (gone >= 0) return fail(goneProblem(entity));
  const present = rows as readonly AnyRow[];
  const [survivor, ...others] = present;
  if (survivor === undefined) return fail(goneProblem(entity));
  const merged = present.find((row) => mergedInto(row) !== undefined);
  if (merged !== undefined || survivor.archivedAt !== undefined)
    return fail(mergedProblem(entity, merged ?? survivor));

  const fields = mergedFields(entity, present, input.take);
  const changesBy = new Map<string, KeptChange[]>();
  const values: Record<string, unknown> = {};
  for (const { key, value, by } of fields) {
    const changes = slotChanges(entity, key, survivor[key], value);
    if (changes.length === 0) continue;
    values[key] = value ?? null;
    for (const change of changes) {
      const owners = ownersOf(others, key, change.slot, change.to);
      const whose = by === survivor.id ? (others[0]?.id ?? '') : by;
      for (const owner of owners.length > 0 ? owners : [whose])
        changesBy.set(owner, [...(changesBy.get(owner) ?? []), keptChange(change)]);
    }
  }

  const { links, moves, moving } = planLinks(entities, read, entity, survivor.id, new Set(losers));
  const records: RecordValues[] = [
    { entity: entity.name, id: survivor.id, create: false, trusted: true, values },
  ];
  for (const loser of others) {
    records.push({
      entity: entity.name,
      id: loser.id,
      create: false,
      trusted: true,
      values: { mergedInto: survivor.id },
      archived: true,
    });
    records.push(
      ...bookOf(
        read,
        { of: entity.name, survivor: survivor.id, loser: loser.id },
        {
          name: `${titleOf(entity, loser)} → ${titleOf(entity, survivor)}`.slice(0, 500),
          moves: moves.get(loser.id) ?? [],
          changes: changesBy.get(loser.id) ?? [],
          wasArchived: loser.archivedAt !== undefined,
        },
      ),
    );
  }
  const what =
    others.length === 1
      ? titleOf(entity, others[0] ?? survivor)
      : `${others.length} ${entity.label.many.toLowerCase()}`;
  // Put together, not pushed: whoever owns everything has more links than one call has arguments.
  return ok({
    records: [...records, ...links],
    moving,
    label: `Merge ${what} into ${titleOf(entity, survivor)}`,
  });
}

/** Of a set or of child rows: the records that have this piece. It goes when the last of them goes. */
function ownersOf(
  others: readonly AnyRow[],
  key: string,
  slot: string,
  to: unknown,
): readonly string[] {
  return slot === key || to === null
    ? []
    : others.filter((row) => valueAt(row, slot) !== null).map(({ id }) => id);
}

export interface PlannedLinks {
  readonly links: readonly RecordValues[];
  readonly moves: ReadonlyMap<string, readonly Move[]>;
  readonly moving: Readonly<Record<string, number>>;
}

/** Every record that links to one of `losers` and is not itself one of them, or merged, links to the survivor. */
export function planLinks(
  entities: readonly EntityDef[],
  read: Reader,
  of: EntityDef,
  survivor: string,
  losers: ReadonlySet<string>,
): PlannedLinks {
  const links: RecordValues[] = [];
  const moves = new Map<string, Move[]>();
  const moving: Record<string, number> = {};
  const isOwn = wasBoth(read, of.name, survivor);
  for (const entity of entities) {
    if (!canPointAt(entity, of.name)) continue;
    const points = pointerAt(entity, of.name, losers);
    for (const row of read.all(entity.name)) {
      if (!points(row)) continue;
      if (entity.name === of.name && (row.id === survivor || losers.has(row.id))) continue;
      const found: { spot: LinkSpot; loser: string }[] = [];
      eachLink(entity, row, (to, id, spot) => {
        if (to === of.name && losers.has(id) && spot.field !== 'mergedInto')
          found.push({ spot, loser: id });
      });
      if (found.length === 0) continue;
      const record = `${entity.name}/${row.id}`;
      moving[entity.name] = (moving[entity.name] ?? 0) + 1;
      for (const { spot, loser } of found) {
        const path = spotPath(spot);
        const both =
          entity.fields[spot.field]?.kind === 'links' &&
          pointsAt(entity, row, path, { entity: of.name, id: survivor }) &&
          isOwn(record, path);
        moves.set(loser, [...(moves.get(loser) ?? []), { record, path, both }]);
      }
      links.push({
        entity: entity.name,
        id: row.id,
        create: false,
        trusted: true,
        values: repointed(
          entity,
          row,
          of.name,
          found.map(({ spot, loser }) => ({ spot, drop: loser, add: survivor })),
        ),
      });
    }
  }
  return { links, moves, moving };
}

function notMergeable(entity: EntityDef | undefined) {
  return {
    code: 'not-mergeable',
    message:
      entity?.duplicates === undefined
        ? 'Records of this kind cannot be merged.'
        : 'It takes two records to merge.',
    remedy: 'Choose two or more records of one kind.',
  };
}

function goneProblem(entity: EntityDef) {
  return {
    code: 'record-gone',
    message: `One of these ${entity.label.many.toLowerCase()} no longer exists.`,
    remedy: 'Choose again from the list.',
  };
}

function mergedProblem(entity: EntityDef, row: AnyRow) {
  const one = entity.label.one.toLowerCase();
  return {
    code: mergedInto(row) === undefined ? 'survivor-archived' : 'already-merged',
    message:
      mergedInto(row) === undefined
        ? `The ${one} to keep, ${titleOf(entity, row)}, is archived.`
        : `${titleOf(entity, row)} is merged into another ${one} already.`,
    remedy:
      mergedInto(row) === undefined
        ? 'Restore it first, or keep another one.'
        : 'Merge the one that it went into, or take that merge apart first.',
    record: `${entity.name}/${row.id}`,
  };
}
