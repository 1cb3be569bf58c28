import { useMemo } from 'react';

/** Names of time zones, with the one that is chosen: the platform’s list lacks some that it knows, such as UTC. */
export function useTimeZones(chosen: string | undefined): string[] {
  return useMemo(() => {
    const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
    if (chosen !== undefined && chosen !== '') known.add(chosen);
    return [...known].toSorted();
  }, [chosen]);
}
