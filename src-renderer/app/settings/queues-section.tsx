/** Where tickets wait: the queues that the team keeps, with how many open tickets are in each. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Filter } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { queue, type QueueRow } from '../../../crm/modules/queue/queue.entity.ts';
import { ADD_QUEUE, MERGE_QUEUES } from '../../../crm/modules/queue/queue.rules.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { numberFormat } from '../../kit/fields/formatters.ts';
import { FieldInput } from '../../kit/record/field-input.tsx';
import { useQueues } from '../../kit/service/use-queues.ts';
import { useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { NewByName } from './new-by-name.tsx';
import './pipelines/pipelines.css';

export function QueuesSection() {
  const rows = useQueues();
  const { result } = useLiveQuery({
    entity: ticket.name,
    sort: [],
    group: { field: 'queue' },
    window: { offset: 0, limit: 0 },
  });
  const countOf = (id: string): number => result?.groups?.find(({ key }) => key === id)?.count ?? 0;
  const kept = (rows ?? []).filter(({ archivedAt }) => archivedAt === undefined);
  const deleted = (rows ?? []).filter(({ archivedAt }) => archivedAt !== undefined);
  return (
    <section aria-label="Queues" aria-busy={rows === undefined}>
      <h2>Queues</h2>
      <p className="field-help">
        {rows !== undefined && kept.length === 0
          ? 'None yet. A queue is where tickets wait for the people who work on such tickets, such as “Billing”. An import adds those that its file names.'
          : 'Where tickets wait for the people who work on such tickets. The desk counts each, and policies can promise more to some.'}
      </p>
      {kept.length > 0 && (
        <table className="stages">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col" className="stages-count">
                Tickets
              </th>
              <th scope="col">
                <span className="visually-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {kept.map((row) => (
              <KeptQueue
                key={row.id}
                row={row}
                count={countOf(row.id)}
                twin={kept.find((other) => other.id < row.id && isNamedAlike(other, row))}
              />
            ))}
          </tbody>
        </table>
      )}
      <NewQueue />
      {deleted.length > 0 && (
        <section aria-label="Deleted queues">
          <h3 className="settings-list-head">Deleted queues</h3>
          <p className="field-help">Tickets that are in one stay in it.</p>
          <ul className="acts">
            {deleted.map((row) => (
              <DeletedQueue key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

/** Two people who were apart may have renamed two to one name. */
function isNamedAlike(a: QueueRow, b: QueueRow): boolean {
  return fold(a.name ?? '') === fold(b.name ?? '');
}

interface KeptQueueProps {
  readonly row: QueueRow;
  readonly count: number;
  /** An earlier one of the same name. */
  readonly twin: QueueRow | undefined;
}

function KeptQueue({ row, count, twin }: KeptQueueProps) {
  const acts = useActs();
  const { locale, navigation } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, name = '' } = row;
  const rename = async (next: unknown): Promise<void> => {
    if (typeof next === 'string')
      setProblem(await acts.update(queue, id, { name: next }, `Renamed to ${next}`));
  };
  return (
    <tr aria-label={name}>
      <td>
        <FieldInput
          entity={queue.name}
          fieldKey="name"
          field={{ ...queue.fields.name, label: `Name of ${name}` }}
          value={name}
          autoFocus={false}
          withLabel={false}
          refusal={problem === null ? undefined : `${problem.message} ${problem.remedy}`}
          titleOf={() => undefined}
          onCommit={(next) => void rename(next)}
          onCancel={() => setProblem(null)}
        />
      </td>
      <td className="stages-count">
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Tickets in ${name}: ${count}`}
          onClick={() => navigation.openList(ticket.name, ticketsIn(id))}
        >
          {numberFormat(locale, {}).format(count)}
        </Button>
      </td>
      <td>
        <span className="stages-acts">
          {twin !== undefined && (
            <Button
              size="compact-xs"
              variant="light"
              title={`There are two queues called “${name}”. Its tickets and promises go over to the other one.`}
              aria-label={`Merge ${name} into the other queue of that name`}
              onClick={() =>
                void acts.command(
                  MERGE_QUEUES,
                  { queue: id, into: twin.id },
                  `${name} is one queue again`,
                )
              }
            >
              Merge
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Delete ${name}`}
            onClick={() => void acts.archive(queue, [id], true)}
          >
            Delete
          </Button>
        </span>
      </td>
    </tr>
  );
}

function ticketsIn(id: string): Filter {
  return { field: 'queue', operator: 'anyOf', operand: [id] };
}

function DeletedQueue({ row }: { readonly row: QueueRow }) {
  const acts = useActs();
  return (
    <li>
      <span className="act-label">{row.name}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Bring back ${row.name ?? ''}`}
        onClick={() => void acts.archive(queue, [row.id], false)}
      >
        Bring back
      </Button>
    </li>
  );
}

function NewQueue() {
  const acts = useActs();
  return (
    <NewByName
      thing="queue"
      onAdd={(name) => acts.run(ADD_QUEUE, { name }, `Queue ${name} added`)}
    />
  );
}
