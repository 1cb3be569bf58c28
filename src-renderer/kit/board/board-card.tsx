import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useEffect, useRef, useState } from 'react';
import { titleOf as nameOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { viewOf } from '../field-views.ts';
import { Avatar } from '../fields/avatar.tsx';
import { useSession, type TitleOf } from '../session/session.tsx';
import { cardFieldsOf, daysInStage, nextStepOf, type NextStep } from './card-facts.ts';
import type { StageColumn, StageField } from './stage-columns.ts';

interface BoardCardProps {
  readonly entity: EntityDef;
  readonly stages: StageField;
  readonly stage: string;
  readonly outcome: StageColumn['outcome'];
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
  readonly cardId: string;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  readonly active: boolean;
  readonly lifted: boolean;
  readonly today: string;
  readonly onOpen: (stage: string, row: AnyRow, index: number) => void;
}

const SAID: Readonly<Record<NextStep, string>> = {
  none: 'No next step',
  late: 'Late',
  planned: 'Next step planned',
};

/** Drawn again only when it says something else: dragging over a column moves one line, not its cards. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { entity, stages, stage, outcome, row, titleOf, index, active, lifted } = props;
  const card = useRef<HTMLDivElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null);
  const [dragged, setDragged] = useState(false);

  useEffect(() => {
    const element = card.current;
    if (element === null) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ card: row, index }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => (source.data['card'] as AnyRow | undefined)?.entity === row.entity,
        getData: ({ input }) =>
          attachClosestEdge({ stage, index }, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => {
          const near = source.element === element ? null : extractClosestEdge(self.data);
          setEdge(near === 'top' || near === 'bottom' ? near : null);
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [row, index, stage]);

  const step = nextStepOf(stages.field, outcome, row, props.today);
  const { timeZone } = useSession();
  const days = daysInStage(stages.field, outcome, row, { today: props.today, timeZone });
  const { link, user } = cardFieldsOf(entity);
  const worth = cellOf(entity, stages.field.worth, row, titleOf);
  const linked = linkTitle(entity, link, row, titleOf);
  const person = user === undefined ? undefined : (row[user] as string | undefined);
  const personName = person === undefined ? undefined : (titleOf('user', person) ?? '?');
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the column has the focus and the keys
    <div
      ref={card}
      id={props.cardId}
      role="option"
      aria-selected={active}
      aria-posinset={index + 1}
      aria-setsize={props.count}
      className="board-card"
      data-active={active || undefined}
      data-lifted={lifted || undefined}
      data-dragged={dragged || undefined}
      data-edge={edge ?? undefined}
      data-step={step}
      // Said here already: said when it is registered, it would have the styles of the whole board found twice.
      draggable
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={() => props.onOpen(stage, row, index)}
    >
      <span className="board-card-title" title={nameOf(entity, row)}>
        {nameOf(entity, row)}
      </span>
      <span className="board-card-link" title={linked}>
        {linked}
      </span>
      <span className="board-card-foot">
        {step !== undefined && (
          <span
            className="board-step"
            data-step={step}
            role="img"
            aria-label={SAID[step]}
            title={stepTitle(step, stages, row)}
          />
        )}
        {worth}
        {days !== undefined && (
          <span
            className="board-days"
            role="img"
            aria-label={`in this stage for ${daysText(days)}`}
            title={`In this stage for ${daysText(days)}`}
          >
            {days} d
          </span>
        )}
        {person !== undefined && personName !== undefined && (
          <Avatar name={personName} seed={person} named />
        )}
      </span>
    </div>
  );
});

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function stepTitle(step: NextStep, { field }: StageField, row: AnyRow): string {
  const text = field.nextStep === undefined ? undefined : row[field.nextStep];
  return typeof text === 'string' && text !== '' ? `${SAID[step]}: ${text}` : SAID[step];
}

function cellOf(entity: EntityDef, key: string | undefined, row: AnyRow, titleOf: TitleOf) {
  const field = key === undefined ? undefined : entity.fields[key];
  const value = key === undefined ? undefined : row[key];
  if (field === undefined || value === undefined || value === null) return null;
  const { Cell } = viewOf(field);
  return <Cell field={field} value={value} titleOf={titleOf} room="list" />;
}

/** Plain text: a link inside of a card that is an option of its column could not be reached. */
function linkTitle(
  entity: EntityDef,
  key: string | undefined,
  row: AnyRow,
  titleOf: TitleOf,
): string {
  const field = key === undefined ? undefined : entity.fields[key];
  const id = key === undefined ? undefined : row[key];
  if (field?.kind !== 'link' || typeof id !== 'string') return '';
  return titleOf(field.to, id) ?? 'Not here yet';
}
