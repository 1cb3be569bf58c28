import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { lead } from '../../../crm/modules/lead/lead.entity.ts';
import { FieldInput } from '../../kit/record/field-input.tsx';
import { useSession } from '../../kit/session/session.tsx';

const SHOWN = 5;
const ASKED = ['territory', 'source'] as const;

/** Who would get the next leads of a kind, one after the other, as things stand now. */
export function NextLeads({
  entity,
  version,
}: {
  readonly entity: typeof lead;
  /** Grows when the rules change. */
  readonly version: number;
}) {
  const { client } = useSession();
  const [values, setValues] = useState<Values>({});
  const [next, setNext] = useState<CallOutput<'routing.preview'>>([]);
  useEffect(() => {
    let over = false;
    client.call('routing.preview', { values, count: SHOWN }).then(
      (answer) => (over ? undefined : setNext(answer)),
      () => undefined,
    );
    return () => {
      over = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked again when the rules are others
  }, [client, values, version]);
  return (
    <section className="policy" aria-label="Who would get it">
      <h2>Who would get it</h2>
      <div className="policy-line">
        {ASKED.map((key) => (
          <FieldInput
            key={key}
            entity="lead"
            fieldKey={key}
            field={entity.fields[key]}
            value={values[key]}
            autoFocus={false}
            titleOf={() => undefined}
            onCommit={(value) => setValues((before) => ({ ...before, [key]: value ?? undefined }))}
            onCancel={() => undefined}
          />
        ))}
      </div>
      <ol className="next-leads" aria-live="polite">
        {next.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the first, the second …
          <li key={index}>
            {one === null ? 'Nobody: no rule fits' : `${one.owner} – ${one.rule}, ${one.why}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
