/** Pairs that hang together are looked at together: the third import of a file makes threes. */
import type { FoundPair } from './finder.ts';

/** More are not looked at side by side; the rest comes back when these are dealt with. */
export const CLUSTER_MAX = 8;

export interface Cluster {
  readonly ids: readonly string[];
  /** Of the likeliest pair. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The likeliest first; ties break on id, so that every desktop shows the same order. */
export function clustersOf(pairs: readonly FoundPair[]): readonly Cluster[] {
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      const above = parent.get(up) ?? up;
      parent.set(at, above);
      at = above;
    }
    return at;
  };
  for (const { a, b } of pairs) {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one !== other) parent.set(one < other ? other : one, one < other ? one : other);
  }
  const groups = new Map<string, { ids: Set<string>; pairs: FoundPair[] }>();
  for (const pair of pairs) {
    const root = rootOf(pair.a);
    let group = groups.get(root);
    if (group === undefined) groups.set(root, (group = { ids: new Set(), pairs: [] }));
    group.ids.add(pair.a).add(pair.b);
    group.pairs.push(pair);
  }
  return [...groups.values()]
    .map(({ ids, pairs: own }) => {
      const best = own.reduce((top, pair) =>
        pair.likeness.score > top.likeness.score ? pair : top,
      );
      return {
        ids: [...ids].toSorted().slice(0, CLUSTER_MAX),
        score: best.likeness.score,
        reasons: best.likeness.reasons,
      };
    })
    .toSorted((a, b) => b.score - a.score || ((a.ids[0] ?? '') < (b.ids[0] ?? '') ? -1 : 1));
}
