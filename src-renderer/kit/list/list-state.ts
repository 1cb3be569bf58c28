/** What a list shows: as plain data, so that it goes into a route, a saved view and a query. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter, Query, Sort } from '../../../crm/kernel/query.ts';
import { readColumnPrefs } from './column-prefs.ts';
import { fittedColumns, type Columns } from './columns.ts';

export interface ListState {
  /** All of them must hold; each is a condition or a group of conditions. */
  readonly conditions: readonly Filter[];
  readonly text: string;
  readonly sort: readonly Sort[];
  readonly archived: boolean;
  /** Field whose values make the groups; null: none. */
  readonly group: string | null;
  /** Keys of the groups that are folded away. */
  readonly collapsed: readonly string[];
  /** null: as the person has them on this desktop. */
  readonly columns: Columns | null;
  /** Row that the keyboard is at. */
  readonly activeIndex: number;
}

export const EMPTY_LIST: ListState = {
  conditions: [],
  text: '',
  sort: [],
  archived: false,
  group: null,
  collapsed: [],
  columns: null,
  activeIndex: 0,
};

/** The part of a list's state that decides which records are in it. */
export type Asked = Pick<ListState, 'conditions' | 'text' | 'sort' | 'archived'>;

export type Selection = Omit<Query, 'window' | 'sums'>;

/** The records that the list is about, without what part of them is on screen. */
export function selectionOf(entity: EntityDef, state: Asked): Selection {
  return {
    entity: entity.name,
    sort: sortOf(entity, state),
    ...(state.conditions.length === 0 ? {} : { filter: { all: state.conditions } }),
    ...(state.text.trim() === '' ? {} : { text: state.text.trim() }),
    ...(state.archived ? { archived: 'only' as const } : {}),
  };
}

/** A filter that came from elsewhere, as the parts that the filter bar shows side by side. */
export function conditionsOf(filter: Filter | undefined): readonly Filter[] {
  if (filter === undefined) return [];
  if ('all' in filter) return filter.all.flatMap(conditionsOf);
  return [filter];
}

/** Without a wish of the person's: by name, as a card index. */
export function sortOf(entity: EntityDef, state: Pick<ListState, 'sort'>): readonly Sort[] {
  if (state.sort.length > 0) return state.sort;
  return entity.titleFields.map((field) => ({ field, direction: 'ascending' as const }));
}

/** A click on a header: up, down, off. With `add` the other sorts stay and this one comes after them. */
export function toggleSort(sort: readonly Sort[], field: string, add: boolean): readonly Sort[] {
  const now = sort.find((entry) => entry.field === field)?.direction;
  const next: readonly Sort[] =
    now === undefined
      ? [{ field, direction: 'ascending' }]
      : now === 'ascending'
        ? [{ field, direction: 'descending' }]
        : [];
  if (!add) return next;
  const at = sort.findIndex((entry) => entry.field === field);
  return at < 0 ? [...sort, ...next] : sort.toSpliced(at, 1, ...next);
}

/** At most as many as a question takes. */
export const SORTS_MAX = 8;

/** The records of a list as it shows them: in groups, without those of folded ones. */
export function groupedSelection(
  selection: Selection,
  { group, collapsed }: Pick<ListState, 'group' | 'collapsed'>,
): Selection {
  if (group === null) return selection;
  return {
    ...selection,
    group: { field: group, ...(collapsed.length === 0 ? {} : { collapsed }) },
  };
}

export function columnsOf(entity: EntityDef, { columns }: Pick<ListState, 'columns'>): Columns {
  return fittedColumns(entity, columns ?? readColumnPrefs(entity.name));
}
