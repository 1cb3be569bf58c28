/** What was shared with the person at this desktop, by itself or through a department, and was not seen yet. */
import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import type { ShareRow } from '../../../crm/modules/share/share.entity.ts';
import { isUnseenShare } from '../../../crm/modules/share/share.rules.ts';
import { titleLookup, useSession, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useMyTeams } from './use-my-teams.ts';

/** More nobody reads through; the rest follows as these are seen. */
const SHOWN_MAX = 100;

export interface OpenShares {
  readonly rows: readonly ShareRow[];
  readonly titleOf: TitleOf;
  /** False until it was answered for the first time. */
  readonly isHere: boolean;
}

export function useOpenShares(): OpenShares {
  const { meId } = useSession();
  const teams = useMyTeams();
  const query = useMemo(
    (): Query => ({
      entity: 'share',
      filter: {
        all: [
          {
            any: [
              { field: 'person', operator: 'isMe' },
              ...teams.map((team) => ({ field: 'department', operator: 'is', operand: team })),
            ],
          },
          { field: 'seenBy', operator: 'hasNone', operand: [`user/${meId}`] },
        ],
      },
      sort: [{ field: 'at', direction: 'descending' }],
      window: { offset: 0, limit: SHOWN_MAX },
    }),
    [teams, meId],
  );
  const { result } = useLiveQuery(query);
  return useMemo(
    () => ({
      rows: ((result?.rows ?? []) as unknown as readonly ShareRow[]).filter((row) =>
        isUnseenShare(row, meId, teams),
      ),
      titleOf: titleLookup(result?.titles ?? {}),
      isHere: result !== undefined,
    }),
    [result, meId, teams],
  );
}
