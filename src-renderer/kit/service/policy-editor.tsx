/** One service policy: for which tickets, how soon, at which hours. Saved as one act. */
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { servicePolicy, type ServicePolicyRow } from '../../../crm/modules/policy/policy.entity.ts';
import { useActs } from '../acts/acts.ts';
import { EditorFoot } from '../acts/editor-foot.tsx';
import { sayDone } from '../acts/toast.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { useTimeZones } from '../fields/time-zones.ts';
import { usePeople } from '../fields/use-people.ts';
import { useSession } from '../session/session.tsx';
import { useQueueChoices } from './use-queues.ts';
import { Holidays, TargetsTable, WeekTable } from './policy-tables.tsx';
import { draftOf, priorities, valuesOf, type PolicyDraft } from './policy-draft.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import './policy.css';

interface PolicyEditorProps {
  /** undefined: it does not exist yet. */
  readonly row: ServicePolicyRow | undefined;
  /** The id that a new one gets; undefined for a fresh one. */
  readonly id: string | undefined;
  /** What a new one begins with. */
  readonly values: Values;
  /** Fits all tickets, and comes last. */
  readonly isStandard: boolean;
  /** In which hours are counted that name no zone. */
  readonly zoneOtherwise: string;
  readonly onSaved: (id: string) => void;
  readonly onGone: () => void;
}

export function PolicyEditor(props: PolicyEditorProps) {
  const { row, id, values, isStandard, onSaved, onGone } = props;
  const { client } = useSession();
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  // What the person saw when they began: what a teammate saves meanwhile is not taken back by saving here.
  const [base, setBase] = useState<Values>(() => (row === undefined ? values : { ...row }));
  const [draft, setDraft] = useState(() => draftOf(base));
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (part: Partial<PolicyDraft>): void => {
    setProblem(null);
    setDraft((before) => ({ ...before, ...part }));
  };
  const people = usePeople();
  const queues = useQueueChoices();
  const zones = useTimeZones(draft.timeZone);

  const save = async (): Promise<void> => {
    const read = valuesOf(draft);
    if (!read.ok) return setProblem(read.problem);
    if (row !== undefined) {
      const refused = await acts.update(servicePolicy, row.id, read.value, 'Policy saved', base);
      setProblem(refused);
      if (refused === null) setBase(read.value);
      return undefined;
    }
    const made = await client.call('record.create', {
      entity: servicePolicy.name,
      ...(id === undefined ? {} : { id }),
      values: { ...read.value },
    });
    if (!made.ok) return setProblem(made.problem);
    const { txId, records } = made.value;
    sayDone('Policy saved', [{ label: 'Undo', run: () => void acts.undo(txId) }]);
    return onSaved(records[0]?.id ?? '');
  };

  const archive = async (): Promise<void> => {
    if (row !== undefined && (await acts.archive(servicePolicy, [row.id], true))) onGone();
  };

  return (
    <form
      className="policy"
      aria-label={row?.name ?? 'Policy'}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      <div className="policy-line">
        <TextInput
          label="Name"
          value={draft.name}
          required
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {!isStandard && (
          <NumberInput
            label="Order: the lowest that fits counts"
            value={draft.rank}
            min={0}
            max={9_999}
            allowDecimal={false}
            onChange={(rank) => change({ rank: Number(rank) })}
          />
        )}
      </div>
      {!isStandard && (
        <fieldset className="policy-part">
          <legend>For which tickets</legend>
          <p className="field-help">What is left empty fits every ticket.</p>
          <div className="policy-line">
            <MultiSelect
              label="Queues"
              data={queues}
              value={[...draft.queues]}
              searchable
              nothingFoundMessage="Queues are kept in the settings, under Queues"
              onChange={(chosen) => change({ queues: chosen })}
            />
            <MultiSelect
              label="Priorities"
              data={priorities}
              value={[...draft.priorities]}
              onChange={(chosen) => change({ priorities: chosen })}
            />
            <MultiSelect
              label="Account types"
              data={account.fields.type.options.map(({ value, label }) => ({ value, label }))}
              value={[...draft.accountTypes]}
              onChange={(accountTypes) => change({ accountTypes })}
            />
          </div>
        </fieldset>
      )}
      <TargetsTable draft={draft} onChange={change} />
      <WeekTable draft={draft} onChange={change} />
      <div className="policy-line">
        <Select
          label="Time zone of these hours"
          data={zones}
          value={draft.timeZone === '' ? null : draft.timeZone}
          placeholder={`The workspace’s: ${props.zoneOtherwise}`}
          searchable
          clearable
          limit={50}
          onChange={(timeZone) => change({ timeZone: timeZone ?? '' })}
        />
        <Select
          label="Who hears of a breach when nobody has the ticket"
          data={people}
          value={draft.escalateTo}
          clearable
          placeholder="Nobody in particular"
          onChange={(escalateTo) => change({ escalateTo })}
        />
      </div>
      <Holidays draft={draft} onChange={change} />
      <ProblemLine problem={problem} />
      <EditorFoot
        save="Save policy"
        remove="Delete this policy"
        onRemove={row === undefined || isStandard ? undefined : () => void archive()}
      />
    </form>
  );
}
