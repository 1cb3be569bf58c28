import { useCallback } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { plannedAt, type ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { CLOSE } from '../../../crm/modules/activity/series.rules.ts';
import { useActs } from '../acts/acts.ts';

/** A task is completed, a call or a meeting was held; of a series, the one that is next. One keystroke takes it back. */
export function useCloseActivity(): (row: ActivityRow) => Promise<void> {
  const acts = useActs();
  return useCallback(
    async (row) => {
      const isTask = row.kind === 'Task';
      const said = `${isTask ? 'Completed' : 'Held'}: ${titleOf(activity, row as AnyRow)}`;
      // Of a series it is the time at which it stands: two windows that close it at once close the same one.
      const occurrence = row.recurrence === undefined ? null : (plannedAt(row) ?? null);
      const status = isTask ? 'Completed' : 'Held';
      await acts.command(CLOSE, { activity: row.id, occurrence, status }, said);
    },
    [acts],
  );
}
