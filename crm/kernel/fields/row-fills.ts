/** What a child row takes over from the record that it names: a product line its price. Pure. */
import type { Json } from '../field-kind.ts';
import { sameJson } from '../write.ts';
import type { Money } from './money.field.ts';
import type { Row, RowFill, RowsOptions } from './rows.field.ts';

/** Values by column of one row that came this way, so that another choice may take their place. */
export type Filled = Readonly<Record<string, Json>>;

/**
 * What `named`, chosen in the column `link` of `row`, says of the row's other columns. Nobody who typed a value is
 * overruled: only what is empty, or came from an earlier choice.
 */
export function fillsOf(
  { fills = {} }: RowsOptions,
  row: Row,
  link: string,
  named: Readonly<Record<string, unknown>>,
  others: readonly Row[],
  before: Filled = {},
): Filled {
  const filled: Record<string, Json> = {};
  for (const [column, fill] of Object.entries(fills)) {
    const now = row[column];
    if (fill.from !== link || (now !== undefined && !sameJson(now, before[column]))) continue;
    const value = fill.field === undefined ? fill.value : taken(fill, column, named, others);
    if (value !== undefined && value !== null) filled[column] = value;
  }
  return filled;
}

/** An amount is in the currency of the lines that are there, where the record has one in it. */
function taken(
  { field = '', amounts }: RowFill,
  column: string,
  named: Readonly<Record<string, unknown>>,
  others: readonly Row[],
): Json | undefined {
  const value = named[field] as Json | undefined;
  if (amounts === undefined) return value;
  const wanted = others
    .map((row) => (row[column] as unknown as Money | undefined)?.currency)
    .find((currency) => currency !== undefined);
  const listed = (named[amounts.rows] as readonly Row[] | undefined) ?? [];
  const inOther = listed
    .map((row) => row[amounts.column] as unknown as Money | undefined)
    .find((money) => money?.currency === wanted);
  const own = value as unknown as Money | undefined | null;
  const isOwn = wanted === undefined || own?.currency === wanted;
  return isOwn ? value : ((inOther ?? own ?? undefined) as unknown as Json | undefined);
}
