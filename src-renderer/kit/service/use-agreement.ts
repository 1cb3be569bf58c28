/** The contract under which a ticket is served, and what is used of it. */
import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import {
  agreementOf,
  usageFrom,
  usageQuestions,
  type Usage,
} from '../../../crm/modules/contract/agreement.ts';
import type { ContractRow } from '../../../crm/modules/contract/contract.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useWorkspaceZone } from './use-workspace-zone.ts';

/** Of one account; more than this no customer has. */
const CONTRACTS_MAX = 200;

/** null while it is not known yet; undefined: none. */
export function useAgreement(row: TicketRow): ContractRow | undefined | null {
  const timeZone = useWorkspaceZone();
  const { account, contract } = row;
  const query = useMemo<Query | null>(() => contractsOf(account, contract), [account, contract]);
  const rows = useLiveQuery(query).result?.rows as unknown as readonly ContractRow[] | undefined;
  return useMemo(() => {
    if (query === null) return undefined;
    if (rows === undefined || timeZone === undefined) return null;
    return agreementOf(row, rows, timeZone);
  }, [query, rows, timeZone, row]);
}

function contractsOf(account: string | undefined, contract: string | undefined): Query | null {
  if (account === undefined && contract === undefined) return null;
  return {
    entity: 'contract',
    filter: {
      any: [
        ...(account === undefined
          ? []
          : [{ field: 'account', operator: 'anyOf', operand: [account] }]),
        ...(contract === undefined
          ? []
          : [{ field: 'id', operator: 'anyOf', operand: [contract] }]),
      ],
    },
    sort: [],
    window: { offset: 0, limit: CONTRACTS_MAX },
  };
}

/** Of the stretch of days in which the ticket was made; undefined while it is not known, or where nothing is included. */
export function useUsage(row: TicketRow, contract: ContractRow | undefined): Usage | undefined {
  const timeZone = useWorkspaceZone();
  const { createdAt } = row;
  const asked = useMemo(
    () =>
      contract === undefined || timeZone === undefined
        ? undefined
        : usageQuestions(contract, dayIn(Date.parse(createdAt), timeZone), timeZone),
    [contract, timeZone, createdAt],
  );
  const { tickets, visits } = asked ?? {};
  const counted = useLiveQuery(tickets ?? null).result;
  const visited = useLiveQuery(visits ?? null).result;
  return useMemo(() => {
    if (contract === undefined || (tickets === undefined && visits === undefined)) return undefined;
    if (tickets !== undefined && counted === undefined) return undefined;
    if (visits !== undefined && visited === undefined) return undefined;
    return usageFrom(contract, { tickets: counted, visits: visited });
  }, [contract, tickets, visits, counted, visited]);
}
