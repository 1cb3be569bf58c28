import { memo, type ReactNode } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import { labelBeforeNumber } from '../../../crm/kernel/fields/auto-number.field.ts';
import { viewOf } from '../field-views.ts';
import { isCellEditable } from '../grid/cell-acts.ts';
import { ComputedProblem, problemIn } from '../fields/computed-problem.tsx';
import { RowDue } from '../service/row-due.tsx';
import type { TitleOf } from '../session/session.tsx';
import type { PlacedColumn } from './columns.ts';

interface ListRowProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly rowId: string;
  readonly index: number;
  /** Counted from the first line of the list, groups included. */
  readonly line: number;
  readonly topPx: number;
  readonly columns: readonly PlacedColumn[];
  readonly titleOf: TitleOf;
  readonly active: boolean;
  /** Cell that the keyboard is at; -1 while it is elsewhere, or at the row as a whole. */
  readonly activeColumn: number;
  /** First and last column of the marked cells in this row, as text so that it compares: `1-3`, '' for none. */
  readonly marked: string;
  /** -1: none. */
  readonly editedColumn: number;
  readonly editor: ReactNode;
  readonly selected: boolean;
  /** Nobody can see it, and what can be seen is not drawn yet: it stays as it is, or nothing, for as long as that. */
  readonly isLater: boolean;
  readonly onOpen: (index: number) => void;
  readonly onSelect: (index: number, range: boolean) => void;
}

const READ_ONLY = { 'aria-readonly': true } as const;

/**
 * In place of a name that is missing: what the record is called, or of a number that is not given yet the sign that
 * stands for it, since the rest of the name has a column of its own.
 */
function nameWithout(entity: EntityDef, row: AnyRow, key: string): string {
  const field = entity.fields[key];
  return field?.kind === 'autoNumber' ? labelBeforeNumber(row.id, field) : recordTitle(entity, row);
}

function saysTheSame(before: ListRowProps, next: ListRowProps): boolean {
  if (next.isLater) return true;
  return (Object.keys(next) as (keyof ListRowProps)[]).every((key) =>
    Object.is(before[key], next[key]),
  );
}

/** Drawn again only when its own record, its place or its marks change: scrolling moves rows, it does not redraw them. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { entity, row, index, columns, titleOf, active, selected } = props;
  const { activeColumn, editedColumn } = props;
  if (props.isLater) return null;
  const title = recordTitle(entity, row);
  // Of what is called by its number and its name, one reads the name: it opens the record as well.
  const [first = ''] = entity.titleFields;
  const nameBesideNumber =
    entity.fields[first]?.kind === 'autoNumber' ? entity.titleFields.at(-1) : undefined;
  const [markedFrom = -1, markedTo = -1] =
    props.marked === '' ? [] : props.marked.split('-').map(Number);
  const firstFree = columns.findIndex(({ leftPx }) => leftPx === undefined);
  const pinned = firstFree < 0 ? columns.length : firstFree;
  const cellAt = ({ key, style }: PlacedColumn, at: number) => {
    const field = fieldOf(entity, key);
    const value = row[key];
    if (field === undefined) return null;
    const problem = field.computed === undefined ? undefined : problemIn(row, key);
    const { Cell, align } = viewOf(field);
    const isHere = at === activeColumn;
    const isMarked = at >= markedFrom && at <= markedTo;
    const cell =
      problem !== undefined ? (
        <ComputedProblem problem={problem} room="list" />
      ) : value === undefined || value === null ? (
        at === 0 && <span data-muted="true">{nameWithout(entity, row, key)}</span>
      ) : (
        <Cell field={field} value={value} titleOf={titleOf} room="list" />
      );
    return (
      <div
        key={key}
        role="gridcell"
        id={`${props.rowId}-${at}`}
        aria-colindex={at + 2}
        // A list draws hundreds of cells: each has only the attributes that say something.
        aria-selected={isMarked || isHere || undefined}
        {...(isCellEditable(field) ? {} : READ_ONLY)}
        className="list-cell"
        data-column={at}
        data-cursor={isHere || undefined}
        data-marked={isMarked || undefined}
        data-edited={at === editedColumn || undefined}
        data-align={align === 'end' ? align : undefined}
        data-title={entity.titleFields.includes(key) || undefined}
        style={style}
      >
        {key === entity.titleFields.at(-1) && at !== editedColumn && (
          <RowDue entity={entity} row={row} />
        )}
        {at === editedColumn ? (
          props.editor
        ) : at === 0 || key === nameBesideNumber ? (
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
  };
  return (
    <div
      role="row"
      id={props.rowId}
      // The header is row 1.
      aria-rowindex={props.line + 2}
      aria-selected={selected}
      className="list-row"
      data-index={index}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-edited={editedColumn >= 0 || undefined}
      style={{ transform: `translateY(${props.topPx}px)` }}
    >
      {/* They stay in sight as one: the page keeps account of everything that sticks. */}
      <div className="list-pinned">
        <div role="gridcell" aria-colindex={1} className="list-check">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select ${title}`}
            checked={selected}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => props.onSelect(index, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </div>
        {columns.slice(0, pinned).map(cellAt)}
      </div>
      {columns.slice(pinned).map((column, at) => cellAt(column, at + pinned))}
    </div>
  );
}, saysTheSame);
