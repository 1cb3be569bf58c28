/**
 * The order of child rows that people may put in one (`ordered`): by the fractional index in their column `place`, where
 * somebody moved them, else by their ids, which say when they were added. Only a row that was moved holds a place.
 */
import { rankBehind } from '../ranks.ts';

type RowLike = Readonly<Record<string, unknown>>;

/** The column that holds it: `inner`, so that nobody sees it. */
export const PLACE_COLUMN = 'place';

/** What tells where it stands, as a fractional index. */
export function rankOfRow(row: RowLike): string {
  const place = row[PLACE_COLUMN];
  if (typeof place === 'string' && place !== '') return place;
  return rankBehind(String(row['id']).replaceAll(/[^0-9A-Za-z]/g, ''));
}

export function rowsInOrder<Row extends RowLike>(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ row, key: `${rankOfRow(row)} ${String(row['id'])}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row);
}
