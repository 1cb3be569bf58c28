/** Between a view and the state of the list that shows it. Pure. */
import { sameJson } from '../../../crm/kernel/write.ts';
import type { ViewContent } from '../../../crm/modules/view/view-content.ts';
import { EMPTY_LIST, type ListState } from '../list/list-state.ts';
import type { ListView } from './standard-views.ts';

export function listFrom({ isBoard: _board, ...content }: ViewContent): ListState {
  return { ...EMPTY_LIST, ...content };
}

export function contentFrom(list: ListState, isBoard: boolean): ViewContent {
  const { conditions, sort, group, collapsed, columns, archived } = list;
  return { conditions, sort, group, collapsed, columns, archived, isBoard };
}

/**
 * Whether there is something to save. Folding a group is looking, not changing, and so is the board of a view that every
 * list has; and where a view leaves the columns to each person, theirs are no change of it.
 */
export function isChanged(view: ListView, now: ViewContent): boolean {
  const { content, row } = view;
  const compared = (of: ViewContent) => ({
    ...of,
    collapsed: [],
    columns: content.columns === null ? null : of.columns,
    isBoard: row === undefined ? false : of.isBoard,
  });
  return !sameJson(compared(content), compared(now));
}
