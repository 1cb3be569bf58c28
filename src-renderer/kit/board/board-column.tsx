import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import type { Selection } from '../list/list-state.ts';
import { NO_ROWS, type ShownRow } from '../list/shown-rows.ts';
import { useWindow, type WindowSize } from '../list/use-window.ts';
import { useSession } from '../session/session.tsx';
import { Sum } from '../totals/sum.tsx';
import { sumText } from '../totals/sums.ts';
import { BoardCard } from './board-card.tsx';
import { CARD_HEIGHT_PX, cardsRoomPx } from './board-heads.ts';
import { indexIn, type BoardPlace, type LoadedCards } from './board-place.ts';
import { columnSelection, type StageColumn, type StageField } from './stage-columns.ts';

const OVERSCAN_CARDS = 4;
/** Of an answer that has just come: what can be seen comes first. */
const OVERSCAN_AT_FIRST_CARDS = 0;
const COLUMN_WINDOW: WindowSize = {
  stepRows: 20,
  windowRows: 120,
  behindRows: 20,
  aheadMinRows: 50,
  rowMinPx: CARD_HEIGHT_PX,
};
/** Of a column that is folded away only the first card matters: a card that is dropped on it comes to lie before. */
const FOLDED_WINDOW: WindowSize = {
  stepRows: 1,
  windowRows: 2,
  behindRows: 0,
  aheadMinRows: 0,
  rowMinPx: CARD_HEIGHT_PX,
};
const NO_SUMS: readonly string[] = [];

/** What the board around it needs of a column. */
export interface ColumnHandle {
  readonly cards: LoadedCards;
  readonly rowAt: (index: number) => ShownRow | undefined;
  readonly pageCards: number;
  readonly show: (index: number) => void;
  readonly focus: () => void;
}

