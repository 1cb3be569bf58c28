/** In which time zone promises are counted whose policy names none. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { zoneOfWorkspace } from '../../../crm/kernel/workspace-zone.ts';
import { workspace } from '../../../crm/modules/workspace/workspace.entity.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

export const thisWorkspace: Query = {
  entity: workspace.name,
  sort: [],
  window: { offset: 0, limit: 1 },
};

/** undefined while it is not known yet. */
export function useWorkspaceZone(): string | undefined {
  const { timeZone } = useSession();
  const { result } = useLiveQuery(thisWorkspace);
  return result === undefined
    ? undefined
    : zoneOfWorkspace(result.rows[0] as AnyRow | undefined, timeZone);
}
