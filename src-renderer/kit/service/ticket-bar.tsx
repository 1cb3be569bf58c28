/** What one does with a ticket besides answering it: take it, merge it, split it; and what became of it. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { statusCategory, ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { returnAction } from '../../../crm/modules/return/return.rules.ts';
import { useRecordAction } from '../record/use-record-action.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import { useAfterPaint } from '../session/use-after-paint.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import type { TimelineData } from '../timeline/use-timeline.ts';
import { TAKE_KEY } from './desk-page.tsx';
import { FeedbackLink } from './feedback-link.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ReplyButton } from './reply-button.tsx';
import { SplitDialog } from './split-dialog.tsx';
import type { Replying } from './use-replying.ts';
import { OpenReturns, TicketAgreement } from './ticket-agreement.tsx';
import { useTakeTicket } from './use-take-ticket.ts';

interface TicketBarProps {
  readonly row: TicketRow;
  readonly timeline: TimelineData;
  readonly titleOf: TitleOf;
  readonly reply: Replying;
}

export function TicketBar({ row, timeline, titleOf, reply }: TicketBarProps) {
  const { meId } = useSession();
  const { take } = useTakeTicket();
  const actions = useRecordAction(ticket);
  // What asks more of the store comes after what the page is opened for.
  const isComplete = useAfterPaint();
  const [dialog, setDialog] = useState<'merge' | 'split' | null>(null);
  const isMerged = row.mergedInto !== undefined;
  const canTake = row.agent !== meId && !isMerged;
  usePageKey(TAKE_KEY, canTake ? () => void take(row.id) : null);
  return (
    <div className="ticket-bar">
      {!isMerged && <ReplyButton reply={reply} />}
      {canTake && (
        <Button
          variant="default"
          rightSection={
            <kbd className="key" aria-hidden="true">
              {TAKE_KEY.toUpperCase()}
            </kbd>
          }
          onClick={() => void take(row.id)}
        >
          Assign to me
        </Button>
      )}
      {!isMerged && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Icon name="arrows-join" size={14} />}
          onClick={() => setDialog('merge')}
        >
          Merge…
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<Icon name="copy" size={14} />}
        onClick={() => setDialog('split')}
      >
        Split…
      </Button>
      {returnAction.isOffered({ ...row }) && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<Icon name={returnAction.icon} size={14} />}
          onClick={() => void actions.run(returnAction, { ...row })}
        >
          {returnAction.label}
        </Button>
      )}
      {actions.dialog}
      {isComplete && !isMerged && statusCategory(row.status) === 'Resolved' && (
        <FeedbackLink row={row} />
      )}
      <Escalated row={row} titleOf={titleOf} />
      <TicketAgreement row={row} />
      <OpenReturns row={row} />
      {row.mergedInto !== undefined && (
        <p className="ticket-fate" role="status">
          <Icon name="arrows-join" size={13} /> Merged into{' '}
          <RecordLink entity={ticket.name} id={row.mergedInto} room="record">
            {titleOf(ticket.name, row.mergedInto) ?? 'a ticket that is not here yet'}
          </RecordLink>
        </p>
      )}
      {dialog === 'merge' && <MergeDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'split' && (
        <SplitDialog row={row} timeline={timeline} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}

function Escalated({ row, titleOf }: Pick<TicketBarProps, 'row' | 'titleOf'>) {
  const { locale, timeZone } = useSession();
  if (row.escalatedAt === undefined) return null;
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const to = row.escalatedTo === undefined ? undefined : titleOf('user', row.escalatedTo);
  return (
    <p className="ticket-fate" data-look="breached">
      <Icon name="warning" size={13} /> Escalated{to === undefined ? '' : ` to ${to}`},{' '}
      <time dateTime={row.escalatedAt}>{when.format(new Date(row.escalatedAt))}</time>
    </p>
  );
}
