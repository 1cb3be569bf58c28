/** Where the keyboard is on a board, what is lifted, and how cards come to lie elsewhere. */
import { useRef, useState, type ReactNode, type RefCallback } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { boardPlaceOf } from '../../../crm/kernel/fields/stage-standing.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import type { ColumnHandle } from './board-column.tsx';
import type { BoardKeys } from './board-keys.ts';
import { indexIn, knownGap, type BoardPlace } from './board-place.ts';
import { rankAt } from './rank-at.ts';
import type { StageColumn, StageField } from './stage-columns.ts';
import { useStageMove } from './use-stage-move.tsx';

/** A card that was moved is where it was put once its column was answered anew; a key meanwhile would hit another. */
const SETTLE_MAX_MS = 1000;

interface Lifted {
  readonly row: AnyRow;
  readonly stage: string;
  /** Before which card of that column it would be put. */
  readonly gap: number;
}

interface BoardMovesOptions {
  readonly entity: EntityDef;
  readonly stages: StageField;
  readonly columns: readonly StageColumn[];
  readonly place: BoardPlace;
  readonly onPlace: (place: BoardPlace) => void;
}

export interface BoardMoves {
  readonly place: BoardPlace;
  readonly lifted: Lifted | undefined;
  /** For assistive technology: what has just happened. */
  readonly said: string;
  readonly dialog: ReactNode;
  readonly refOf: (stage: string) => RefCallback<ColumnHandle>;
  /** Puts the focus where the place is. */
  readonly focus: () => void;
  readonly enter: (stage: string) => void;
  readonly toggle: (stage: string) => void;
  /** `gap` undefined: after the last card, or on a column that is folded away before the first. */
  readonly put: (row: AnyRow, stage: string, gap: number | undefined) => Promise<void>;
  readonly keysFor: (open: (stage: string, row: AnyRow, index: number) => void) => BoardKeys;
}

