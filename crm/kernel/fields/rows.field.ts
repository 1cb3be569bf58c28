import * as z from 'zod';
import type { FieldKind, Json } from '../field-kind.ts';
import { presenceOperators } from '../operators.ts';
import { scalarKinds, type ScalarFieldDef } from './scalar-kinds.ts';

/** Bounds one record's lines, the largest part of a document. */
export const ROWS_MAX = 500;

export interface RowsOptions {
  /** The row's own fields, each of a scalar kind; each is a flat key `<row>/<column>` in the document. */
  readonly columns: Readonly<Record<string, ScalarFieldDef>>;
  /** What one row is called: `line`. */
  readonly rowLabel: string;
  /** Each has a quantity and a unit price, so it comes to an amount (`line-totals.ts`), which is shown beside it. */
  readonly isSold?: boolean;
  /** People may put its rows in an order: it has an inner column `place` for that (`row-order.ts`). */
  readonly ordered?: boolean;
  /** By column: what it begins with once a record is chosen in a link of the same row. */
  readonly fills?: Readonly<Record<string, RowFill>>;
}

export interface RowFill {
  /** The column with the link. */
  readonly from: string;
  /** Field of the linked record that is taken over; without one it is `value`. */
  readonly field?: string;
  /** Child rows of the linked record that have the amount in other currencies, and their column. */
  readonly amounts?: { readonly rows: string; readonly column: string };
  readonly value?: Json;
}

export interface Row {
  readonly id: string;
  readonly [column: string]: Json | undefined;
}

/** Child rows with columns of their own: product lines of a deal, a contact's accounts with role. */
export const rows: FieldKind<readonly Row[], RowsOptions> = {
  encoding: 'rows',
  icon: 'list',
  schema: ({ columns }) => {
    const shape: Record<string, z.ZodType<Json | undefined>> = {};
    for (const [key, column] of Object.entries(columns)) {
      const schema = scalarSchema(column);
      shape[key] = column.required === true ? schema : schema.optional();
    }
    // Keys that this version does not know are kept: a newer desktop may have written them.
    return z
      .array(
        z.looseObject({ id: z.string().min(1).max(40), ...shape }) as unknown as z.ZodType<Row>,
      )
      .max(ROWS_MAX)
      .readonly();
  },
  sortKey: (value) => value.length,
  parse: (input, { rowLabel }) => ({
    ok: false,
    reason:
      input === '' ? 'is empty' : `cannot be read as text; add each ${rowLabel} in the record`,
  }),
  format: (value, { rowLabel }) =>
    value.length === 1 ? `1 ${rowLabel}` : `${value.length} ${rowLabel}s`,
  searchText: () => '',
  operators: presenceOperators,
};

function scalarSchema(column: ScalarFieldDef): z.ZodType<Json> {
  const kind = scalarKinds[column.kind] as unknown as FieldKind<Json, ScalarFieldDef>;
  return kind.schema(column);
}
