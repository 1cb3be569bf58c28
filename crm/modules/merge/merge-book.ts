/** The book of merges: which records say what went from a merged record into its survivor. */
import type { Reader, RecordValues } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { Merge } from './merge.entity.ts';
import type { KeptChange } from './slots.ts';

/** Well under the 500 child rows of a field, so that what two desktops add at once fits too. */
const PART_ROWS = 200;

export interface Move {
  readonly record: string;
  readonly path: string;
  readonly both: boolean;
}

export interface MoveRow {
  readonly id: string;
  readonly record?: string;
  readonly path?: string;
  readonly both?: boolean;
}

export interface Pair {
  readonly of: string;
  readonly survivor: string;
  readonly loser: string;
}

export function mergesOf(read: Reader, wanted: Partial<Pair> & Pick<Pair, 'of'>): readonly Merge[] {
  const found: Merge[] = [];
  for (const row of read.all('merge')) {
    const one = row as Merge;
    if (one.of !== wanted.of) continue;
    if (wanted.survivor !== undefined && one.survivor !== wanted.survivor) continue;
    if (wanted.loser !== undefined && one.loser !== wanted.loser) continue;
    found.push(one);
  }
  return found.toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0) || (a.id < b.id ? -1 : 1));
}

export function movesOf(merge: Merge): readonly MoveRow[] {
  return merge.moves ?? [];
}

export function changesOf(merge: Merge): readonly KeptChange[] {
  return merge.changes ?? [];
}

function moveRow({ record, path, both }: Move): MoveRow {
  return { id: derivedId('move', record, path), record, path, ...(both ? { both } : {}) };
}

/** Writes down what went over, in as many parts as it takes; what stands there already stays. */
export function bookOf(
  read: Reader,
  pair: Pair,
  entry: {
    readonly name: string;
    readonly moves: readonly Move[];
    readonly changes: readonly KeptChange[];
    readonly wasArchived: boolean;
  },
): readonly RecordValues[] {
  const known = new Set(
    mergesOf(read, pair).flatMap((merge) => movesOf(merge).map(({ id }) => id)),
  );
  const moves = entry.moves.map(moveRow).filter(({ id }) => !known.has(id));
  const { changes } = entry;
  const records: RecordValues[] = [];
  for (let part = 0; part === 0 || moves.length > 0 || part * PART_ROWS < changes.length; part++) {
    const id = derivedId('merge', pair.of, pair.survivor, pair.loser, String(part));
    const before = read.get('merge', id) as Merge | undefined;
    const oldMoves = before === undefined ? [] : movesOf(before);
    const oldChanges = before === undefined ? [] : changesOf(before);
    const movesHere = moves.splice(0, Math.max(0, PART_ROWS - oldMoves.length));
    // The value from before the first merge is the one to go back to.
    const changesHere = changes
      .slice(part * PART_ROWS, (part + 1) * PART_ROWS)
      .filter(({ id: slot }) => oldChanges.every((old) => old.id !== slot));
    if (before !== undefined && movesHere.length === 0 && changesHere.length === 0) continue;
    records.push({
      entity: 'merge',
      id,
      create: true,
      trusted: true,
      values: {
        name: entry.name,
        ...pair,
        part,
        ...(entry.wasArchived && before === undefined ? { wasArchived: true } : {}),
        moves: [...oldMoves, ...movesHere],
        changes: [...oldChanges, ...changesHere],
      },
    });
  }
  return records;
}

/** True when the link was the record's own before the survivor took in anybody. */
export function wasBoth(
  read: Reader,
  of: string,
  survivor: string,
): (record: string, path: string) => boolean {
  const came = new Set<string>();
  for (const merge of mergesOf(read, { of, survivor })) {
    for (const move of movesOf(merge))
      if (move.both !== true) came.add(`${move.record ?? ''} ${move.path ?? ''}`);
  }
  return (record, path) => !came.has(`${record} ${path}`);
}

export function isLive(read: Reader, merge: Merge): boolean {
  const loser: AnyRow | undefined = read.get(merge.of ?? '', merge.loser ?? '');
  return loser?.['mergedInto'] === merge.survivor;
}
