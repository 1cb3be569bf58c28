/** Rows of a table that is edited, put into another order. Pure; a row that stays where it is holds nothing new. */
import { PLACE_COLUMN, rankOfRow } from '../../../crm/kernel/fields/row-order.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import { rankBetween } from '../../../crm/modules/ranks.ts';

/** The row taken to the place `to` among the others; all as they are where that is no place. */
export function rowMoved(rows: readonly Row[], id: string, to: number): readonly Row[] {
  const row = rows.find((other) => other.id === id);
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  const others = rows.filter((other) => other !== row);
  const place = rankBetween(rankAt(others, to - 1), rankAt(others, to));
  return [...others.slice(0, to), { ...row, [PLACE_COLUMN]: place }, ...others.slice(to)];
}

/** Where a row comes to stand that is let go above or below another one. */
export function placeBesideRow(
  rows: readonly Row[],
  id: string,
  onto: string,
  below: boolean,
): number {
  const others = rows.filter((other) => other.id !== id);
  return others.findIndex((other) => other.id === onto) + (below ? 1 : 0);
}

/** New rows stand behind all others: what was moved to the end has a place behind those of new ones. */
export function rowsBehind(rows: readonly Row[], added: readonly Row[]): readonly Row[] {
  const last = rows.at(-1);
  if (last?.[PLACE_COLUMN] === undefined) return [...rows, ...added];
  let rank: string | undefined = rankOfRow(last);
  const placed = added.map((row) => {
    rank = rankBetween(rank, undefined);
    return { ...row, [PLACE_COLUMN]: rank };
  });
  return [...rows, ...placed];
}

function rankAt(rows: readonly Row[], at: number): string | undefined {
  const row = rows[at];
  return row === undefined ? undefined : rankOfRow(row);
}
