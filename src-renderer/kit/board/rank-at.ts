import { generateKeyBetween } from 'fractional-indexing';
import { UNPLACED_RANK } from '../../../crm/kernel/fields/stage.field.ts';

/**
 * A rank for a card that is put before the card at `index` of those that lie in the column already (without itself).
 * `places` are theirs in order (`boardPlaceOf`). Two cards that two people put at one place at once have equal ones,
 * and a foreign program may write ranks that are no fractional index: between such there is no room, so the card
 * comes to lie after them all.
 */
export function rankAt(places: readonly string[], index: number): string {
  const before = places.slice(0, index).findLast(isIndex) ?? null;
  const after =
    places.slice(index).find((place) => isIndex(place) && place > (before ?? '')) ?? null;
  const rank = generateKeyBetween(before, after);
  // That one means “nobody has placed it”; what lies around it leaves room before it.
  return rank === UNPLACED_RANK ? generateKeyBetween(before, UNPLACED_RANK) : rank;
}

function isIndex(place: string): boolean {
  try {
    generateKeyBetween(place, null);
    return true;
  } catch {
    return false;
  }
}
