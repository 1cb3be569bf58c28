/** What is promised to one ticket, as its page shows it. */
import { useMemo } from 'react';
import { servicePolicy, type ServicePolicyRow } from '../../../crm/modules/policy/policy.entity.ts';
import { promiseBook } from '../../../crm/modules/policy/service-policies.ts';
import type { ServicePromise } from '../../../crm/modules/ticket/service-promise.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useAgreement } from './use-agreement.ts';
import { useWorkspaceZone } from './use-workspace-zone.ts';

/** A workspace has a handful; more than this no ticket would ever meet. */
export const POLICIES_MAX = PAGE_MAX_ROWS;

export const allPolicies: Query = {
  entity: servicePolicy.name,
  sort: [{ field: 'rank', direction: 'ascending' }],
  window: { offset: 0, limit: POLICIES_MAX },
};

/** null while it is not known yet. */
export function usePromise(row: TicketRow): ServicePromise | null {
  const timeZone = useWorkspaceZone();
  const { result } = useLiveQuery(allPolicies);
  const rows = result?.rows as unknown as readonly ServicePolicyRow[] | undefined;
  const asksAccount =
    row.account !== undefined &&
    (rows ?? []).some(({ accountTypes = [] }) => accountTypes.length > 0);
  const accounts = useLiveQuery(
    asksAccount && row.account !== undefined ? accountQuery(row.account) : null,
  ).result;
  const accountType = accounts?.rows[0]?.['type'];
  const agreement = useAgreement(row);
  const isKnown =
    rows !== undefined && (!asksAccount || accounts !== undefined) && agreement !== null;
  const book = useMemo(
    () => (rows === undefined || timeZone === undefined ? undefined : promiseBook(rows, timeZone)),
    [rows, timeZone],
  );
  const { sla, queue, priority } = row;
  return useMemo(
    () =>
      !isKnown || book === undefined || agreement === null
        ? null
        : book.promiseFor(
            { sla, queue, priority },
            typeof accountType === 'string' ? accountType : undefined,
            agreement,
          ),
    [isKnown, book, sla, queue, priority, accountType, agreement],
  );
}

function accountQuery(id: string): Query {
  return {
    entity: 'account',
    filter: { field: 'id', operator: 'anyOf', operand: [id] },
    sort: [],
    archived: 'with',
    window: { offset: 0, limit: 1 },
  };
}
