/**
 * Large acts of new records that stand in no pack yet. Their envelopes are durable in the outbox, and that is enough:
 * the journal does not say them again. So an envelope stays there until the fold, also when the relay has it, and meta
 * names those that a start has to read. One that must leave before that goes into the journal as it is.
 */

/** In meta: `encodeUnfolded`. */
export const UNFOLDED_KEY = 'unfolded';

interface Kept {
  readonly bytes: Uint8Array;
  /** Id of the journal's newest entry when it was written. */
  readonly after: number;
  /** The relay has it: it goes from the disk with the fold. */
  readonly isSent: boolean;
}

/** By n. */
export type Unfolded = ReadonlyMap<number, Kept>;

export const NOTHING_UNFOLDED: Unfolded = new Map();

interface Change {
  readonly added: readonly { readonly n: number; readonly bytes: Uint8Array }[];
  readonly sent: readonly number[];
  readonly removed: readonly number[];
}

/** The same object where nothing is another. */
export function unfoldedAfter(
  before: Unfolded,
  { added, sent, removed }: Change,
  journalHead: number,
): Unfolded {
  const isSame = added.length === 0 && ![...sent, ...removed].some((n) => before.has(n));
  if (isSame) return before;
  const after = new Map(before);
  for (const n of removed) after.delete(n);
  for (const n of sent) {
    const kept = after.get(n);
    if (kept !== undefined) after.set(n, { ...kept, isSent: true });
  }
  for (const { n, bytes } of added) after.set(n, { bytes, after: journalHead, isSent: false });
  return after;
}

export function sentOf(unfolded: Unfolded): readonly number[] {
  return [...unfolded].flatMap(([n, { isSent }]) => (isSent ? [n] : []));
}

/** From one n to another, written after one entry of the journal: an act of a million records is one or two of these. */
type Stretch = readonly [first: number, last: number, after: number, isSent: boolean];

export function encodeUnfolded(unfolded: Unfolded): string {
  const stretches: [number, number, number, boolean][] = [];
  for (const [n, { after, isSent }] of [...unfolded].toSorted(([a], [b]) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && last[1] === n - 1 && last[2] === after && last[3] === isSent)
      last[1] = n;
    else stretches.push([n, n, after, isSent]);
  }
  return JSON.stringify(stretches);
}

export interface NamedUnfolded {
  readonly n: number;
  readonly after: number;
  readonly isSent: boolean;
}

/** By growing n. */
export function decodeUnfolded(saved: string): readonly NamedUnfolded[] {
  return (JSON.parse(saved) as readonly Stretch[]).flatMap(([first, last, after, isSent]) =>
    Array.from({ length: last - first + 1 }, (_, index) => ({ n: first + index, after, isSent })),
  );
}
