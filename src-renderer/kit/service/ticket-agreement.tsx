/** Before anybody works on a ticket: under which contract it is served, what is left of it, and what is still on its way back. */
import { contract as contractEntity } from '../../../crm/modules/contract/contract.entity.ts';
import type { Used } from '../../../crm/modules/contract/agreement.ts';
import { statusCategory } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { useAfterPaint } from '../session/use-after-paint.ts';
import { useAgreement, useUsage } from './use-agreement.ts';

export function TicketAgreement({ row }: { readonly row: TicketRow }) {
  const { locale } = useSession();
  const isLater = useAfterPaint();
  const agreement = useAgreement(row) ?? undefined;
  const usage = useUsage(row, isLater ? agreement : undefined);
  if (agreement === undefined) return null;
  const said = (used: Used | undefined, what: string): readonly string[] => {
    if (used === undefined) return [];
    const format = numberFormat(locale, { maximumFractionDigits: 1 });
    return [`${format.format(used.used)} of ${format.format(used.included)} ${what}`];
  };
  const per = agreement.includedPer?.toLowerCase() ?? 'term';
  const words = [
    ...said(usage?.tickets, 'tickets'),
    ...said(usage?.hours, 'hours'),
    ...said(usage?.visits, 'visits'),
  ];
  return (
    <p className="ticket-fate" data-look={usage?.isOver === true ? 'breached' : 'open'}>
      <Icon name={usage?.isOver === true ? 'warning' : contractEntity.icon} size={13} />
      <RecordLink entity={contractEntity.name} id={agreement.id} room="record">
        {agreement.name}
      </RecordLink>
      {words.length > 0 && (
        <span>
          · {usage?.isOver === true ? 'more than is included: ' : ''}
          {words.join(', ')} in this {per}
        </span>
      )}
    </p>
  );
}

/** A ticket that is resolved while goods are on their way is not over. */
export function OpenReturns({ row }: { readonly row: TicketRow }) {
  const count = row.openReturns ?? 0;
  if (count === 0) return null;
  const isOver = statusCategory(row.status) === 'Resolved';
  const returns = count === 1 ? '1 return is' : `${count} returns are`;
  return (
    <p className="ticket-fate" role="status" data-look={isOver ? 'breached' : 'open'}>
      <Icon name={isOver ? 'warning' : 'package-back'} size={13} />
      {isOver ? `Resolved, but ${returns} still open` : `${returns} open`}
    </p>
  );
}
