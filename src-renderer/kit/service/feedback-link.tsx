/** Of a resolved ticket: asks its customer for feedback, and gives the link at which they answer. */
import { Button } from '@mantine/core';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useActs } from '../acts/acts.ts';
import { copyText } from '../acts/copy-text.ts';
import { sayProblem } from '../acts/toast.tsx';
import { Icon } from '../icons/icon.tsx';
import { inviteCustomer, useSurveyLink } from './use-survey-link.ts';

export function FeedbackLink({ row }: { readonly row: TicketRow }) {
  const acts = useActs();
  const { link } = useSurveyLink(row.id);
  if (link === undefined) return null;
  const ask = async (): Promise<void> => {
    const refused = await inviteCustomer(acts, row.id);
    if (refused !== null) return sayProblem(refused);
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
