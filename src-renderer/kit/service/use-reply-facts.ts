/** What the places of a saved reply are filled with on this ticket. */
import { useMemo } from 'react';
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { RowOf } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import type { ReplyFacts } from '../../../crm/modules/ticket/placeholders.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useSurveyLink } from './use-survey-link.ts';
import { useWorkspace } from '../client/use-latest.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

export interface ReplyContext {
  readonly facts: ReplyFacts;
  /** Contact, survey and portal have been read: what is missing from the facts now is missing from the records. */
  readonly complete: boolean;
  /** Where the mail program would send it. */
  readonly address: string | undefined;
}

export function useReplyContext(row: TicketRow, titleOf: TitleOf, nowMs: number): ReplyContext {
  const { client, locale, timeZone } = useSession();
  const workspace = useWorkspace(client);
  const { result } = useLiveQuery(row.contact === undefined ? null : contactQuery(row.contact));
  const person = result?.rows[0] as RowOf<typeof contact> | undefined;
  const { link, isKnown } = useSurveyLink(row.id);
  const me = workspace?.state === 'open' ? workspace.userName : undefined;
  return useMemo(() => {
    const text = (key: 'number' | 'subject' | 'status' | 'priority'): string =>
      formatValue(ticket.fields[key], row[key], { locale, timeZone, titleOf });
    const known: Record<string, string | undefined> = {
      'contact.firstName': person?.firstName,
      'contact.lastName': person?.lastName,
      'contact.name': row.contact === undefined ? undefined : titleOf(contact.name, row.contact),
      'account.name': row.account === undefined ? undefined : titleOf('account', row.account),
      'product.name': row.product === undefined ? undefined : titleOf('product', row.product),
      'ticket.number': text('number'),
      'ticket.subject': text('subject'),
      'ticket.status': text('status'),
      'ticket.priority': text('priority'),
      'me.name': me,
      survey: link,
      today: dateFormat(locale, { dateStyle: 'long', timeZone }).format(nowMs),
    };
    const emails = person?.emails ?? [];
    return {
      complete: isKnown && (row.contact === undefined || result !== undefined),
      facts: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
      address: (emails.find(({ primary }) => primary === true) ?? emails[0])?.address,
    };
  }, [row, person, result, link, isKnown, me, titleOf, locale, timeZone, nowMs]);
}

function contactQuery(id: string): Query {
  return {
    entity: contact.name,
    filter: { field: 'id', operator: 'anyOf', operand: [id] },
    sort: [],
    archived: 'with',
    window: { offset: 0, limit: 1 },
  };
}
