/** Values that could not be read, grouped: one line for twelve cells that say the same. */
import type { ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';

type ReportedProblem = ImportReport['problems'][number];

export interface ProblemTally {
  readonly add: (
    field: string,
    text: string,
    reason: string,
    offer: string | null,
    row: number,
  ) => void;
  /** Most frequent first. */
  readonly list: () => readonly ReportedProblem[];
}

/** A column of ten thousand different wrong values is one mistake in the mapping; the first five hundred show it. */
const GROUPS_MAX = 500;

export function createProblemTally(): ProblemTally {
  const groups = new Map<string, ReportedProblem>();
  return {
    add: (field, text, reason, offer, row) => {
      const key = `${field}\n${text}`;
      const group = groups.get(key);
      if (group !== undefined) {
        groups.set(key, {
          ...group,
          rows: group.rows + 1,
          firstRow: Math.min(group.firstRow, row),
        });
      } else if (groups.size < GROUPS_MAX) {
        groups.set(key, { field, text, reason, rows: 1, firstRow: row, offer });
      }
    },
    list: () => [...groups.values()].toSorted((a, b) => b.rows - a.rows || a.firstRow - b.firstRow),
  };
}
