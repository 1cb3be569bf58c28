/** What is done with an entry besides moving it: it was held or completed, or it does not take place. */
import { useCallback, useState, type ReactNode } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { CLOSE, DETACH, SKIP, type Scope } from '../../../crm/modules/activity/series.rules.ts';
import { followingId, occurrenceId } from '../../../crm/modules/activity/series.ts';
import { useActs } from '../acts/acts.ts';
import { ScopeDialog } from './scope-dialog.tsx';

export interface EntryActs {
  readonly done: (entry: ShownEntry) => Promise<void>;
  readonly remove: (entry: ShownEntry) => void;
  /** Takes it out of its series, alone or with all that follow. The record that it is then; null when refused. */
  readonly alone: (entry: ShownEntry, scope: 'one' | 'following') => Promise<string | null>;
  readonly dialog: ReactNode;
}

interface ActsProps {
  readonly refresh: () => Promise<void>;
  readonly focus: () => void;
}

export function useEntryActs({ refresh, focus }: ActsProps): EntryActs {
  const acts = useActs();
  const [asking, setAsking] = useState<ShownEntry | null>(null);
  const again = useCallback(() => refresh().catch(() => undefined), [refresh]);

  const done = async (entry: ShownEntry): Promise<void> => {
    if (!entry.open) return;
    const isTask = entry.kind === 'Task';
    const input = {
      activity: entry.id,
      occurrence: entry.occurrence,
      status: isTask ? 'Completed' : 'Held',
    };
    await acts.command(CLOSE, input, `${isTask ? 'Completed' : 'Held'}: ${entry.subject}`);
    await again();
  };
  const archive = async (entry: ShownEntry): Promise<void> => {
    await acts.archive(activity, [entry.id], true);
    await again();
  };
  const skip = async (entry: ShownEntry, scope: Scope): Promise<void> => {
    if (scope === 'all') return archive(entry);
    const { id, occurrence, subject } = entry;
    await acts.command(SKIP, { activity: id, occurrence, scope }, `Left out: ${subject}`);
    await again();
    return undefined;
  };

  return {
    done,
    alone: async ({ id, occurrence, subject }, scope) => {
      if (occurrence === null) return id;
      const input = { activity: id, occurrence, scope };
      const made = await acts.command(DETACH, input, `By itself now: ${subject}`);
      if (!made) return null;
      return scope === 'one' ? occurrenceId(id, occurrence) : followingId(id, occurrence);
    },
    remove: (entry) => {
      if (entry.occurrence === null) void archive(entry);
      else setAsking(entry);
    },
    dialog: asking !== null && (
      <ScopeDialog
        title={`Leave out “${asking.subject}”`}
        act="Leave out"
        scopes={['one', 'following', 'all']}
        onGone={focus}
        onClose={() => setAsking(null)}
        onChoose={(scope) => {
          setAsking(null);
          void skip(asking, scope);
        }}
      />
    ),
  };
}
