import { useCallback } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';

/** A task is completed, a call or a meeting was held. One keystroke takes it back. */
export function useCloseActivity(): (row: ActivityRow) => Promise<void> {
  const acts = useActs();
  return useCallback(
    async (row) => {
      const isTask = row.kind === 'Task';
      const said = `${isTask ? 'Completed' : 'Held'}: ${titleOf(activity, row as AnyRow)}`;
      const values = { status: isTask ? 'Completed' : 'Held' };
      const problem = await acts.update(activity, row.id, values, said);
      if (problem !== null) sayProblem(problem);
    },
    [acts],
  );
}
