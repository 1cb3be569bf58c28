/** A time of a series is moved, left out, or taken out; alone, with all that follow, or with all of them. */
import { recurrenceOf } from '../../crm/modules/activity/series.ts';
import { occurrenceAfter } from '../../crm/modules/activity/recurrence.ts';
import type { ActivityRow } from '../../crm/modules/activity/activity.rules.ts';
import { few, run } from './acting.ts';
import type { Action } from './actions.ts';

const HOUR_MS = 3_600_000;

export const editSeries: Action = async (stage, _desktop, engine) => {
  const { world, edited } = stage;
  const series = few(engine, 'activity', 60).filter((row) => row['recurrence'] !== undefined);
  if (series.length === 0) return 'has no series';
  const row = world.pick(series.slice(0, 3)) as ActivityRow;
  const recurrence = recurrenceOf(row);
  if (recurrence === null) return 'has no series that goes on';
  // One of the next few, the same for whoever edits the series meanwhile.
  let occurrence: string | null = row.dueAt ?? null;
  for (let later = world.roll(3); later > 0 && occurrence !== null; later--)
    occurrence = occurrenceAfter(recurrence, Date.parse(occurrence));
  if (occurrence === null) return 'has no series that goes on';
  // Completed once, and then moved or made open again by somebody else: both are right.
  edited.add(row.id);
  const target = { activity: row.id, occurrence };
  const scope = world.pick(['one', 'following', 'all'] as const);
  const dice = world.roll(100);
  if (dice < 50 || scope === 'all') {
    const dueAt = new Date(Date.parse(occurrence) + HOUR_MS * (1 + world.roll(30))).toISOString();
    return run(stage, engine, 'activity.reschedule', { ...target, scope, times: { dueAt } });
  }
  return run(stage, engine, dice < 75 ? 'activity.skip' : 'activity.detach', { ...target, scope });
};
