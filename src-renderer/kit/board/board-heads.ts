/** The first cards of all columns in one answer, so that a board is on screen at once. */
import { useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { PAGE_MAX_ROWS, type Query, type QueryResult } from '../../../crm/kernel/query.ts';
import { NO_ROWS, shownRows, type ShownRow } from '../list/shown-rows.ts';
import { fieldsOfCards } from './card-facts.ts';
import type { StageField } from './stage-columns.ts';

/** With the room below it. */
export const CARD_HEIGHT_PX = 84;
/** What stands above and below the cards of a column, where the filters take one line. */
const AROUND_CARDS_PX = 228;

/** About as high as a column is for its cards, before anybody has measured one. */
export function cardsRoomPx(): number {
  return Math.max(0, window.innerHeight - AROUND_CARDS_PX);
}

/** So many at most that the columns that anybody has fit into one answer. */
const HEAD_MAX_CARDS = 40;

type Heads = ReadonlyMap<string, readonly ShownRow[]>;

/** Asks for as many cards of each column as fit on screen; columns that are folded away need none. */
export function headsOf(
  entity: EntityDef,
  stages: StageField,
  expanded: readonly string[],
): Pick<Query, 'sort' | 'group' | 'window' | 'fields'> {
  const { key, field } = stages;
  const folded = [...field.options, ...(field.former ?? [])].filter(
    ({ outcome, value }) => outcome !== 'open' && !expanded.includes(value),
  );
  return {
    sort: [{ field: `${key}.place`, direction: 'ascending' }],
    group: {
      field: key,
      collapsed: folded.map(({ value }) => value),
      heads: Math.min(HEAD_MAX_CARDS, Math.ceil(cardsRoomPx() / CARD_HEIGHT_PX) + 1),
    },
    window: { offset: 0, limit: PAGE_MAX_ROWS },
    // Wanted at once: what is computed of records, and all that no card shows, comes with the columns' own questions.
    fields: fieldsOfCards(entity, stages),
  };
}

/** By stage, from the last answer that had them. A column that stands in none has to ask for itself. */
export function useHeads(
  entity: EntityDef,
  result: QueryResult | undefined,
  answers: Query | undefined,
): Heads | undefined {
  const [last, setLast] = useState<{ readonly of: QueryResult; readonly heads: Heads }>();
  const size = answers?.group?.heads;
  if (result === undefined || size === undefined || last?.of === result) return last?.heads;
  const folded = new Set(answers?.group?.collapsed);
  const { rows } = shownRows(entity, NO_ROWS, result);
  const heads = new Map<string, readonly ShownRow[]>();
  let start = 0;
  for (const { key, count } of result.groups ?? []) {
    if (folded.has(key)) continue;
    const end = start + Math.min(count, size);
    // Cut off by the end of the answer: as good as none.
    if (end <= rows.length) heads.set(key, rows.slice(start, end));
    start = end;
  }
  setLast({ of: result, heads });
  return heads;
}
