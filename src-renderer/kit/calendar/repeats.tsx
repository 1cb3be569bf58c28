/** In the head of an activity: whether it repeats. What is chosen counts from the time at which it stands now. */
import { Select } from '@mantine/core';
import { titleOf, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { plannedAt, type ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { inWords } from '../../../crm/modules/activity/recurrence.ts';
import { repeatChoices } from '../../../crm/modules/activity/repeat-choices.ts';
import { recurrenceOf } from '../../../crm/modules/activity/series.ts';
import {
  endOfRule,
  withEnd,
  withoutEnd,
  type RuleEnd,
} from '../../../crm/modules/activity/rule-end.ts';
import { RuleEnds } from './rule-ends.tsx';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { SHOWN_KINDS } from '../../../crm/modules/activity/calendar-entry.ts';

interface RepeatsProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
}

export function Repeats({ entity, row }: RepeatsProps) {
  if (entity.name !== activity.name) return null;
  const found = row as ActivityRow;
  const at = plannedAt(found);
  // One of a series has its rule there; what has no time has nothing to repeat.
  if (at === undefined || found.series !== undefined || !SHOWN_KINDS.includes(found.kind ?? ''))
    return null;
  return <Chosen row={found} at={at} />;
}

function Chosen({ row, at }: { readonly row: ActivityRow; readonly at: string }) {
  const { locale, timeZone } = useSession();
  const acts = useActs();
  const recurrence = recurrenceOf(row);
  const whole = recurrence?.rule ?? '';
  const rule = withoutEnd(whole);
  const zone = recurrence?.timeZone ?? timeZone;
  const end = endOfRule(whole, zone);
  const day = dayIn(Date.parse(at), zone);
  const choices = repeatChoices(day);
  const known = choices.some((choice) => choice.rule === rule);
  const update = async (values: Values, said: string): Promise<void> => {
    const title = titleOf(activity, row as AnyRow);
    const problem = await acts.update(activity, row.id, values, `${said}: ${title}`);
    if (problem !== null) sayProblem(problem);
  };
  const choose = async (next: string | null): Promise<void> => {
    if (next === null || next === rule) return;
    if (next === '') return update({ recurrence: null }, 'Repeats no more');
    const recurrenceNow = withEnd(next, end, timeZone);
    return update({ recurrence: recurrenceNow, repeatsFrom: at, timeZone }, 'Repeats');
  };
  return (
    <div className="next-step">
      <span className="next-step-label">Repeats</span>
      <Select
        aria-label="Repeats"
        size="xs"
        w={260}
        allowDeselect={false}
        value={rule}
        onChange={(next) => void choose(next)}
        data={[
          ...choices.map((choice) => ({ value: choice.rule, label: choice.label })),
          ...(known || recurrence === null
            ? []
            : [{ value: rule, label: inWords({ ...recurrence, rule }) }]),
        ]}
      />
      {recurrence !== null && (
        <>
          <span className="next-step-label">Ends</span>
          <RuleEnds
            end={end}
            from={day}
            onEnd={(next) =>
              void update({ recurrence: withEnd(rule, next, zone) }, endsInWords(next, locale))
            }
          />
        </>
      )}
      {recurrence !== null && recurrence.timeZone !== timeZone && (
        <span className="field-help">by the clocks of {recurrence.timeZone}</span>
      )}
    </div>
  );
}

function endsInWords(end: RuleEnd, locale: string): string {
  switch (end.kind) {
    case 'never':
      return 'Repeats without an end';
    case 'on':
      return `Repeats until ${dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(end.day))}`;
    case 'after':
      return `Repeats ${end.times} times`;
  }
}
