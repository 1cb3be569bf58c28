import { describe, expect, it } from 'vitest';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { listLines } from './list-lines.ts';

const answer = (counts: Readonly<Record<string, number>> | null): QueryResult => ({
  version: 1,
  count: 7,
  offset: 0,
  rows: [],
  titles: {},
  sums: {},
  ...(counts === null
    ? {}
    : {
        groups: Object.entries(counts).map(([key, count]) => ({
          key,
          label: key,
          count,
          sums: {},
        })),
      }),
});

describe('the lines of a list', () => {
  it('without groups are its rows', () => {
    const lines = listLines(answer(null));
    expect([lines.count, lines.rowCount, lines.lineOfRow(3), lines.rowFrom(3)]).toEqual([
      7, 7, 3, 3,
    ]);
    expect(listLines(undefined).count).toBe(0);
  });

  it('with groups begin with one for each group', () => {
    const lines = listLines(answer({ a: 2, b: 3, c: 1 }), ['b']);
    const told = Array.from({ length: lines.count }, (_, at) => {
      const line = lines.lineAt(at);
      return line.kind === 'row' ? line.index : `${line.group.key}${line.collapsed ? '-' : '+'}`;
    });
    expect(told).toEqual(['a+', 0, 1, 'b-', 'c+', 2]);
    expect(lines.rowCount).toBe(3);
    expect([0, 1, 2].map(lines.lineOfRow)).toEqual([1, 2, 5]);
    expect(Array.from({ length: 6 }, (_, at) => lines.rowFrom(at))).toEqual([0, 0, 1, 2, 2, 2]);
    expect([0, 1, 2].map((row) => lines.groupOfRow(row)?.key)).toEqual(['a', 'a', 'c']);
  });

  it('stand where a row says it is found, however the groups are folded', () => {
    const counts = { a: 3, b: 1, c: 5, d: 2 };
    for (let mask = 0; mask < 16; mask++) {
      const folded = ['a', 'b', 'c', 'd'].filter((_, bit) => (mask & (1 << bit)) !== 0);
      const lines = listLines(answer(counts), folded);
      for (let row = 0; row < lines.rowCount; row++)
        expect(lines.lineAt(lines.lineOfRow(row))).toEqual({ kind: 'row', index: row });
    }
  });

  it('of a list whose groups are all folded are the groups', () => {
    const lines = listLines(answer({ a: 2, b: 3 }), ['a', 'b']);
    expect([lines.count, lines.rowCount, lines.groupOfRow(0)]).toEqual([2, 0, undefined]);
  });
});
