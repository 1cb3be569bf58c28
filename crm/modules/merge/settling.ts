/**
 * What desktops that worked at the same time leave to be put right: two merges of a pair in opposite directions, one
 * record merged into two, something new that was linked to a record already merged. Every desktop that sees the same
 * rows plans the same writes, so it does not matter who makes them, nor how many do.
 */
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
} from '../../kernel/record-links.ts';
import { splitConversion } from '../lead/conversion.ts';
import { bookOf, isLive, mergesOf, wasBoth, type Move } from './merge-book.ts';
import { planMerge } from './merging.ts';
import { isInRing, mergedInto, survivorOf } from './survivor.ts';
import { planUnmerge, takenBack } from './unmerging.ts';

/** The next thing to put right; undefined when all is well. Asked again until then. */
export function nextSettling(entities: readonly EntityDef[], read: Reader): Plan | undefined {
  const mergeable = entities.filter((entity) => entity.duplicates !== undefined);
  const next =
    firstOf(mergeable, (entity) => ringOpened(entities, read, entity)) ??
    firstOf(mergeable, (entity) => staleMerge(entities, read, entity)) ??
    firstOf(mergeable, (entity) => backInArchive(read, entity)) ??
    firstOf(mergeable, (entity) => stragglers(entities, read, entity)) ??
    conversionJoined(entities, read);
  return next === undefined ? undefined : { ...next, unlisted: true };
}

function firstOf(
  entities: readonly EntityDef[],
  find: (entity: EntityDef) => Plan | undefined,
): Plan | undefined {
  for (const entity of entities) {
    const found = find(entity);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mergedRows(read: Reader, entity: EntityDef): readonly AnyRow[] {
  const rows: AnyRow[] = [];
  for (const row of read.all(entity.name)) if (mergedInto(row) !== undefined) rows.push(row);
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Each was merged into the other: the oldest of the ring comes back, with what was its own. */
function ringOpened(
  entities: readonly EntityDef[],
  read: Reader,
  entity: EntityDef,
): Plan | undefined {
  for (const row of mergedRows(read, entity)) {
    if (!isInRing(read, entity.name, row.id)) continue;
    if (survivorOf(read, entity.name, row.id) !== row.id) continue;
    const plan = planUnmerge(entities, read, { entity: entity.name, loser: row.id });
    if (plan.ok) return plan.value;
  }
  return undefined;
}

/** Merged into two: one of them has it, and the other gives back what it took. */
function staleMerge(
  entities: readonly EntityDef[],
  read: Reader,
  entity: EntityDef,
): Plan | undefined {
  for (const row of mergesOf(read, { of: entity.name })) {
    const loser = read.get(entity.name, row.loser ?? '');
    if (loser === undefined || isLive(read, row)) continue;
    const { records } = takenBack(entities, read, entity, [row]);
    return { records, label: `Settle a merge of ${titleOf(entity, loser)}` };
  }
  return undefined;
}

function backInArchive(read: Reader, entity: EntityDef): Plan | undefined {
  const records = mergedRows(read, entity)
    .filter((row) => row.archivedAt === undefined)
    .map(({ id }): RecordValues => {
      return { entity: entity.name, id, create: false, trusted: true, values: {}, archived: true };
    });
  return records.length === 0 ? undefined : { records, label: 'Archive what is merged' };
}

/** Of a lead that was converted twice at once, what one made new goes into what the other chose. */
function conversionJoined(entities: readonly EntityDef[], read: Reader): Plan | undefined {
  const split = splitConversion(read);
  if (split === undefined) return undefined;
  const { entity, survivor, loser, lead, field } = split;
  const merge = planMerge(entities, read, { entity, survivor, losers: [loser], take: {} });
  if (!merge.ok) return undefined;
  // Said no more: whoever takes this merge apart does not find it made again.
  const records = merge.value.records.some((one) => one.entity === 'lead' && one.id === lead)
    ? merge.value.records.map((one) =>
        one.entity === 'lead' && one.id === lead
          ? { ...one, values: { ...one.values, [field]: null } }
          : one,
      )
    : [
        ...merge.value.records,
        { entity: 'lead', id: lead, create: false, trusted: true, values: { [field]: null } },
      ];
  return { records, label: merge.value.label };
}

/** What was linked to a merged record meanwhile goes where everything else went. */
function stragglers(entities: readonly EntityDef[], read: Reader, of: EntityDef): Plan | undefined {
  const into = new Map<string, string>();
  for (const row of mergedRows(read, of)) {
    const survivor = mergedInto(row) ?? '';
    if (read.get(of.name, survivor) !== undefined) into.set(row.id, survivor);
  }
  if (into.size === 0) return undefined;
  const moves = new Map<string, Move[]>();
  const links: RecordValues[] = [];
  const isOwn = new Map<string, ReturnType<typeof wasBoth>>();
  for (const entity of entities) {
    if (!canPointAt(entity, of.name)) continue;
    const points = pointerAt(entity, of.name, into);
    for (const row of read.all(entity.name)) {
      // What is merged keeps its links for the day it comes back; a merged ticket is read as long as it is there.
      const keepsLinks = entity.duplicates !== undefined && mergedInto(row) !== undefined;
      if (keepsLinks || !points(row)) continue;
      const found: { spot: Parameters<typeof spotPath>[0]; loser: string; survivor: string }[] = [];
      eachLink(entity, row, (to, id, spot) => {
        const survivor = to === of.name ? into.get(id) : undefined;
        if (survivor !== undefined) found.push({ spot, loser: id, survivor });
      });
      if (found.length === 0) continue;
      const record = `${entity.name}/${row.id}`;
      for (const { spot, loser, survivor } of found) {
        const path = spotPath(spot);
        let own = isOwn.get(survivor);
        if (own === undefined) isOwn.set(survivor, (own = wasBoth(read, of.name, survivor)));
        const both =
          entity.fields[spot.field]?.kind === 'links' &&
          pointsAt(entity, row, path, { entity: of.name, id: survivor }) &&
          own(record, path);
        moves.set(loser, [...(moves.get(loser) ?? []), { record, path, both }]);
      }
      const values = repointed(
        entity,
        row,
        of.name,
        found.map(({ spot, loser, survivor }) => {
          const isSelf = entity.name === of.name && row.id === survivor;
          return { spot, drop: loser, add: isSelf ? null : survivor };
        }),
      );
      links.push({ entity: entity.name, id: row.id, create: false, trusted: true, values });
    }
  }
  if (links.length === 0) return undefined;
  const book = [...moves].flatMap(([loser, list]) => {
    const survivor = into.get(loser) ?? '';
    const loserRow = read.get(of.name, loser);
    const survivorRow = read.get(of.name, survivor);
    if (loserRow === undefined || survivorRow === undefined) return [];
    return bookOf(
      read,
      { of: of.name, survivor, loser },
      {
        name: `${titleOf(of, loserRow)} → ${titleOf(of, survivorRow)}`.slice(0, 500),
        moves: list,
        changes: [],
        wasArchived: false,
      },
    );
  });
  return { records: [...book, ...links], label: 'Link what came late to a merge' };
}
