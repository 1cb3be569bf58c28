import { memo } from 'react';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { viewOf } from '../field-views.ts';
import { WorkRow, WorkTitle, type WorkRowPlace } from '../list/work-row.tsx';
import type { TitleOf } from '../session/session.tsx';
import { DueBadge } from './due-badge.tsx';

interface DeskRowProps extends WorkRowPlace {
  readonly row: AnyRow;
  readonly due: Due | null;
  readonly titleOf: TitleOf;
  readonly nowMs: number;
}

const COLUMNS = ['priority', 'status', 'account', 'agent'] as const;

export const DeskRow = memo(function DeskRow(props: DeskRowProps) {
  const { row, due, titleOf } = props;
  return (
    <WorkRow {...props} className="desk-row">
      <div role="gridcell" className="list-cell desk-due">
        {due === null ? (
          <span className="desk-none">Nothing promised</span>
        ) : (
          <DueBadge due={due} nowMs={props.nowMs} />
        )}
      </div>
      <WorkTitle
        entity={ticket}
        row={row}
        index={props.index}
        onOpen={props.onOpen}
        className="desk-title"
      />
      {COLUMNS.map((key) => {
        const field = ticket.fields[key];
        const value = row[key];
        const { Cell } = viewOf(field);
        return (
          <div key={key} role="gridcell" className={`list-cell desk-${key}`}>
            {value === undefined ? (
              key === 'agent' && <span className="desk-none">Nobody</span>
            ) : (
              <Cell field={field} value={value} titleOf={titleOf} room="list" />
            )}
          </div>
        );
      })}
    </WorkRow>
  );
});