interface BoardColumnProps {
  readonly ref: Ref<ColumnHandle>;
  readonly entity: EntityDef;
  readonly stages: StageField;
  readonly column: StageColumn;
  readonly selection: Selection;
  /** Its first cards, as long as it has not asked for its own. */
  readonly head: readonly ShownRow[] | undefined;
  /** False: it lies beyond the edge of the window, and its cards come when the board is on screen. */
  readonly isInSight: boolean;
  /** The board is on screen: the rest can be asked for. */
  readonly isReady: boolean;
  /** The place of the keyboard, if it is in this column. */
  readonly place: BoardPlace | undefined;
  readonly collapsible: boolean;
  readonly collapsed: boolean;
  readonly liftedId: string | undefined;
  /** Where the lifted card would come to lie. */
  readonly gap: number | undefined;
  readonly today: string;
  readonly onOpen: (stage: string, row: AnyRow, index: number) => void;
  readonly onEnter: (stage: string) => void;
  readonly onToggle: (stage: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function BoardColumn(props: BoardColumnProps) {
  const { entity, stages, column, selection, place, collapsed, gap } = props;
  const { stage, label, count, sums } = column;
  const { locale, currency } = useSession();
  const whole = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [over, setOver] = useState(false);
  const own = useMemo(() => columnSelection(selection, stages, stage), [selection, stages, stage]);
  const { result, shown, isSettled, show } = useWindow(
    entity,
    own,
    NO_SUMS,
    place?.index ?? 0,
    collapsed ? FOLDED_WINDOW : COLUMN_WINDOW,
    // Whoever comes back to a place further down does not want the first cards.
    props.isReady || (place?.index ?? 0) > 0,
  );
  const isOwn = result !== undefined;
  const overscan = isOwn && isSettled ? OVERSCAN_CARDS : OVERSCAN_AT_FIRST_CARDS;
  const rows = isOwn ? shown.rows : (props.head ?? NO_ROWS.rows);
  const { offset } = shown;
  const here = result?.count ?? (props.head === undefined ? 0 : count);
  const cards = useMemo<LoadedCards>(
    () => ({ offset, count: here, ids: rows.map(({ row }) => row.id) }),
    [offset, here, rows],
  );

  // oxlint-disable-next-line react/incompatible-library -- asked anew at every render; the cards get plain values
  const virtual = useVirtualizer({
    count: collapsed || !(props.isInSight || props.isReady) ? 0 : here,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT_PX,
    overscan,
    // Before it is measured; a column that were taken for empty would be drawn twice.
    initialRect: { width: 0, height: cardsRoomPx() },
    initialOffset: Math.max(0, ((place?.index ?? 0) - 2) * CARD_HEIGHT_PX),
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last]);

  useImperativeHandle(
    props.ref,
    () => ({
      cards,
      rowAt: (index) => rows[index - offset],
      pageCards: Math.max(1, last - first - 2 * overscan),
      show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
      focus: () => (scroller.current ?? button.current)?.focus({ preventScroll: false }),
    }),
    [cards, rows, offset, first, last, overscan, virtual],
  );

  useEffect(() => {
    const element = whole.current;
    if (element === null) return undefined;
    const isCard = (data: Readonly<Record<string | symbol, unknown>>): boolean =>
      (data['card'] as AnyRow | undefined)?.entity === entity.name;
    const list = scroller.current;
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => stage !== '' && isCard(source.data),
        getData: () => ({ stage }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      list === null
        ? () => undefined
        : autoScrollForElements({ element: list, canScroll: ({ source }) => isCard(source.data) }),
    );
  }, [entity, stage, collapsed]);

  const counted = numberFormat(locale, {}).format(count);
  const sum = sumText(sums, locale, currency);
  const noun = (count === 1 ? entity.label.one : entity.label.many).toLowerCase();
  const name = `${label}, ${counted} ${noun}`;
  const active = place === undefined ? -1 : indexIn(place, cards);
  const listId = `board-${stage.replace(/[^A-Za-z0-9]/g, '-')}`;
  const cardId = (index: number): string => `${listId}-${index}`;

  if (collapsed) {
    return (
      <section ref={whole} className="board-column" data-collapsed="true" data-over={over}>
        <button
          ref={button}
          type="button"
          className="board-collapsed"
          aria-expanded="false"
          title={sum === '' ? name : `${name}, ${sum}`}
          data-outcome={column.outcome}
          onClick={() => props.onToggle(stage)}
          onFocus={() => props.onEnter(stage)}
          onKeyDown={(event) => {
            if (event.key.startsWith('Arrow')) props.onKeyDown(event);
          }}
        >
          <Icon name="chevron-left" size={14} />
          <span className="board-collapsed-name">{label}</span>{' '}
          <span className="board-count">
            {counted}
            <span className="visually-hidden"> {noun}</span>
          </span>
        </button>
      </section>
    );
  }
  return (
    <section ref={whole} className="board-column" data-over={over} data-outcome={column.outcome}>
      <header className="board-head">
        <h2 title={label}>{label}</h2>
        <span className="board-count">{counted}</span>
        <span className="board-sum">
          <Sum parts={sums} of={label} />
        </span>
        {props.collapsible && (
          <button
            type="button"
            className="board-toggle"
            aria-expanded="true"
            aria-label={`Fold ${label} away`}
            onClick={() => props.onToggle(stage)}
          >
            <Icon name="chevron-right" size={14} />
          </button>
        )}
      </header>
      <div
        ref={scroller}
        className="board-cards"
        role="listbox"
        tabIndex={0}
        aria-label={name}
        aria-busy={!isOwn && props.head === undefined}
        {...(active >= first && active <= last && here > 0
          ? { 'aria-activedescendant': cardId(active) }
          : {})}
        onFocus={() => props.onEnter(stage)}
        onKeyDown={props.onKeyDown}
      >
        <div
          role="presentation"
          className="board-cards-all"
          style={{ height: virtual.getTotalSize() + (gap === undefined ? 0 : CARD_HEIGHT_PX) }}
        >
          {items.map(({ index, start }) => {
            const shownRow = rows[index - offset];
            if (shownRow === undefined) return null;
            return (
              <BoardCard
                key={shownRow.row.id}
                entity={entity}
                stages={stages}
                stage={stage}
                outcome={column.outcome}
                row={shownRow.row}
                titleOf={shownRow.titleOf}
                cardId={cardId(index)}
                index={index}
                count={here}
                topPx={start}
                active={index === active}
                lifted={shownRow.row.id === props.liftedId}
                today={props.today}
                onOpen={props.onOpen}
              />
            );
          })}
          {gap !== undefined && (
            <div
              className="board-gap"
              aria-hidden="true"
              style={{ transform: `translateY(${gap * CARD_HEIGHT_PX - 4}px)` }}
            />
          )}
        </div>
      </div>
    </section>
  );
}
