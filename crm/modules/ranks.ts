/** A place between two others, as a fractional index. */
import { generateKeyBetween } from 'fractional-indexing';

/** Two desktops that move things at once may give two of them one rank: between such there is no room, so behind. */
export function rankBetween(before: string | undefined, after: string | undefined): string {
  try {
    return generateKeyBetween(before ?? null, after ?? null);
  } catch {
    return generateKeyBetween(before ?? null, null);
  }
}
