/** In the head of a record: what comes next, or that nobody has planned anything. */
import { Button } from '@mantine/core';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { stageOptionOf } from '../../../crm/kernel/fields/stage-standing.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import {
  statusCategory,
  ticket,
  type TicketRow,
} from '../../../crm/modules/ticket/ticket.entity.ts';
import { dateFormat } from '../fields/formatters.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { CloseButton, DueLabel } from './planned-line.tsx';
import { lastContactIn } from './timeline-items.ts';
import { isLogged, type TimelineData } from './use-timeline.ts';
import type { QuickLogState } from './use-quick-log.ts';

interface NextStepProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly timeline: TimelineData;
  readonly log: QuickLogState;
}

export function NextStep({ entity, row, timeline, log }: NextStepProps) {
  if (!isLogged(entity)) return null;
  const [next] = timeline.next;
  if (next !== undefined) {
    return (
      <p className="next-step">
        <span className="next-step-label">Next step</span>
        <CloseButton row={next.row} />
        <RecordLink entity={activity.name} id={next.row.id} room="record">
          {recordTitle(activity, next.row as AnyRow)}
        </RecordLink>
        <DueLabel row={next.row} nowMs={timeline.nowMs} />
        <LastContact timeline={timeline} />
      </p>
    );
  }
  const words = row['nextStep'];
  const written = typeof words === 'string' && words.trim() !== '';
  // Nothing is missing where nothing is left to do, and nothing is said before it is known.
  if (timeline.reading && !written) return null;
  if (!written && isOver(entity, row)) {
    return lastContactIn(timeline.past) === undefined ? null : (
      <p className="next-step">
        <LastContact timeline={timeline} />
      </p>
    );
  }
  return (
    <p className="next-step">
      <span className="next-step-label">{written ? 'Next step' : 'No next step'}</span>
      {written && <span>{words}</span>}
      <Button
        variant="light"
        size="compact-xs"
        leftSection={<Icon name="plus" size={12} />}
        onClick={() => log.open('Task')}
      >
        Plan a task
      </Button>
      <LastContact timeline={timeline} />
    </p>
  );
}

/** When the other side was last heard from, whichever of its people and deals it was about. */
function LastContact({ timeline }: { readonly timeline: TimelineData }) {
  const { locale, timeZone } = useSession();
  const last = lastContactIn(timeline.past);
  if (last === undefined) return null;
  const { row, at } = last;
  const day = dateFormat(locale, { dateStyle: 'medium', timeZone }).format(new Date(at));
  return (
    <span className="last-contact">
      <span className="next-step-label">Last contact</span>
      <RecordLink entity={activity.name} id={row.id} room="record">
        {recordTitle(activity, row as AnyRow)}
      </RecordLink>
      <time className="tl-due" dateTime={at}>
        {day}
      </time>
    </span>
  );
}

/** Won or lost by whichever stage it has, converted, merged, or a ticket that is solved. */
function isOver(entity: EntityDef, row: AnyRow): boolean {
  if (row['convertedAt'] !== undefined || row['mergedInto'] !== undefined) return true;
  if (entity.name === ticket.name) return isSolved((row as TicketRow).status);
  return Object.entries(entity.fields).some(([key, field]) => {
    if (field.kind !== 'stage') return false;
    const option = stageOptionOf(field, row[key]);
    return option !== undefined && option.outcome !== 'open';
  });
}

function isSolved(status: string | undefined): boolean {
  return statusCategory(status) === 'Resolved';
}
