/** A question to the store as data: it crosses process boundaries, is saved in views, and stays live. */
import * as z from 'zod';

/** Deep trees and long lists would let one saved view stall every desktop that opens it. */
const CLAUSES_MAX = 200;
/** More than a hand folds; a list of 100,000 groups is unfolded by grouping it anew. */
export const GROUPS_COLLAPSED_MAX = 5000;
const GROUP_KEY_MAX_CHARS = 4000;
export const PAGE_MAX_ROWS = 1000;
/** As many as the tallest screen shows of a column. */
const GROUP_HEADS_MAX_ROWS = 100;
/** More than any entity has; a row is walked once for each. */
const ROW_FIELDS_MAX = 500;

const conditionSchema = z.strictObject({
  /** A field of the entity, or `link.field` for a field of the linked record. */
  field: z.string().min(1).max(120),
  operator: z.string().min(1).max(40),
  operand: z.json().optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

export type Filter =
  | Condition
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] };

export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    conditionSchema,
    z.strictObject({ all: z.array(filterSchema).max(CLAUSES_MAX).readonly() }),
    z.strictObject({ any: z.array(filterSchema).max(CLAUSES_MAX).readonly() }),
  ]),
) as z.ZodType<Filter>;

export const sortSchema = z.strictObject({
  field: z.string().min(1).max(120),
  direction: z.enum(['ascending', 'descending']),
});
export type Sort = z.infer<typeof sortSchema>;

export const querySchema = z.strictObject({
  entity: z.string().min(1).max(40),
  filter: filterSchema.optional(),
  /** Words that must all occur in one of the searchable fields; for the quick filter above a list. */
  text: z.string().max(200).optional(),
  /** First is most significant. Ties break on id, so every desktop shows the same order. */
  sort: z.array(sortSchema).max(8).readonly(),
  group: z
    .strictObject({
      field: z.string().min(1).max(120),
      /** Keys of groups whose rows are not wanted: they are counted and summed, and stand in no window. */
      collapsed: z
        .array(z.string().max(GROUP_KEY_MAX_CHARS))
        .max(GROUPS_COLLAPSED_MAX)
        .readonly()
        .optional(),
      /** Only so many rows of each group, the first ones, stand in the window. */
      heads: z.int().min(1).max(GROUP_HEADS_MAX_ROWS).optional(),
    })
    .optional(),
  /** Fields to total over all matching rows (and over each group). */
  sums: z.array(z.string().max(120)).max(20).readonly().optional(),
  archived: z.enum(['without', 'with', 'only']).optional(),
  /** What a row has to say besides what every record has, computed or not; absent: all of it. */
  fields: z.array(z.string().max(120)).max(ROW_FIELDS_MAX).readonly().optional(),
  window: z.strictObject({
    offset: z.int().min(0),
    limit: z.int().min(0).max(PAGE_MAX_ROWS),
  }),
});
export type Query = z.infer<typeof querySchema>;

/** Totals never mix currencies: one sum a currency, '' for plain numbers. */
export const sumsSchema = z.record(z.string(), z.record(z.string(), z.number()));

export const groupSchema = z.strictObject({
  /** A group key of the field's kind; '' is the group of rows without a value. */
  key: z.string(),
  label: z.string(),
  count: z.int(),
  sums: sumsSchema,
});
export type Group = z.infer<typeof groupSchema>;

/** A row on its way to the screen: also the titles of the records that it links to, so that a list needs no joins. */
export const rowSchema = z.looseObject({
  id: z.string(),
  entity: z.string(),
  createdAt: z.string(),
});

export const queryResultSchema = z.strictObject({
  /** Grows with every change of the result; a window answered for an older one is dropped by the client. */
  version: z.int(),
  count: z.int(),
  offset: z.int(),
  rows: z.array(rowSchema),
  /** Title by document name (`account/<id>`) of every record that the rows link to. */
  titles: z.record(z.string(), z.string()),
  sums: sumsSchema,
  groups: z.array(groupSchema).optional(),
});
export type QueryResult = z.infer<typeof queryResultSchema>;

/** Rows of an answer that look different now, each in the place of the old one; all else of the answer still stands. */
export const rowsInPlaceSchema = z.strictObject({
  version: z.int(),
  rows: z.array(rowSchema),
});
export type RowsInPlace = z.infer<typeof rowsInPlaceSchema>;

/** The answer with those rows in it. */
export function withRowsInPlace(result: QueryResult, { version, rows }: RowsInPlace): QueryResult {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { ...result, version, rows: result.rows.map((row) => byId.get(row.id) ?? row) };
}
