import { memo } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { viewOf } from '../field-views.ts';
import type { TitleOf } from '../session/session.tsx';
import { CloseButton, DueLabel } from './planned-line.tsx';

interface TaskRowProps {
  readonly row: ActivityRow;
  readonly rowId: string;
  readonly index: number;
  readonly topPx: number;
  readonly active: boolean;
  readonly titleOf: TitleOf;
  readonly nowMs: number;
  readonly onOpen: (index: number) => void;
  readonly onActivate: (index: number) => void;
}

export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { row, index, titleOf } = props;
  const { about } = row;
  const AboutCell = viewOf(activity.fields.about).Cell;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it handles the keys
    <div
      role="row"
      id={props.rowId}
      aria-rowindex={index + 1}
      aria-selected={props.active}
      className="list-row task-row"
      data-active={props.active}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={() => props.onActivate(index)}
      onDoubleClick={() => props.onOpen(index)}
    >
      <div role="gridcell" className="list-check">
        <CloseButton row={row} inGrid />
      </div>
      <div role="gridcell" className="list-cell task-title" data-first="true">
        <a
          className="cell-link"
          href={`#/${activity.name}/${row.id}`}
          tabIndex={-1}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            props.onOpen(index);
          }}
        >
          {recordTitle(activity, row as AnyRow)}
        </a>
      </div>
      <div role="gridcell" className="list-cell task-about">
        {about !== undefined && (
          <AboutCell field={activity.fields.about} value={about} titleOf={titleOf} room="list" />
        )}
      </div>
      <div role="gridcell" className="list-cell task-priority">
        {row.priority}
      </div>
      <div role="gridcell" className="list-cell task-due">
        <DueLabel row={row} nowMs={props.nowMs} />
      </div>
    </div>
  );
});
