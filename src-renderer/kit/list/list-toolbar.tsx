/** Above the records of one kind: what they are filtered by, and how they are shown. */
import { memo, useCallback, useMemo, type ReactNode, type RefObject } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { ColumnChooser } from './column-chooser.tsx';
import type { Columns } from './columns.ts';
import { FilterBar } from './filter-bar.tsx';
import { GroupMenu } from './group-menu.tsx';
import { columnsOf, sortOf, type ListState } from './list-state.ts';
import { SortMenu } from './sort-menu.tsx';

/** What the toolbar asks of the list or the board below it. */
export interface ListBody {
  /** As `onState`, in its own time: a list changes when it has the rows for it. */
  readonly change: (part: Partial<ListState>) => void;
  /** Somebody presses what will change the state so when they let go. */
  readonly press: (part: Partial<ListState>) => void;
  /** Keys of the groups that are shown. */
  readonly groupKeys: () => readonly string[];
  readonly focus: () => void;
}

interface ListToolbarProps {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
  readonly body: RefObject<ListBody | null>;
  readonly textInput: RefObject<HTMLInputElement | null>;
  /** A list has an order, groups and columns of its own choice; a board has not. */
  readonly isList: boolean;
  /** Other ways to look at the same records. */
  readonly children: ReactNode;
}

/** Stays when a list becomes a board: only what is below it is drawn anew. */
export const ListToolbar = memo(function ListToolbar(props: ListToolbarProps) {
  const { entity, state, onState, body, textInput, isList } = props;
  const { conditions, text, sort, archived, group, columns } = state;
  const asked = useMemo(
    () => ({ conditions, text, sort, archived }),
    [conditions, text, sort, archived],
  );
  const order = useMemo(() => sortOf(entity, { sort }), [entity, sort]);
  const chosen = useMemo(() => columnsOf(entity, { columns }), [entity, columns]);
  const change = useCallback(
    (part: Partial<ListState>) => (body.current?.change ?? onState)(part),
    [body, onState],
  );
  const press = useCallback((part: Partial<ListState>) => body.current?.press(part), [body]);
  const setOrder = useCallback(
    (next: readonly Sort[]) => change({ sort: next, activeIndex: 0 }),
    [change],
  );
  const setColumns = useCallback((next: Columns) => change({ columns: next }), [change]);
  const groupKeys = useCallback(() => body.current?.groupKeys() ?? [], [body]);
  const focusBody = useCallback(() => body.current?.focus(), [body]);
  return (
    <div className="list-toolbar">
      <FilterBar
        entity={entity}
        state={asked}
        textInput={textInput}
        onChange={change}
        onLeaveText={focusBody}
      />
      <div className="list-tools">
        {isList && (
          <>
            <SortMenu entity={entity} sort={order} onSort={setOrder} />
            <GroupMenu
              entity={entity}
              group={group}
              groupKeys={groupKeys}
              onPress={press}
              onState={change}
            />
            <ColumnChooser entity={entity} columns={chosen} onColumns={setColumns} />
          </>
        )}
        {props.children}
      </div>
    </div>
  );
});
