/** Ids that follow from what they belong to, so that desktops which do the same at once make one record. */
import { derivedId } from '../../kernel/ids.ts';

/** One a ticket and survey: two people who ask at once ask once. Who has no ticket's id cannot guess it. */
export function invitationId(surveyId: string, ticket: string): string {
  return derivedId('surveyInvitation', surveyId, ticket);
}

/** An invitation has one answer, the last that was given. */
export function responseId(invitation: string): string {
  return derivedId('surveyResponse', invitation);
}
