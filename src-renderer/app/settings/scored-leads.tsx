import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { lead as builtInLead } from '../../../crm/modules/lead/lead.entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useNavigation } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

const SHOWN = 5;

function asked(direction: 'ascending' | 'descending'): Query {
  return {
    entity: 'lead',
    filter: {
      field: 'status',
      operator: 'noneOf',
      operand: ['Converted', 'Unqualified', 'Junk'],
    },
    sort: [{ field: 'leadScore', direction }],
    window: { offset: 0, limit: SHOWN },
  };
}

/** What the rules make of the leads that are there, at both ends. */
export function ScoredLeads() {
  const { result: top } = useLiveQuery(useMemo(() => asked('descending'), []));
  const { result: bottom } = useLiveQuery(useMemo(() => asked('ascending'), []));
  if (top === undefined || bottom === undefined) return null;
  if (top.count === 0)
    return <p className="field-help">No open leads yet: what the rules make of them shows here.</p>;
  return (
    <div className="scored-leads">
      <Leads label="Highest now" rows={top.rows as unknown as readonly AnyRow[]} />
      {top.count > SHOWN && (
        <Leads label="Lowest now" rows={bottom.rows as unknown as readonly AnyRow[]} />
      )}
    </div>
  );
}

function Leads({ label, rows }: { readonly label: string; readonly rows: readonly AnyRow[] }) {
  const { openRecord } = useNavigation();
  const lead = entityNamed('lead') ?? builtInLead;
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <span className="score-points">{row['leadScore'] as number}</span>
            <button type="button" className="score-name" onClick={() => openRecord('lead', row.id)}>
              {titleOf(lead, row)}
            </button>
            <span className="score-when">
              {(row['scoreReasons'] as string | undefined) ?? 'No rule fits'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
