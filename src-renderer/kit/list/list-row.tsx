import { memo } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { viewOf } from '../field-views.ts';
import type { TitleOf } from '../session/session.tsx';

export interface ShownColumn {
  readonly key: string;
  readonly widthPx: number;
}

interface ListRowProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly rowId: string;
  readonly index: number;
  readonly topPx: number;
  readonly columns: readonly ShownColumn[];
  readonly titleOf: TitleOf;
  readonly active: boolean;
  readonly selected: boolean;
  readonly onOpen: (index: number) => void;
  readonly onActivate: (index: number) => void;
  readonly onSelect: (index: number, range: boolean) => void;
}

/** Drawn again only when its own record, its place or its marks change: scrolling moves rows, it does not redraw them. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { entity, row, index, columns, titleOf, active, selected } = props;
  const title = recordTitle(entity, row);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it handles the keys
    <div
      role="row"
      id={props.rowId}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      className="list-row"
      data-active={active}
      data-selected={selected}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) props.onSelect(index, event.shiftKey);
        else props.onActivate(index);
      }}
      onDoubleClick={() => props.onOpen(index)}
    >
      <div role="gridcell" className="list-check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${title}`}
          checked={selected}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => props.onSelect(index, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </div>
      {columns.map(({ key, widthPx }, at) => {
        const field = entity.fields[key];
        const value = row[key];
        if (field === undefined) return null;
        const { Cell, align } = viewOf(field);
        const isTitle = entity.titleFields.includes(key);
        const cell =
          value === undefined || value === null ? (
            at === 0 && <span data-muted="true">{title}</span>
          ) : (
            <Cell field={field} value={value} titleOf={titleOf} room="list" />
          );
        return (
          <div
            key={key}
            role="gridcell"
            className="list-cell"
            data-align={align}
            data-title={isTitle}
            data-first={at === 0}
            style={{ width: widthPx }}
          >
            {at === 0 ? (
              <a
                className="cell-link"
                href={`#/${entity.name}/${row.id}`}
                tabIndex={-1}
                onClick={(event) => {
                  event.preventDefault();
                  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
                  event.stopPropagation();
                  props.onOpen(index);
                }}
              >
                {cell}
              </a>
            ) : (
              cell
            )}
          </div>
        );
      })}
    </div>
  );
});
