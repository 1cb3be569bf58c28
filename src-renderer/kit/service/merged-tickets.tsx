/** The duplicates of a ticket: what was written about them stays readable from here. Their activities are in the timeline. */
import { useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { Notes, type NoteUse } from '../notes/notes.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

/** Beyond these, the list of merged tickets beside it has the rest. */
const SHOWN = 50;

export function MergedTickets({ id }: { readonly id: string }) {
  const query = useMemo<Query>(
    () => ({
      entity: ticket.name,
      filter: { field: 'mergedInto', operator: 'anyOf', operand: [id] },
      sort: [{ field: 'createdAt', direction: 'ascending' }],
      archived: 'with',
      window: { offset: 0, limit: SHOWN },
    }),
    [id],
  );
  const rows = (useLiveQuery(query).result?.rows ?? []) as unknown as readonly AnyRow[];
  if (rows.length === 0) return null;
  return (
    <section className="merged" aria-label="Merged into this ticket">
      <h2>Merged into this ticket</h2>
      {rows.map((row) => (
        <Merged key={row.id} row={row} />
      ))}
    </section>
  );
}

function Merged({ row }: { readonly row: AnyRow }) {
  const [opened, setOpened] = useState(false);
  const title = recordTitle(ticket, row);
  const use = useMemo<NoteUse>(
    () => ({ label: `Notes of ${title}`, placeholder: 'It has no notes.', readOnly: true }),
    [title],
  );
  const description = row['description'];
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{title}</summary>
      <div className="merged-text">
        <p>
          <RecordLink entity={ticket.name} id={row.id} room="record">
            Open it
          </RecordLink>
        </p>
        {typeof description === 'string' && <p className="tl-body">{description}</p>}
        {opened && <Notes entity={ticket.name} id={row.id} use={use} />}
      </div>
    </details>
  );
}
