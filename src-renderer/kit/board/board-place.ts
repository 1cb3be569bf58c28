/** Where somebody is on a board: as plain data, so that going back to it shows the same. */
export interface BoardPlace {
  /** Whose stages are the columns; undefined: the first's. */
  readonly pipeline?: string;
  /** The column that the keyboard is in. */
  readonly stage: string;
  readonly index: number;
  /** The card that it is at: it is followed when others come in before it. */
  readonly id: string | undefined;
  /** Of the columns that end something, those that are shown in full. */
  readonly expanded: readonly string[];
}

export const BOARD_START: BoardPlace = { stage: '', index: 0, id: undefined, expanded: [] };

/** The rows of a column that are here, of all that it has. */
export interface LoadedCards {
  readonly offset: number;
  readonly count: number;
  readonly ids: readonly string[];
}

/** Index of the card that the place means: by its id, else whatever has come to lie there. */
export function indexIn(
  { id, index }: Pick<BoardPlace, 'id' | 'index'>,
  cards: LoadedCards,
): number {
  const at = id === undefined ? -1 : cards.ids.indexOf(id);
  if (at >= 0) return cards.offset + at;
  return Math.max(0, Math.min(index, cards.count - 1));
}

/**
 * The gap before card `gap` as near as can be to one whose two neighbours are here: only between those a rank can
 * be found. `gap` equal to `count` is the one after the last.
 */
export function knownGap(gap: number, { offset, count, ids }: LoadedCards): number {
  const until = offset + ids.length;
  const first = offset === 0 ? 0 : offset + 1;
  const last = until >= count ? until : until - 1;
  return Math.max(first, Math.min(gap, last));
}
