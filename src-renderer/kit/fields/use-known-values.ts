import { useMemo } from 'react';
import { useLiveQuery } from '../session/use-live-query.ts';

/** What stands in this field anywhere in the workspace, the most used first. For fields with words of one's own. */
export function useKnownValues(entity: string, fieldKey: string): readonly string[] {
  const { result } = useLiveQuery({
    entity,
    sort: [],
    group: { field: fieldKey },
    window: { offset: 0, limit: 0 },
  });
  return useMemo(
    () =>
      (result?.groups ?? [])
        .filter((group) => group.key !== '')
        .toSorted((a, b) => b.count - a.count)
        .map((group) => group.key),
    [result],
  );
}
