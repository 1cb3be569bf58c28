/** In the head of an activity: whether it repeats. What is chosen counts from the time at which it stands now. */
import { Select } from '@mantine/core';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { plannedAt, type ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { inWords } from '../../../crm/modules/activity/recurrence.ts';
import { repeatChoices } from '../../../crm/modules/activity/repeat-choices.ts';
import { recurrenceOf } from '../../../crm/modules/activity/series.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
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
  const { timeZone } = useSession();
  const acts = useActs();
  const recurrence = recurrenceOf(row);
  const rule = recurrence?.rule ?? '';
  const choices = repeatChoices(dayIn(Date.parse(at), recurrence?.timeZone ?? timeZone));
  const known = choices.some((choice) => choice.rule === rule);
  const choose = async (next: string | null): Promise<void> => {
    if (next === null || next === rule) return;
    const values =
      next === '' ? { recurrence: null } : { recurrence: next, repeatsFrom: at, timeZone };
    const title = titleOf(activity, row as AnyRow);
    const said = next === '' ? `Repeats no more: ${title}` : `Repeats: ${title}`;
    const problem = await acts.update(activity, row.id, values, said);
    if (problem !== null) sayProblem(problem);
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
          ...(known || recurrence === null ? [] : [{ value: rule, label: inWords(recurrence) }]),
        ]}
      />
      {recurrence !== null && recurrence.timeZone !== timeZone && (
        <span className="field-help">by the clocks of {recurrence.timeZone}</span>
      )}
    </div>
  );
}
