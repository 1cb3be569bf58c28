/** What the page of a record that promises service has besides every other's. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import type { TitleOf } from '../session/session.tsx';
import type { TimelineData } from '../timeline/use-timeline.ts';
import { MergedTickets } from './merged-tickets.tsx';
import { Reply } from './reply-composer.tsx';
import { ServiceClocks } from './service-clocks.tsx';
import { TicketBar } from './ticket-bar.tsx';
import type { Replying } from './use-replying.ts';

interface ServiceProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly timeline: TimelineData;
  readonly titleOf: TitleOf;
  readonly reply: Replying;
}

/** In its head: the clocks, the way to the reply, and whose it is. */
export function ServiceHead({ entity, row, timeline, titleOf, reply }: ServiceProps) {
  if (!entity.traits.includes('serviceLevel')) return null;
  return (
    <div className="service-head">
      <ServiceClocks entity={entity} row={row} timeline={timeline} />
      <TicketBar row={row as TicketRow} timeline={timeline} titleOf={titleOf} reply={reply} />
    </div>
  );
}

/** Before all else: the reply, and what was merged into it. */
export function ServiceConversation({
  entity,
  row,
  titleOf,
  reply,
}: Omit<ServiceProps, 'timeline'>) {
  if (!entity.traits.includes('serviceLevel')) return null;
  const ticket = row as TicketRow;
  return (
    <>
      {reply.opened && ticket.mergedInto === undefined && (
        <Reply row={ticket} titleOf={titleOf} onClose={reply.close} />
      )}
      <MergedTickets id={row.id} />
    </>
  );
}
