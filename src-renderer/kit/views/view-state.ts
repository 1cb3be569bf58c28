/** Between a view and the state of the list that shows it. Pure. */
import { sameJson } from '../../../crm/kernel/write.ts';
import type { ViewContent } from '../../../crm/modules/view/view-content.ts';
import { BOARD_START, type BoardPlace } from '../board/board-place.ts';
import { EMPTY_LIST, type ListState } from '../list/list-state.ts';
import type { ListView } from './standard-views.ts';

export function listFrom({
  isBoard: _board,
  pipeline: _pipeline,
  ...content
}: ViewContent): ListState {
  return { ...EMPTY_LIST, ...content };
}

/** `board`: the list is shown as one. */
export function contentFrom(
  list: Omit<ListState, 'text' | 'activeIndex'>,
  board: BoardPlace | undefined,
): ViewContent {
  const { conditions, sort, group, collapsed, columns, archived } = list;
  return { conditions, sort, group, collapsed, columns, archived, ...boardOf(board) };
}

function boardOf(board: BoardPlace | undefined): Pick<ViewContent, 'isBoard' | 'pipeline'> {
  return { isBoard: board !== undefined, pipeline: board?.pipeline ?? null };
}

/** Where a view that is a board begins; undefined for a list. */
export function boardFrom({ isBoard, pipeline }: ViewContent): BoardPlace | undefined {
  if (!isBoard) return undefined;
  return pipeline === null ? BOARD_START : { ...BOARD_START, pipeline };
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
