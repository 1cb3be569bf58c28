import { memo } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { viewOf } from '../field-views.ts';
import type { TitleOf } from '../session/session.tsx';
import { DueBadge } from './due-badge.tsx';

interface DeskRowProps {
  readonly row: AnyRow;
  readonly due: Due | null;
  readonly rowId: string;
  readonly index: number;
  readonly topPx: number;
  readonly active: boolean;
  readonly titleOf: TitleOf;
  readonly nowMs: number;
  readonly onOpen: (index: number) => void;
  readonly onActivate: (index: number) => void;
}

const COLUMNS = ['priority', 'status', 'account', 'agent'] as const;

export const DeskRow = memo(function DeskRow(props: DeskRowProps) {
  const { row, due, index, titleOf } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it handles the keys
    <div
      role="row"
      id={props.rowId}
      aria-rowindex={index + 1}
      aria-selected={props.active}
      className="list-row desk-row"
      data-active={props.active}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={() => props.onActivate(index)}
      onDoubleClick={() => props.onOpen(index)}
    >
      <div role="gridcell" className="list-cell desk-due">
        {due === null ? (
          <span className="desk-none">Nothing promised</span>
        ) : (
          <DueBadge due={due} nowMs={props.nowMs} />
        )}
      </div>
      <div role="gridcell" className="list-cell desk-title">
        <a
          className="cell-link"
          href={`#/${ticket.name}/${row.id}`}
          tabIndex={-1}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            props.onOpen(index);
          }}
        >
          {recordTitle(ticket, row)}
        </a>
      </div>
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
    </div>
  );
});
