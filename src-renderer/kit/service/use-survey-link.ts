/** The link at which a ticket's customer answers the survey; it leads somewhere once they are invited. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { invitationId } from '../../../crm/modules/survey/survey-ids.ts';
import { INVITE, surveyForTickets } from '../../../crm/modules/survey/survey.rules.ts';
import type { Acts } from '../acts/acts.ts';
import { pageOf, usePortal, useSurveys } from './use-portal.ts';

export interface SurveyLink {
  /** undefined where there is nothing to ask, or nowhere to answer: the settings say how that begins. */
  readonly link: string | undefined;
  /** It has been read whether there is one. */
  readonly isKnown: boolean;
}

export function useSurveyLink(ticketId: string): SurveyLink {
  const portal = usePortal();
  const surveys = useSurveys();
  const by = surveyForTickets((surveys ?? []) as unknown as readonly AnyRow[]);
  return {
    link: by === undefined ? undefined : pageOf(portal, `s/${invitationId(by.id, ticketId)}`),
    isKnown: portal !== undefined && surveys !== undefined,
  };
}

/** Whoever was asked before is not asked again: the link is the same. */
export async function inviteCustomer(acts: Acts, ticketId: string): Promise<Problem | null> {
  const refused = await acts.run(INVITE, { ticket: ticketId }, 'Feedback can be given');
  return refused?.code === 'already-invited' ? null : refused;
}
