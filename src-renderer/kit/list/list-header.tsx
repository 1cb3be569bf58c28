import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { viewOf } from '../field-views.ts';
import { Icon } from '../icons/icon.tsx';
import type { ListTable } from './use-list-table.tsx';

interface ListHeaderProps {
  readonly entity: EntityDef;
  readonly table: ListTable;
  readonly sort: readonly Sort[];
  readonly someSelected: boolean;
  readonly allSelected: boolean;
  readonly onSort: (field: string, add: boolean) => void;
  readonly onSelectAll: () => void;
}

const ARIA = { ascending: 'ascending', descending: 'descending' } as const;

export function ListHeader(props: ListHeaderProps) {
  const { entity, table, sort } = props;
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
      {headers.map((header, at) => {
        const key = header.column.id;
        const field = entity.fields[key];
        const place = sort.findIndex((entry) => entry.field === key);
        const direction = sort[place]?.direction;
        return (
          <div
            key={header.id}
            role="columnheader"
            aria-sort={direction === undefined ? 'none' : ARIA[direction]}
            className="list-head-cell"
            data-align={field === undefined ? 'start' : viewOf(field).align}
            data-first={at === 0}
            style={{ width: header.getSize() }}
          >
            <button
              type="button"
              className="list-head-button"
              title={`Sort by ${field?.label ?? key}. With Shift: sort by it as well.`}
              onClick={(event) => props.onSort(key, event.shiftKey)}
            >
              <span>{field?.label ?? key}</span>
              {direction !== undefined && (
                <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} size={12} />
              )}
              {direction !== undefined && sort.length > 1 && <sup>{place + 1}</sup>}
            </button>
            {/* Widths are for the pointer; every column can also be shown and hidden by keyboard. */}
            <span
              className="list-resizer"
              aria-hidden="true"
              data-resizing={header.column.getIsResizing()}
              onMouseDown={header.getResizeHandler()}
              onTouchStart={header.getResizeHandler()}
              onDoubleClick={() => header.column.resetSize()}
            />
          </div>
        );
      })}
    </div>
  );
}
