/** Which day the team writes: what runs out at midnight runs out for all of them at once, wherever each one is. */
import { useWorkspaceZone } from '../service/use-workspace-zone.ts';
import { useSession } from './session.tsx';
import { todayIn } from './today.ts';

/** The person's own day until the workspace is known. */
export function useTeamDay(): string {
  const { timeZone } = useSession();
  return todayIn(useWorkspaceZone() ?? timeZone);
}
