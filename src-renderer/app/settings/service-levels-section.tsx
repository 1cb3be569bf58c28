/** What is promised to customers: policies, one after the other, the standard last. */
import { useState } from 'react';
import type { ServicePolicyRow } from '../../../crm/modules/policy/policy.entity.ts';
import { STANDARD_POLICY_ID, policyValues } from '../../../crm/modules/policy/service-policies.ts';
import {
  DEFAULT_POLICY_NAME,
  defaultPromise,
} from '../../../crm/modules/ticket/service-promise.ts';
import { PolicyEditor } from '../../kit/service/policy-editor.tsx';
import { useQueueChoices } from '../../kit/service/use-queues.ts';
import { allPolicies } from '../../kit/service/use-promise.ts';
import { useWorkspaceZone } from '../../kit/service/use-workspace-zone.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { KeptChoices, NEW } from './kept-choices.tsx';

export function ServiceLevelsSection() {
  const timeZone = useWorkspaceZone();
  const { result } = useLiveQuery(allPolicies);
  const queues = useQueueChoices();
  const nameOf = (name: string): string =>
    queues.find(({ value }) => value === name)?.label ?? 'a queue';
  const [chosen, setChosen] = useState<string>(STANDARD_POLICY_ID);
  if (result === undefined || timeZone === undefined)
    return <section aria-label="Service levels" aria-busy="true" />;
  const rows = result.rows as unknown as readonly ServicePolicyRow[];
  const standard = rows.find(({ id }) => id === STANDARD_POLICY_ID);
  const special = rows.filter(({ id }) => id !== STANDARD_POLICY_ID);
  const shown = chosen === STANDARD_POLICY_ID ? standard : special.find(({ id }) => id === chosen);
  const isStandard = chosen !== NEW && (chosen === STANDARD_POLICY_ID || shown === undefined);
  return (
    <section aria-label="Service levels">
      <h2>Service levels</h2>
      <p className="field-help">
        What is promised to whoever writes a ticket. The first policy that fits counts; the standard
        is for all others. A change counts for open tickets too, from their start.
      </p>
      <KeptChoices
        all={[
          ...special.map((row) => ({
            id: row.id,
            name: row.name ?? '',
            hint: conditionsOf(row, nameOf),
          })),
          {
            id: STANDARD_POLICY_ID,
            name: standard?.name ?? DEFAULT_POLICY_NAME,
            hint: 'All other tickets',
          },
        ]}
        chosen={isStandard ? STANDARD_POLICY_ID : chosen}
        newLabel="New policy"
        onChoose={setChosen}
      />
      <PolicyEditor
        key={chosen === NEW ? NEW : (shown?.id ?? STANDARD_POLICY_ID)}
        row={chosen === NEW ? undefined : shown}
        id={isStandard ? STANDARD_POLICY_ID : undefined}
        values={{
          ...policyValues(defaultPromise(timeZone)),
          // The workspace's, also when that becomes another one.
          timeZone: null,
          ...(chosen === NEW ? { name: '', rank: nextRank(special) } : {}),
        }}
        isStandard={isStandard}
        zoneOtherwise={timeZone}
        onSaved={setChosen}
        onGone={() => setChosen(STANDARD_POLICY_ID)}
      />
    </section>
  );
}

function nextRank(rows: readonly ServicePolicyRow[]): number {
  return Math.max(0, ...rows.map(({ rank }) => rank ?? 0)) + 1;
}

function conditionsOf(
  { queues = [], priorities = [], accountTypes = [] }: ServicePolicyRow,
  nameOf: (queue: string) => string,
): string {
  const all = [...queues.map(nameOf), ...priorities, ...accountTypes];
  return all.length === 0 ? 'All tickets' : all.join(', ');
}
