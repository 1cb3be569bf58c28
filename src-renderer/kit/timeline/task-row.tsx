import { memo } from 'react';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { viewOf } from '../field-views.ts';
import { WorkRow, WorkTitle, type WorkRowPlace } from '../list/work-row.tsx';
import type { TitleOf } from '../session/session.tsx';
import { CloseButton, DueLabel } from './planned-line.tsx';

interface TaskRowProps extends WorkRowPlace {
  readonly row: ActivityRow;
  readonly titleOf: TitleOf;
  readonly nowMs: number;
}

export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { row, titleOf } = props;
  const { about } = row;
  const AboutCell = viewOf(activity.fields.about).Cell;
  return (
    <WorkRow {...props} className="task-row">
      <div role="gridcell" className="list-check">
        <CloseButton row={row} inGrid />
      </div>
      <WorkTitle
        entity={activity}
        row={row as AnyRow}
        index={props.index}
        onOpen={props.onOpen}
        className="task-title"
      />
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
    </WorkRow>
  );
});