export function useBoardMoves(options: BoardMovesOptions): BoardMoves {
  const { entity, stages, columns, onPlace } = options;
  const { move, dialog } = useStageMove(entity, stages);
  const [lifted, setLifted] = useState<Lifted>();
  const [said, setSaid] = useState('');
  const handles = useRef(new Map<string, ColumnHandle>());
  const refs = useRef(new Map<string, RefCallback<ColumnHandle>>());
  const settling = useRef<{ readonly id: string; readonly untilMs: number }>(undefined);
  // The place of a board that nobody has touched is the first column with a card.
  const known = columns.some(({ stage }) => stage === options.place.stage);
  const start = columns.find(({ count }) => count > 0) ?? columns[0];
  const place = known ? options.place : { ...options.place, stage: start?.stage ?? '' };

  const isFolded = (stage: string): boolean =>
    columns.some((column) => column.stage === stage && column.outcome !== 'open') &&
    !place.expanded.includes(stage);
  const focusColumn = (stage: string): void => handles.current.get(stage)?.focus();
  const goTo = (stage: string, index: number): void => {
    // Whoever goes on to another card does not wait for the one that they moved.
    settling.current = undefined;
    const handle = handles.current.get(stage);
    const row = handle?.rowAt(index)?.row;
    onPlace({ ...place, stage, index, id: row?.id });
    if (handle !== undefined && handle.cards.count > 0) handle.show(index);
    if (stage !== place.stage) focusColumn(stage);
  };
  const neighbour = (stage: string, by: number): string | undefined => {
    const at = columns.findIndex((column) => column.stage === stage);
    return columns[at + by]?.stage;
  };
  const indexNow = (): number => {
    const handle = handles.current.get(place.stage);
    return handle === undefined ? 0 : indexIn(place, handle.cards);
  };
  const cardNow = (): { readonly row: AnyRow; readonly index: number } | undefined => {
    const handle = handles.current.get(place.stage);
    if (handle === undefined || isFolded(place.stage)) return undefined;
    const waits = settling.current;
    if (waits !== undefined && waits.untilMs > performance.now()) {
      if (!handle.cards.ids.includes(waits.id)) return undefined;
      settling.current = undefined;
    }
    const index = indexIn(place, handle.cards);
    const row = handle.rowAt(index)?.row;
    return row === undefined ? undefined : { row, index };
  };
  const labelOf = (stage: string): string =>
    columns.find((column) => column.stage === stage)?.label ?? stage;
  const cardsIn = (stage: string): number => handles.current.get(stage)?.cards.count ?? 0;

  const put = async (row: AnyRow, stage: string, wanted: number | undefined): Promise<void> => {
    const handle = handles.current.get(stage);
    if (handle === undefined || stage === '') return;
    const { cards } = handle;
    const from = (row[stages.key] as StageValue | undefined)?.stage ?? '';
    const gap = knownGap(wanted ?? (isFolded(stage) ? 0 : cards.count), cards);
    const at = from === stage ? cards.ids.indexOf(row.id) : -1;
    const own = at < 0 ? undefined : cards.offset + at;
    if (own !== undefined && (gap === own || gap === own + 1)) return;
    const places: string[] = [];
    let before = 0;
    for (let index = cards.offset; index < cards.offset + cards.ids.length; index++) {
      const other = handle.rowAt(index)?.row;
      if (other === undefined || other.id === row.id) continue;
      places.push(boardPlaceOf(other[stages.key] as StageValue, other.id));
      if (index < gap) before++;
    }
    const moved = await move(row, { stage, rank: rankAt(places, before) });
    focusColumn(moved ? stage : place.stage);
    if (!moved) {
      setSaid(`${titleOf(entity, row)} stays in ${labelOf(from)}`);
      return;
    }
    const index = own !== undefined && own < gap ? gap - 1 : gap;
    const count = cards.count + (from === stage ? 0 : 1);
    settling.current = { id: row.id, untilMs: performance.now() + SETTLE_MAX_MS };
    onPlace({ ...place, stage, index, id: row.id });
    if (!isFolded(stage)) handle.show(Math.min(index, Math.max(0, cards.count - 1)));
    setSaid(
      `${titleOf(entity, row)} moved to ${labelOf(stage)}, position ${index + 1} of ${count}`,
    );
  };

  /** The gap beside a card that the arrows lead to, in this column or in the next one. */
  const gapFrom = (
    stage: string,
    gap: number,
    by: readonly [columns: number, cards: number],
  ): { readonly stage: string; readonly gap: number } | undefined => {
    const next = by[0] === 0 ? stage : neighbour(stage, by[0]);
    if (next === undefined) return undefined;
    const wanted = isFolded(next) ? 0 : gap + by[1];
    return { stage: next, gap: Math.max(0, Math.min(wanted, cardsIn(next))) };
  };

  return {
    place,
    lifted,
    said,
    dialog,
    put,
    refOf: (stage) => {
      let ref = refs.current.get(stage);
      if (ref === undefined) {
        ref = (handle) => {
          if (handle === null) handles.current.delete(stage);
          else handles.current.set(stage, handle);
        };
        refs.current.set(stage, ref);
      }
      return ref;
    },
    focus: () => focusColumn(place.stage),
    enter: (stage) => {
      if (stage !== place.stage) onPlace({ ...place, stage, index: 0, id: undefined });
    },
    toggle: (stage) => {
      const { expanded } = place;
      const next = expanded.includes(stage)
        ? expanded.filter((other) => other !== stage)
        : [...expanded, stage];
      onPlace({ ...place, stage, index: 0, id: undefined, expanded: next });
      // Once it is drawn the other way.
      requestAnimationFrame(() => focusColumn(stage));
    },
    keysFor: (open) => ({
      isLifted: lifted !== undefined,
      pageCards: handles.current.get(place.stage)?.pageCards ?? 1,
      focusBy: (byColumns, byCards) => {
        if (byColumns === 0) {
          const last = Math.max(0, cardsIn(place.stage) - 1);
          return goTo(place.stage, Math.max(0, Math.min(indexNow() + byCards, last)));
        }
        const next = neighbour(place.stage, byColumns);
        if (next === undefined) return undefined;
        return goTo(next, Math.max(0, Math.min(indexNow(), cardsIn(next) - 1)));
      },
      moveBy: (byColumns, byCards) => {
        const card = cardNow();
        if (card === undefined) return;
        // Down is behind the next card: the gap right below a card is where it lies already.
        const step = byCards > 0 ? byCards + 1 : byCards;
        const to = gapFrom(place.stage, card.index, [byColumns, step]);
        if (to !== undefined) void put(card.row, to.stage, to.gap);
      },
      lift: () => {
        const card = cardNow();
        if (card === undefined) return;
        setLifted({ row: card.row, stage: place.stage, gap: card.index });
        setSaid(
          `${titleOf(entity, card.row)} lifted. Arrows choose where it goes, Space drops it, Escape leaves it.`,
        );
      },
      liftedBy: (byColumns, byCards) => {
        if (lifted === undefined) return;
        const to = gapFrom(lifted.stage, lifted.gap, [byColumns, byCards]);
        if (to === undefined) return;
        setLifted({ ...lifted, ...to });
        setSaid(`${labelOf(to.stage)}, before position ${to.gap + 1}`);
        const handle = handles.current.get(to.stage);
        if (handle !== undefined && handle.cards.count > 0)
          handle.show(Math.min(to.gap, handle.cards.count - 1));
      },
      drop: () => {
        if (lifted === undefined) return;
        setLifted(undefined);
        void put(lifted.row, lifted.stage, lifted.gap);
      },
      cancel: () => {
        if (lifted === undefined) return;
        setLifted(undefined);
        setSaid(`${titleOf(entity, lifted.row)} stays where it was`);
      },
      open: () => {
        const card = cardNow();
        if (card !== undefined) open(place.stage, card.row, card.index);
      },
    }),
  };
}
