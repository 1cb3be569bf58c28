/** How the market is divided: the rules, what is in each part, and who is in none yet. */
import { useMemo } from 'react';
import { stagedFieldOf } from '../../../crm/kernel/pipelines.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Group, Query } from '../../../crm/kernel/query.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { territory, type TerritoryRow } from '../../../crm/modules/territory/territory.entity.ts';
import { useLinkTitles } from '../../kit/fields/use-link-titles.ts';
import { numberFormat } from '../../kit/fields/formatters.ts';
import { useNavigation, useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { Sum } from '../../kit/totals/sum.tsx';
import { ApplyTerritories } from './apply-territories.tsx';
import { KeptRecords } from './kept-records.tsx';
import './territories.css';

export function TerritoriesSection() {
  return (
    <KeptRecords
      entity={territory}
      help="A new account or lead without a territory gets the closest one that fits it, on every way in. Leads can be given to whoever is in charge, by a rule of lead routing."
      empty="None yet. A territory says by country, postal code, industry or size who is in it, and who is in charge."
      hintOf={hintOf}
    >
      {(rows) =>
        rows.length > 0 && (
          <>
            <Overview rows={rows as unknown as readonly TerritoryRow[]} />
            <ApplyTerritories rows={rows as unknown as readonly TerritoryRow[]} />
          </>
        )
      }
    </KeptRecords>
  );
}

function hintOf(row: AnyRow): string | undefined {
  const { countries, postalPrefixes, industries } = row as unknown as TerritoryRow;
  const said = [...(countries ?? []), ...(postalPrefixes ?? []), ...(industries ?? [])];
  return said.length === 0 ? undefined : said.slice(0, 4).join(', ');
}

const ACCOUNTS: Query = {
  entity: 'account',
  sort: [],
  group: { field: 'territory' },
  window: { offset: 0, limit: 0 },
};

function Overview({ rows }: { readonly rows: readonly TerritoryRow[] }) {
  const { locale } = useSession();
  const { openList } = useNavigation();
  const accounts = useLiveQuery(ACCOUNTS).result?.groups;
  const deals = useLiveQuery(useOpenDeals()).result?.groups;
  const people = useLinkTitles(
    '',
    rows.flatMap((row) => row.people ?? []),
  );
  const number = numberFormat(locale, {});
  const without = groupNamed(accounts, '');
  return (
    <table className="territories" aria-label="What is in each territory">
      <thead>
        <tr>
          <th scope="col">Territory</th>
          <th scope="col">In charge</th>
          <th scope="col">Accounts</th>
          <th scope="col">Open deals</th>
        </tr>
      </thead>
      <tbody>
        {inTree(rows).map(({ row, depth }) => {
          const name = row.name ?? '';
          const count = groupNamed(accounts, name)?.count ?? 0;
          return (
            <tr key={row.id}>
              <th scope="row" style={{ paddingInlineStart: `${depth}rem` }}>
                {name}
              </th>
              <td>
                {(row.people ?? []).map((person) => people.get(person) ?? 'Somebody').join(', ')}
              </td>
              <td>
                <button
                  type="button"
                  className="link-button"
                  disabled={count === 0}
                  aria-label={`${number.format(count)} accounts in ${name}`}
                  onClick={() =>
                    openList('account', {
                      all: [{ field: 'territory', operator: 'is', operand: name }],
                    })
                  }
                >
                  {number.format(count)}
                </button>
              </td>
              <td>
                <Sum parts={groupNamed(deals, name)?.sums['amount']} of="open deals" />
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            In none
          </th>
          <td>{number.format(without?.count ?? 0)}</td>
          <td>
            <Sum parts={groupNamed(deals, '')?.sums['amount']} of="open deals" />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Deals that are neither won nor lost, by the territory of their account. */
function useOpenDeals(): Query {
  const deal = entityNamed('deal');
  const staged = deal === undefined ? undefined : stagedFieldOf(deal);
  return useMemo(
    () => ({
      entity: 'deal',
      filter: {
        field: staged?.key ?? 'stage',
        operator: 'anyOf',
        operand: (staged?.field.options ?? []).flatMap(({ outcome, value }) =>
          outcome === 'open' ? [value] : [],
        ),
      },
      sort: [],
      group: { field: 'account.territory' },
      sums: ['amount'],
      window: { offset: 0, limit: 0 },
    }),
    [staged],
  );
}

/** However it is written; '' for those in none. */
function groupNamed(groups: readonly Group[] | undefined, name: string): Group | undefined {
  return groups?.find(({ key, label }) =>
    name === '' ? key === '' : key !== '' && fold(label) === fold(name),
  );
}

/** Each after what it is part of. A circle, which two desktops may close together, stands at its end. */
function inTree(
  rows: readonly TerritoryRow[],
): readonly { readonly row: TerritoryRow; readonly depth: number }[] {
  const ids = new Set<string>(rows.map(({ id }) => id));
  const below = (parent: string | undefined, depth: number): ReturnType<typeof inTree> =>
    rows.flatMap((row) => {
      const isHere =
        parent === undefined
          ? row.parent === undefined || !ids.has(row.parent)
          : row.parent === parent;
      return isHere ? [{ row, depth }, ...below(row.id, depth + 1)] : [];
    });
  const tree = below(undefined, 0);
  const placed = new Set<string>(tree.map(({ row }) => row.id));
  return [...tree, ...rows.filter(({ id }) => !placed.has(id)).map((row) => ({ row, depth: 0 }))];
}
