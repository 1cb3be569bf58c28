/** The lines of a list from top to bottom: its rows, and over each group of them a line for the group. Pure. */
import type { Group, QueryResult } from '../../../crm/kernel/query.ts';

export type Line =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'group'; readonly group: Group; readonly collapsed: boolean };

export interface ListLines {
  readonly count: number;
  /** How many rows there are to go through: without those of folded groups, and once a group for those in several. */
  readonly rowCount: number;
  readonly lineAt: (line: number) => Line;
  readonly lineOfRow: (index: number) => number;
  /** The first row that stands at this line or below it; that many rows stand above. */
  readonly rowFrom: (line: number) => number;
  readonly groupOfRow: (index: number) => Group | undefined;
  /** The line over its rows. */
  readonly lineOfGroup: (key: string) => number | undefined;
}

export function listLines(
  result: QueryResult | undefined,
  collapsed: readonly string[] = [],
): ListLines {
  const groups = result?.groups;
  return groups === undefined ? plainLines(result?.count ?? 0) : groupedLines(groups, collapsed);
}

function plainLines(count: number): ListLines {
  return {
    count,
    rowCount: count,
    lineAt: (index) => ({ kind: 'row', index }),
    lineOfRow: (index) => index,
    rowFrom: (line) => line,
    groupOfRow: () => undefined,
    lineOfGroup: () => undefined,
  };
}

function groupedLines(groups: readonly Group[], collapsed: readonly string[]): ListLines {
  const folded = new Set(collapsed);
  const shown = groups.map(({ key, count }) => (folded.has(key) ? 0 : count));
  /** By group: its own line, and the index of its first row. */
  const lines: number[] = [];
  const rows: number[] = [];
  let line = 0;
  let row = 0;
  for (const count of shown) {
    lines.push(line);
    rows.push(row);
    line += count + 1;
    row += count;
  }
  const groupAt = (at: number): number => lastAtMost(lines, at);
  /** Of groups without rows that begin at one row, the last one has it. */
  const groupOf = (index: number): number => lastAtMost(rows, index);
  return {
    count: line,
    rowCount: row,
    lineAt: (at) => {
      const place = groupAt(at);
      const group = groups[place];
      const under = at - (lines[place] ?? 0);
      if (group !== undefined && under === 0)
        return { kind: 'group', group, collapsed: folded.has(group.key) };
      return { kind: 'row', index: (rows[place] ?? 0) + under - 1 };
    },
    lineOfRow: (index) => {
      const place = groupOf(index);
      return (lines[place] ?? 0) + 1 + index - (rows[place] ?? 0);
    },
    rowFrom: (at) => {
      const place = groupAt(at);
      const under = Math.max(0, at - (lines[place] ?? 0) - 1);
      return Math.min(row, (rows[place] ?? 0) + Math.min(under, shown[place] ?? 0));
    },
    groupOfRow: (index) => (index < row ? groups[groupOf(index)] : undefined),
    lineOfGroup: (wanted) => lines[groups.findIndex(({ key }) => key === wanted)],
  };
}

/** Place of the last of the ascending numbers that is not more than `wanted`. */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
