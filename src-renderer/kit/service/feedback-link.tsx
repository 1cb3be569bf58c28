/** Of a resolved ticket: asks its customer for feedback, and gives the link at which they answer. */
import { Button } from '@mantine/core';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { invitationId } from '../../../crm/modules/survey/survey-ids.ts';
import { INVITE, surveyForTickets } from '../../../crm/modules/survey/survey.rules.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { useActs } from '../acts/acts.ts';
import { copyText } from '../acts/copy-text.ts';
import { sayProblem } from '../acts/toast.tsx';
import { Icon } from '../icons/icon.tsx';
import { usePortal, useSurveys } from './use-portal.ts';

export function FeedbackLink({ row }: { readonly row: TicketRow }) {
  const acts = useActs();
  const portal = usePortal();
  const surveys = useSurveys();
  const by = surveyForTickets((surveys ?? []) as unknown as readonly AnyRow[]);
  // Nothing to ask, or nowhere to answer: the settings say how that begins.
  if (by === undefined || portal?.enabled !== true || portal.address === undefined) return null;
  const link = `${portal.address}s/${invitationId(by.id, row.id)}`;
  const ask = async (): Promise<void> => {
    const refused = await acts.run(INVITE, { ticket: row.id }, 'Feedback can be given');
    if (refused !== null && refused.code !== 'already-invited') return sayProblem(refused);
    await copyText(link, 'Link to the survey copied: put it into your reply');
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<Icon name="star" size={14} />}
      onClick={() => void ask()}
    >
      Copy survey link
    </Button>
  );
}
