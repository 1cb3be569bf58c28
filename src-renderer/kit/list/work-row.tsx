import type { ReactNode } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';

/** Where a row stands in its `WorkList`, and what it tells it. */
export interface WorkRowPlace {
  readonly rowId: string;
  readonly index: number;
  readonly topPx: number;
  /** The keyboard is at it. */
  readonly active: boolean;
  readonly onOpen: (index: number) => void;
  readonly onActivate: (index: number) => void;
}

interface WorkRowProps extends WorkRowPlace {
  readonly className: string;
  readonly children: ReactNode;
}

/** The row as a whole; its cells are its children. */
export function WorkRow(props: WorkRowProps) {
  const { index } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it handles the keys
    <div
      role="row"
      id={props.rowId}
      aria-rowindex={index + 1}
      aria-selected={props.active}
      className={`list-row ${props.className}`}
      data-active={props.active}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={() => props.onActivate(index)}
      onDoubleClick={() => props.onOpen(index)}
    >
      {props.children}
    </div>
  );
}

interface WorkTitleProps extends Pick<WorkRowPlace, 'index' | 'onOpen'> {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly className: string;
}

/** The cell with the title of the record, which opens it. */
export function WorkTitle({ entity, row, className, index, onOpen }: WorkTitleProps) {
  return (
    <div role="gridcell" className={`list-cell ${className}`}>
      <a
        className="cell-link"
        href={`#/${entity.name}/${row.id}`}
        tabIndex={-1}
        onClick={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onOpen(index);
        }}
      >
        {titleOf(entity, row)}
      </a>
    </div>
  );
}
