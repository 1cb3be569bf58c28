/** The board of any entity with stages: a column a stage, a card a record, moved by hand or by keys. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  startTransition,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type Ref,
} from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { EmptyList } from '../list/empty-list.tsx';
import type { ListState } from '../list/list-state.ts';
import type { ListBody } from '../list/list-toolbar.tsx';
import type { ShownRow } from '../list/shown-rows.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { todayIn } from '../session/today.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import './board.css';
import { useHeads } from './board-heads.ts';
import { BoardColumn } from './board-column.tsx';
import { onBoardKey } from './board-keys.ts';
import type { BoardPlace } from './board-place.ts';
import { boardQuestion, boardSelection } from './board-question.ts';
import {
  columnSelection,
  pipelineChoices,
  pipelineShown,
  stageColumns,
  type StageField,
} from './stage-columns.ts';
import { useBoardMoves } from './use-board-moves.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';

const NO_CARDS: readonly ShownRow[] = [];
/** Between a board and the rest of its cards at the latest, however busy the page is. */
const READY_AFTER_MAX_MS = 200;

/** As in the style sheet: a column is at least that wide, with the gap beside it. */
const COLUMN_MIN_REM = 12.5;

/** Of the window as it is: to measure it while a board is being made would have the screen laid out for that. */
let measured = { windowPx: 0, columns: 0 };

/** How many columns there is room for at most, before anything of the board is there to be measured. */
function columnsInSight(): number {
  const windowPx = window.innerWidth;
  if (measured.windowPx !== windowPx) {
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const widthPx = document.getElementById('page')?.clientWidth ?? windowPx;
    measured = { windowPx, columns: Math.ceil(widthPx / (COLUMN_MIN_REM * remPx)) };
  }
  return measured.columns;
}

interface BoardProps {
  readonly ref: Ref<ListBody>;
  readonly entity: EntityDef;
  readonly stages: StageField;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
  readonly place: BoardPlace;
  readonly onPlace: (place: BoardPlace) => void;
}

export function Board(props: BoardProps) {
  const { ref, entity, stages, state, onState, onPlace } = props;
  const { timeZone } = useSession();
  const { openRecord } = useNavigation();
  const { conditions, text, archived } = state;

  const pipeline = pipelineShown(entity, stages, props.place.pipeline);
  const pipelines = pipelineChoices(entity, stages);
  const selection = useMemo(
    () => boardSelection(entity, stages, { conditions, text, archived }, pipeline),
    [entity, stages, pipeline, conditions, text, archived],
  );
  const { expanded } = props.place;
  // One answer makes a whole board: the columns ask for their own cards when it is on screen.
  const [isReady, setIsReady] = useState(false);
  const { result, problem, answers } = useLiveQuery(
    boardQuestion(entity, selection, stages, expanded, !isReady),
  );
  const heads = useHeads(entity, result, answers);
  const isFirst = result !== undefined && !isReady;
  useEffect(() => {
    if (!isFirst) return undefined;
    const later = requestIdleCallback(() => startTransition(() => setIsReady(true)), {
      timeout: READY_AFTER_MAX_MS,
    });
    return () => cancelIdleCallback(later);
  }, [isFirst]);
  const groups = result?.groups;
  const columns = useMemo(() => stageColumns(stages, groups, pipeline), [stages, groups, pipeline]);
  const moves = useBoardMoves({ entity, stages, columns, place: props.place, onPlace });
  const { place, lifted } = moves;

  const open = (stage: string, row: AnyRow, index: number): void => {
    onPlace({ ...place, stage, index, id: row.id });
    openRecord(entity.name, row.id, { query: columnSelection(selection, stages, stage), index });
  };
  // Cards are drawn again only for their own sake: what they call stays the same.
  const latest = useRef({ open, moves });
  useEffect(() => {
    latest.current = { open, moves };
  });
  const stable = useMemo(
    () => ({
      open: (stage: string, row: AnyRow, index: number): void =>
        latest.current.open(stage, row, index),
      enter: (stage: string): void => latest.current.moves.enter(stage),
      toggle: (stage: string): void => latest.current.moves.toggle(stage),
    }),
    [],
  );

  const isThere = result !== undefined;
  const [fitting] = useState(columnsInSight);
  // Whoever comes back to a column further along has the board scrolled to it.
  const inSight =
    columns.findIndex(({ stage }) => stage === place.stage) < fitting ? fitting : columns.length;
  // An empty pipeline among others still shows its stages: that is where the first card goes.
  const isEmpty = isThere && result.count === 0 && pipelines.length === 0;
  const isCard = useCallback(
    (data: Readonly<Record<string | symbol, unknown>>): boolean =>
      (data['card'] as AnyRow | undefined)?.entity === entity.name,
    [entity],
  );
  const scroller = useCallback(
    (element: HTMLDivElement) =>
      autoScrollForElements({ element, canScroll: ({ source }) => isCard(source.data) }),
    [isCard],
  );
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => isCard(source.data),
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0];
          const stage = target?.data['stage'];
          if (target === undefined || typeof stage !== 'string') return;
          const index = target.data['index'];
          const below = extractClosestEdge(target.data) === 'bottom' ? 1 : 0;
          const gap = typeof index === 'number' ? index + below : undefined;
          const row = source.data['card'] as AnyRow;
          void latest.current.moves.put(row, stage, gap);
        },
      }),
    [isCard],
  );

  useImperativeHandle(
    ref,
    () => ({
      change: onState,
      press: () => undefined,
      groupKeys: () => [],
      focus: () => latest.current.moves.focus(),
    }),
    [onState],
  );

  // Whoever came by a key has the focus nowhere: the board takes it.
  useEffect(() => {
    if (isThere && document.activeElement === document.body) latest.current.moves.focus();
  }, [isThere]);

  return (
    <>
      <ProblemLine problem={problem} />
      <p className="visually-hidden" role="status">
        {moves.said}
      </p>
      {isEmpty ? (
        <EmptyList entity={entity} state={state} onState={onState} />
      ) : (
        <div ref={scroller} className="board" aria-busy={result === undefined}>
          {(isThere ? columns : []).map((column, at) => {
            const { stage, outcome } = column;
            return (
              <BoardColumn
                key={stage}
                ref={moves.refOf(stage)}
                entity={entity}
                stages={stages}
                column={column}
                selection={selection}
                head={heads?.get(stage) ?? (column.count === 0 ? NO_CARDS : undefined)}
                isInSight={at < inSight}
                isReady={isReady}
                place={place.stage === stage ? place : undefined}
                collapsible={outcome !== 'open'}
                collapsed={outcome !== 'open' && !expanded.includes(stage)}
                liftedId={lifted?.row.id}
                gap={lifted?.stage === stage ? lifted.gap : undefined}
                today={todayIn(timeZone)}
                onOpen={stable.open}
                onEnter={stable.enter}
                onToggle={stable.toggle}
                onKeyDown={(event) => onBoardKey(event, moves.keysFor(open))}
              />
            );
          })}
        </div>
      )}
      {moves.dialog}
    </>
  );
}
