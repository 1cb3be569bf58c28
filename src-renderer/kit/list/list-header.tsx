import { memo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { HeaderCell } from './header-cell.tsx';
import type { PlacedColumn } from './columns.ts';
import type { ListTable } from './use-list-table.tsx';

interface ListHeaderProps {
  readonly entity: EntityDef;
  readonly table: ListTable;
  readonly columns: readonly PlacedColumn[];
  readonly sort: readonly Sort[];
  readonly someSelected: boolean;
  readonly allSelected: boolean;
  /** Letting go will sort. */
  readonly onPress: (field: string, add: boolean) => void;
  readonly onSort: (field: string, add: boolean) => void;
  /** The column stands at that place from now on. */
  readonly onMove: (field: string, to: number) => void;
  readonly onSelectAll: () => void;
}

export const ListHeader = memo(function ListHeader(props: ListHeaderProps) {
  const { entity, table, sort, columns } = props;
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="row" aria-rowindex={1} className="list-header">
      <div role="columnheader" className="list-check">
        <input
          type="checkbox"
          aria-label="Select all"
          checked={props.allSelected}
          ref={(box) => {
            if (box !== null) box.indeterminate = props.someSelected && !props.allSelected;
          }}
          onChange={props.onSelectAll}
        />
      </div>
      {headers.map((header, at) => (
        <HeaderCell
          key={header.column.id}
          entity={entity}
          column={header.column.id}
          place={at}
          places={headers.length}
          widthPx={header.getSize()}
          leftPx={columns[at]?.leftPx}
          sort={sort}
          onPress={props.onPress}
          onSort={props.onSort}
          onMove={props.onMove}
          onWiden={(column, byPx) =>
            table.setColumnSizing((old) => ({ ...old, [column]: header.getSize() + byPx }))
          }
        >
          {/* The pointer's; by keyboard the head itself takes Alt, Shift and an arrow. */}
          <span
            className="list-resizer"
            aria-hidden="true"
            data-resizing={header.column.getIsResizing()}
            onMouseDown={(event) => {
              // Else the browser begins to drag the whole head, and no move of the mouse is told any more.
              event.preventDefault();
              header.getResizeHandler()(event);
            }}
            onTouchStart={header.getResizeHandler()}
            onDoubleClick={() => header.column.resetSize()}
          />
        </HeaderCell>
      ))}
    </div>
  );
});
