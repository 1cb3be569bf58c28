import { useMemo } from 'react';
import type { ListPlace } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

export interface Neighbours {
  readonly previous: { readonly id: string; readonly from: ListPlace } | null;
  readonly next: { readonly id: string; readonly from: ListPlace } | null;
  /** “3 of 85”, or '' when the record is no longer where it was. */
  readonly place: string;
}

const NONE: Neighbours = { previous: null, next: null, place: '' };

/** The records before and after this one in the list that it was opened from, live. */
export function useNeighbours(id: string, from: ListPlace | undefined): Neighbours {
  const offset = Math.max(0, (from?.index ?? 0) - 1);
  const query = useMemo(
    () =>
      from === undefined || from.ids !== undefined
        ? null
        : { ...from.query, window: { offset, limit: 3 } },
    [from, offset],
  );
  const { result } = useLiveQuery(query);
  return useMemo(() => {
    if (from?.ids !== undefined) return among(from, from.ids, id);
    if (from === undefined || result === undefined) return NONE;
    const at = result.rows.findIndex((row) => row.id === id);
    if (at < 0) return NONE;
    const index = result.offset + at;
    const neighbour = (step: 1 | -1) => {
      const row = result.rows[at + step];
      return row === undefined
        ? null
        : { id: row.id, from: { query: from.query, index: index + step } };
    };
    return {
      previous: neighbour(-1),
      next: neighbour(1),
      place: `${index + 1} of ${result.count}`,
    };
  }, [from, result, id]);
}

function among(from: ListPlace, ids: readonly string[], id: string): Neighbours {
  const at = ids.indexOf(id);
  if (at < 0) return NONE;
  const neighbour = (index: number) => {
    const other = ids[index];
    return other === undefined ? null : { id: other, from: { ...from, index } };
  };
  return {
    previous: neighbour(at - 1),
    next: neighbour(at + 1),
    place: `${at + 1} of ${ids.length}`,
  };
}
