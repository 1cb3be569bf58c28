import { useSession } from '../session/session.tsx';

const NONE: readonly string[] = [];

/** The departments of the person at this desktop. */
export function useMyTeams(): readonly string[] {
  return useSession().teams ?? NONE;
}
