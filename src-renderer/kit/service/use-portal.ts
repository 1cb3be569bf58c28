/** What the team has set up for its customers. */
import type { Query } from '../../../crm/kernel/query.ts';
import { portal, type PortalRow } from '../../../crm/modules/portal/portal.entity.ts';
import { survey, type SurveyRow } from '../../../crm/modules/survey/survey.entity.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

const SURVEYS_MAX = 200;

const thePortal: Query = { entity: portal.name, sort: [], window: { offset: 0, limit: 1 } };

const allSurveys: Query = {
  entity: survey.name,
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: SURVEYS_MAX },
};

/** undefined while it is not known; null: there is none yet. */
export function usePortal(): PortalRow | null | undefined {
  const { result } = useLiveQuery(thePortal);
  if (result === undefined) return undefined;
  return (result.rows[0] as unknown as PortalRow | undefined) ?? null;
}

type Served = PortalRow | null | undefined;

/** A page that customers can open; undefined while no relay shows any. */
export function pageOf(served: Served, path: string): string | undefined {
  return served?.enabled === true && served.address !== undefined
    ? `${served.address}${path}`
    : undefined;
}

/** Where customers read an article that is published for them. */
export function articleLink(served: Served, id: string): string | undefined {
  return served?.pages?.includes('Answers') === true ? pageOf(served, `a/${id}`) : undefined;
}

export function useSurveys(): readonly SurveyRow[] | undefined {
  return useLiveQuery(allSurveys).result?.rows as unknown as readonly SurveyRow[] | undefined;
}
