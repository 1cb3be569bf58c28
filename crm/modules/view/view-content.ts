/** What a view shows, between the flat fields of its record and what a list works with. Pure. */
import * as z from 'zod';
import type { Values } from '../../kernel/derive.ts';
import type { EntityDef, RowOf } from '../../kernel/entity.ts';
import {
  GROUPS_COLLAPSED_MAX,
  filterSchema,
  sortSchema,
  type Filter,
  type Sort,
} from '../../kernel/query.ts';
import type { view } from './view.entity.ts';

export type ViewRow = RowOf<typeof view>;

const FIELD_KEY_MAX_CHARS = 120;
/** Wider than any list is read. */
const COLUMNS_MAX = 200;

const keysSchema = z.array(z.string().max(FIELD_KEY_MAX_CHARS)).max(COLUMNS_MAX).readonly();

export const columnsSchema = z.strictObject({
  /** Field keys, in the order in which they stand. */
  shown: keysSchema,
  /** Those that stay in sight while the others scroll under them. */
  pinned: keysSchema,
  /** In CSS pixels; a column without one is as wide as its kind. */
  widths: z.record(z.string().max(FIELD_KEY_MAX_CHARS), z.number().min(40).max(1200)),
});
export type Columns = z.infer<typeof columnsSchema>;

export interface ViewContent {
  /** All of them must hold; each is a condition or a group of conditions. */
  readonly conditions: readonly Filter[];
  readonly sort: readonly Sort[];
  /** Field whose values make the groups; null: no groups. */
  readonly group: string | null;
  /** Keys of the groups that are folded away. */
  readonly collapsed: readonly string[];
  /** null: as each person has them on their desktop. */
  readonly columns: Columns | null;
  readonly isBoard: boolean;
  /** Whose stages the board shows; null: the first's. */
  readonly pipeline: string | null;
  readonly archived: boolean;
}

export const EMPTY_CONTENT: ViewContent = {
  conditions: [],
  sort: [],
  group: null,
  collapsed: [],
  columns: null,
  isBoard: false,
  pipeline: null,
  archived: false,
};

/** The fields that hold JSON, and what it must be. */
const shapes = {
  filter: z.array(filterSchema).max(200).readonly(),
  sorts: z.array(sortSchema).max(8).readonly(),
  collapsed: z.array(z.string()).max(GROUPS_COLLAPSED_MAX).readonly(),
  columns: columnsSchema,
} as const;

/** Label of the first part that cannot be read; undefined when all can. */
export function unreadablePart(entity: EntityDef, values: Values): string | undefined {
  const key = Object.keys(shapes).find((name) => {
    const value = values[name];
    return typeof value === 'string' && read(name as keyof typeof shapes, value) === undefined;
  });
  return key === undefined ? undefined : entity.fields[key]?.label;
}

/** What this version cannot read is left out, so that a newer desktop's view still opens. */
export function viewContentOf(row: Partial<ViewRow>): ViewContent {
  return {
    conditions: read('filter', row.filter) ?? [],
    sort: read('sorts', row.sorts) ?? [],
    group: row.group ?? null,
    collapsed: read('collapsed', row.collapsed) ?? [],
    columns: read('columns', row.columns) ?? null,
    isBoard: row.layout === 'Board',
    pipeline: row.pipeline ?? null,
    archived: row.archive === true,
  };
}

/** null clears what the view no longer says. */
export function viewValuesOf(content: ViewContent): Values {
  const list = (items: readonly unknown[]): string | null =>
    items.length === 0 ? null : JSON.stringify(items);
  return {
    filter: list(content.conditions),
    sorts: list(content.sort),
    group: content.group,
    collapsed: list(content.collapsed),
    columns: content.columns === null ? null : JSON.stringify(content.columns),
    layout: content.isBoard ? 'Board' : 'List',
    pipeline: content.pipeline,
    archive: content.archived ? true : null,
  };
}

function read<Name extends keyof typeof shapes>(
  name: Name,
  text: string | undefined,
): z.infer<(typeof shapes)[Name]> | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = shapes[name].safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as z.infer<(typeof shapes)[Name]>) : undefined;
  } catch {
    return undefined;
  }
}
