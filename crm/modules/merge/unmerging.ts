/**
 * Taking a merge apart, any time later. What the merge wrote and nobody has touched since goes back; what was edited
 * since stays. Pure: everything it needs stands in the book of merges.
 */
import type { Plan, Reader, RecordValues } from '../../kernel/command.ts';
import { titleOf, type Values } from '../../kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import { parseDocName } from '../../kernel/ids.ts';
import { pointsAt, repointed, spotAt, type Repointing } from '../../kernel/record-links.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { changesOf, mergesOf, movesOf } from './merge-book.ts';
import type { Merge } from './merge.entity.ts';
import { beforeOf, fieldOfSlot, markOf, valueAt, withSlot } from './slots.ts';
import { isInRing, mergedInto } from './survivor.ts';

export interface PlannedUnmerge extends Plan {
  /** Records whose links go back, by entity. */
  readonly moving: Readonly<Record<string, number>>;
  /** Fields of the survivor that were edited since and stay as they are. */
  readonly stay: readonly string[];
}

export function planUnmerge(
  entities: readonly EntityDef[],
  read: Reader,
  { entity: of, loser: id }: { readonly entity: string; readonly loser: string },
): Result<PlannedUnmerge> {
  const entity = entities.find(({ name }) => name === of);
  const loser = read.get(of, id);
  const into = mergedInto(loser);
  if (entity === undefined || loser === undefined || into === undefined) {
    return fail({
      code: 'not-merged',
      message: 'This record is not merged into another one.',
      remedy: 'It may have been taken apart by a teammate; open it again.',
      record: `${of}/${id}`,
    });
  }
  const survivor = read.get(of, into);
  if (survivor !== undefined && mergedInto(survivor) !== undefined && !isInRing(read, of, id)) {
    return fail({
      code: 'later-work',
      message: `${titleOf(entity, survivor)} was itself merged into another ${entity.label.one.toLowerCase()} later.`,
      remedy: 'Take that merge apart first.',
      record: `${of}/${survivor.id}`,
    });
  }
  const merges = mergesOf(read, { of, loser: id });
  const back = takenBack(entities, read, entity, merges);
  const wasArchived = merges.some((merge) => merge.wasArchived === true);
  const own: RecordValues = {
    entity: of,
    id,
    create: false,
    trusted: true,
    values: { mergedInto: null },
    ...(wasArchived ? {} : { archived: false }),
  };
  const from = survivor === undefined ? '' : ` from ${titleOf(entity, survivor)}`;
  return ok({
    ...back,
    records: [own, ...back.records],
    label: `Unmerge ${titleOf(entity, loser)}${from}`,
  });
}

/** The writes that take back what stands in these merges, all of one loser. */
export function takenBack(
  entities: readonly EntityDef[],
  read: Reader,
  of: EntityDef,
  merges: readonly Merge[],
): Omit<PlannedUnmerge, 'label'> {
  const stay = new Set<string>();
  const records: RecordValues[] = [];
  const changes = new Map<string, Repointing[]>();
  for (const merge of merges) {
    records.push({ entity: 'merge', id: merge.id, create: false, values: {}, removed: true });
    for (const move of movesOf(merge)) {
      const { record = '', path = '' } = move;
      const row = rowNamed(read, record);
      const entity = entities.find(({ name }) => name === row?.entity);
      const { survivor: kept = '', loser = '' } = merge;
      if (row === undefined || entity === undefined) continue;
      if (!pointsAt(entity, row, path, { entity: of.name, id: kept })) continue;
      const keeps = move.both === true || cameFromOthers(read, of.name, merge, record, path);
      const change = { spot: spotAt(path), drop: kept, add: loser, keeps };
      changes.set(record, [...(changes.get(record) ?? []), change]);
    }
  }
  const bySurvivor = new Map<string, Merge[]>();
  for (const merge of merges) {
    const kept = merge.survivor ?? '';
    bySurvivor.set(kept, [...(bySurvivor.get(kept) ?? []), merge]);
  }
  for (const [id, own] of bySurvivor) {
    const row = read.get(of.name, id);
    if (row === undefined) continue;
    const values = survivorBefore(read, of, row, own, stay);
    if (Object.keys(values).length > 0)
      records.push({ entity: of.name, id, create: false, trusted: true, values });
  }
  const moving: Record<string, number> = {};
  for (const [name, repointings] of changes) {
    const row = rowNamed(read, name);
    const entity = entities.find((one) => one.name === row?.entity);
    if (row === undefined || entity === undefined) continue;
    moving[entity.name] = (moving[entity.name] ?? 0) + 1;
    records.push({
      entity: entity.name,
      id: row.id,
      create: false,
      trusted: true,
      values: repointed(entity, row, of.name, repointings),
    });
  }
  return {
    records,
    moving,
    stay: [...stay].map((key) => of.fields[key]?.label ?? key),
  };
}

function survivorBefore(
  read: Reader,
  of: EntityDef,
  row: AnyRow,
  merges: readonly Merge[],
  stay: Set<string>,
): Values {
  let values: Values = {};
  for (const merge of merges) {
    for (const change of changesOf(merge)) {
      const { slot = '' } = change;
      const key = fieldOfSlot(slot);
      if (of.fields[key] === undefined) continue;
      if (markOf(valueAt(row, slot)) !== change.mark) stay.add(key);
      else if (!alsoGivenBy(read, of.name, merge, slot)) {
        const before = beforeOf(change);
        // A required field is never emptied.
        if (before !== null || of.fields[key].required !== true)
          values = withSlot(values, row, slot, before);
      }
    }
  }
  return values;
}

function others(read: Reader, of: string, merge: Merge): readonly Merge[] {
  return mergesOf(read, { of, survivor: merge.survivor ?? '' }).filter(
    (other) => other.loser !== merge.loser,
  );
}

/** Another record that is merged into the same one brought this link too. */
function cameFromOthers(
  read: Reader,
  of: string,
  merge: Merge,
  record: string,
  path: string,
): boolean {
  return others(read, of, merge).some((other) =>
    movesOf(other).some((move) => move.record === record && move.path === path),
  );
}

/** A member of a set that another merged record holds as well stays for its sake. */
function alsoGivenBy(read: Reader, of: string, merge: Merge, slot: string): boolean {
  const key = fieldOfSlot(slot);
  if (key === slot) return false;
  return others(read, of, merge).some((other) => {
    const loser = read.get(of, other.loser ?? '');
    return loser !== undefined && valueAt(loser, slot) !== null;
  });
}

function rowNamed(read: Reader, name: string): AnyRow | undefined {
  const address = parseDocName(name);
  return address === null ? undefined : read.get(address.entity, address.id);
}
