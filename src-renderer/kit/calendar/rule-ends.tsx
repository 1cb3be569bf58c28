/** Beside the rule of an activity: whether it ends, and when. */
import { NumberInput, Select } from '@mantine/core';
import { useId, useState } from 'react';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { TIMES_MAX, type RuleEnd } from '../../../crm/modules/activity/rule-end.ts';
import { dateView } from '../fields/date.field-view.tsx';

interface RuleEndsProps {
  readonly end: RuleEnd;
  /** Day of the time that is to be done next: a rule does not end before it. */
  readonly from: string;
  readonly onEnd: (end: RuleEnd) => void;
  /** Above the choice, where the form has labels. */
  readonly labelled?: boolean;
}

const KINDS: readonly { readonly value: RuleEnd['kind']; readonly label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'on', label: 'On a day' },
  { value: 'after', label: 'After some times' },
];
/** What is offered first: a quarter, ten times. */
const FIRST_DAYS = 90;
const FIRST_TIMES = 10;

const LAST_DAY = { kind: 'date', label: 'Last day' } as const;

export function RuleEnds({ end, from, onEnd, labelled = false }: RuleEndsProps) {
  const inputId = useId();
  const [problem, setProblem] = useState<string>();
  const choose = (kind: string | null): void => {
    setProblem(undefined);
    if (kind === end.kind) return;
    if (kind === 'on') onEnd({ kind, day: addDays(from, FIRST_DAYS) });
    else if (kind === 'after') onEnd({ kind, times: FIRST_TIMES });
    else onEnd({ kind: 'never' });
  };
  const commitDay = (day: string | null): void => {
    if (day === null) return choose('never');
    if (day < from) return setProblem('is before the next time');
    setProblem(undefined);
    if (end.kind !== 'on' || day !== end.day) onEnd({ kind: 'on', day });
  };
  return (
    <div className="rule-ends" role="group" aria-label="End of the repetition">
      <Select
        {...(labelled ? { label: 'Ends' } : { 'aria-label': 'Ends' })}
        size="xs"
        w={150}
        allowDeselect={false}
        value={end.kind}
        onChange={choose}
        data={KINDS}
      />
      {end.kind === 'on' && (
        <div className="rule-ends-day">
          <label className="visually-hidden" htmlFor={inputId}>
            Last day
          </label>
          <dateView.Input
            field={LAST_DAY}
            value={end.day}
            entity="activity"
            fieldKey="recurrence"
            inputId={inputId}
            autoFocus={false}
            problem={problem}
            titleOf={() => undefined}
            onCommit={commitDay}
            onCancel={() => setProblem(undefined)}
            onProblem={setProblem}
          />
        </div>
      )}
      {end.kind === 'after' && (
        <Times times={end.times} onTimes={(times) => onEnd({ kind: 'after', times })} />
      )}
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          Last day {problem}.
        </p>
      )}
    </div>
  );
}

interface TimesProps {
  readonly times: number;
  readonly onTimes: (times: number) => void;
}

/** Said when the person is done typing: each number on the way would be an act of its own. */
function Times({ times, onTimes }: TimesProps) {
  const [draft, setDraft] = useState<string | number>(times);
  const [shown, setShown] = useState(times);
  if (times !== shown) {
    setShown(times);
    setDraft(times);
  }
  const commit = (): void => {
    const next = Number(draft);
    if (draft === '' || !Number.isInteger(next) || next < 1) setDraft(times);
    else if (next !== times) onTimes(next);
  };
  return (
    <NumberInput
      aria-label="How many times"
      size="xs"
      w={110}
      min={1}
      max={TIMES_MAX}
      allowDecimal={false}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          commit();
        }
      }}
      suffix=" times"
    />
  );
}
