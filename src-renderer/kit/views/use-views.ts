import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import type { ViewRow } from '../../../crm/modules/view/view-content.ts';
import { view } from '../../../crm/modules/view/view.entity.ts';
import { useMyTeams } from '../sharing/use-my-teams.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { savedView, standardViews, type ListView } from './standard-views.ts';

/** More views of one list than anybody tells apart. */
const VIEWS_MAX = 200;

/** Those that everybody shares, and one's own. */
export function viewsQuery(module?: string): Query {
  const visible: Filter = {
    any: [
      { field: 'shared', operator: 'isTrue' },
      { field: 'owner', operator: 'isMe' },
    ],
  };
  return {
    entity: view.name,
    filter:
      module === undefined
        ? visible
        : { all: [{ field: 'module', operator: 'is', operand: module }, visible] },
    sort: [
      { field: 'rank', direction: 'ascending' },
      { field: 'name', direction: 'ascending' },
    ],
    window: { offset: 0, limit: VIEWS_MAX },
  };
}

/** One that is shared with departments is for who is in one of them, and for its owner. */
export function isViewFor(
  { owner, departments = [] }: ViewRow,
  meId: string,
  teams: readonly string[],
): boolean {
  return (
    owner === meId || departments.length === 0 || departments.some((one) => teams.includes(one))
  );
}

export interface Views {
  /** The standard ones first. */
  readonly views: readonly ListView[];
  /** False until the saved ones are known. */
  readonly complete: boolean;
}

/** The views of a list, live: what a teammate shares is here as soon as it arrives. */
export function useViews(entity: EntityDef): Views {
  const { meId } = useSession();
  const teams = useMyTeams();
  const { result } = useLiveQuery(useMemo(() => viewsQuery(entity.name), [entity.name]));
  return useMemo(() => {
    const rows = (result?.rows ?? []) as unknown as readonly ViewRow[];
    const mine = rows.filter((row) => isViewFor(row, meId, teams));
    return {
      views: [...standardViews(entity), ...mine.map(savedView)],
      complete: result !== undefined,
    };
  }, [entity, result, meId, teams]);
}
