/**
 * Creations are said shortly. Each says “`createdAt` from null to now” of a document that an operation of the same
 * envelope writes; in an import that was a third of every envelope. Those that follow one another, about documents of
 * operations that follow one another, are one run.
 */
import * as z from 'zod';
import type { DocName } from '../kernel/ids.ts';
import { scalarSlot } from '../kernel/values.ts';
import { jsonSchema, type Change } from '../kernel/write.ts';

const runSchema = z.strictObject({
  /** Place of the first one among all changes, once they are put back. */
  at: z.int().min(0),
  /** Place of the operation on the first one's document. */
  op: z.int().min(0),
  count: z.int().min(1),
  /** When, as it stands in the documents. */
  to: jsonSchema,
});
export type CreationRun = z.infer<typeof runSchema>;

export const creationRunsSchema = z.array(runSchema);

type Ops = readonly { readonly doc: DocName }[];

/** The runs, from the first on, and every change that is in none of them, in order. */
export function withoutCreations(
  changes: readonly Change[],
  ops: Ops,
): { readonly runs: readonly CreationRun[]; readonly others: readonly Change[] } {
  const runs: CreationRun[] = [];
  const others: Change[] = [];
  let free = 0;
  for (const [at, change] of changes.entries()) {
    const { doc, to } = change;
    const op = isCreation(change) ? indexFrom(ops, free, doc) : -1;
    if (op < 0) {
      others.push(change);
      continue;
    }
    const run = runs.at(-1);
    const goesOn =
      run !== undefined && run.op + run.count === op && run.at + run.count === at && run.to === to;
    if (goesOn) run.count += 1;
    else runs.push({ at, op, count: 1, to });
    free = op + 1;
  }
  return { runs, others };
}

function isCreation({ slot, from, to }: Change): boolean {
  const isWhole = Object.keys(slot).length === 1;
  return from === null && typeof to === 'string' && slot.field === 'createdAt' && isWhole;
}

function indexFrom(ops: Ops, start: number, doc: DocName): number {
  for (let index = start; index < ops.length; index++) if (ops[index]?.doc === doc) return index;
  return -1;
}

/** All changes as they were; undefined when the runs do not fit to what else is there. */
export function withCreations(
  others: readonly Change[],
  runs: readonly CreationRun[],
  ops: Ops,
): readonly Change[] | undefined {
  if (runs.length === 0) return others;
  const changes: Change[] = [];
  let next = 0;
  let free = 0;
  for (const { at, op, count, to } of runs) {
    while (changes.length < at) {
      const other = others[next++];
      if (other === undefined) return undefined;
      changes.push(other);
    }
    // An operation is in one run at most: a few bytes cannot stand for millions of changes.
    if (changes.length !== at || op < free || op + count > ops.length) return undefined;
    free = op + count;
    for (const { doc } of ops.slice(op, op + count))
      changes.push({ doc, slot: scalarSlot('createdAt'), from: null, to });
  }
  return [...changes, ...others.slice(next)];
}
