/** The paper of a quote with the words of all records that stand on it, asked when somebody wants to see it. */
import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { zoneOfWorkspace } from '../../../crm/kernel/workspace-zone.ts';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { paperOf, type Paper } from '../../../crm/modules/quote/paper.ts';
import type { Line } from '../../../crm/modules/quote/quote-totals.ts';
import type { QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { WORKSPACE_ID, workspace } from '../../../crm/modules/workspace/workspace.entity.ts';
import { useSession } from '../session/session.tsx';
import { todayIn } from '../session/today.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import type { PaperFacts } from './quote-paper.tsx';

/** More lines than a record holds. */
const RECORDS_MAX = 500;

export interface QuoteOnPaper {
  readonly paper: Paper;
  readonly facts: PaperFacts;
  /** At the foot of each page. */
  readonly foot: string | undefined;
}

/** null while something of it is not known yet. */
export function usePaper(row: QuoteRow): QuoteOnPaper | null {
  const { locale, timeZone } = useSession();
  const products = useMemo(
    () =>
      [...new Set(((row.lines ?? []) as readonly Line[]).map(({ product }) => product))].filter(
        (id) => typeof id === 'string',
      ),
    [row.lines],
  );
  const people = useLiveQuery(useNamed('contact', row.contact));
  const accounts = useLiveQuery(useNamed('account', row.account));
  const owners = useLiveQuery(useNamed('user', row.owner));
  const sold = useLiveQuery(useQuery('product', products));
  const teams = useLiveQuery(useNamed(workspace.name, WORKSPACE_ID));
  const answers = [people, accounts, owners, sold, teams].map(({ result }) => result);
  const [person, account, owner, , team] = answers.map(
    (answer) => answer?.rows[0] as AnyRow | undefined,
  );
  const soldRows = sold.result?.rows;
  const paper = useMemo(
    () =>
      paperOf(row, (id) => {
        const one = soldRows?.find((product) => product.id === id);
        const { name, unit } = (one ?? {}) as { name?: string; unit?: string };
        return name === undefined ? undefined : { name, unit };
      }),
    [row, soldRows],
  );
  if (answers.some((answer) => answer === undefined)) return null;
  const zone = zoneOfWorkspace(team, timeZone);
  return {
    paper,
    foot: textOf(team?.['quoteFoot']),
    facts: {
      sender: textOf(team?.['quoteSender']) ?? textOf(team?.['name']) ?? '',
      details: textOf(team?.['quoteDetails']),
      account,
      contact: person === undefined ? undefined : titleOf(contact, person),
      owner: textOf(owner?.['name']),
      // As its last day is counted: not that of the desktop which prints it, nor that of UTC.
      day: row.sentAt === undefined ? todayIn(zone) : todayIn(zone, Date.parse(row.sentAt)),
      locale,
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function useNamed(entity: string, id: string | undefined): Query {
  return useQuery(
    entity,
    useMemo(() => (id === undefined ? [] : [id]), [id]),
  );
}

function useQuery(entity: string, ids: readonly string[]): Query {
  return useMemo(
    () => ({
      entity,
      filter: { field: 'id', operator: 'anyOf', operand: [...ids] },
      sort: [],
      window: { offset: 0, limit: RECORDS_MAX },
    }),
    [entity, ids],
  );
}
