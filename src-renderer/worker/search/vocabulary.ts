/**
 * All words of an index with how often they occur. Middles of words and slips are found by going over the words, of
 * which there are far fewer than records, and not by an index of every substring, which would take several times the
 * memory of the words.
 */
import { withinOneSlip } from './one-slip.ts';

/** How a word of the index answers a word of the question; more is better. */
export const CLOSENESS = { slip: 0, middle: 1, start: 2, whole: 3 } as const;
export type Closeness = (typeof CLOSENESS)[keyof typeof CLOSENESS];

/** Shorter words would be in the middle of nearly everything. */
const MIDDLE_MIN_CHARS = 3;
/** Shorter words have too many neighbours one slip away. */
const SLIP_MIN_CHARS = 5;
/** Records that one word may lead to, so that two letters do not score every record there is. */
const POSTINGS_MAX = 20_000;

const ONLY_DIGITS = /^\d+$/;

export interface Expansion {
  readonly words: ReadonlyMap<string, Closeness>;
  readonly postings: number;
  /** False when the least close words were left out. */
  readonly complete: boolean;
}

/** Whether a word of the index answers `asked`, and how well. */
export function closenessOf(word: string, asked: string): Closeness | undefined {
  const at = word.indexOf(asked);
  if (at === 0) return word.length === asked.length ? CLOSENESS.whole : CLOSENESS.start;
  if (at > 0 && asked.length >= MIDDLE_MIN_CHARS) return CLOSENESS.middle;
  const slips = asked.length >= SLIP_MIN_CHARS && !ONLY_DIGITS.test(asked);
  return slips && withinOneSlip(word, asked) ? CLOSENESS.slip : undefined;
}

export class Vocabulary {
  readonly #occurrences = new Map<string, number>();

  add(words: readonly string[]): void {
    for (const word of words) this.#occurrences.set(word, (this.#occurrences.get(word) ?? 0) + 1);
  }

  remove(words: readonly string[]): void {
    for (const word of words) {
      const left = (this.#occurrences.get(word) ?? 0) - 1;
      if (left > 0) this.#occurrences.set(word, left);
      else this.#occurrences.delete(word);
    }
  }

  /** The words that answer any of `asked`, the closest first. */
  expand(asked: readonly string[]): Expansion {
    const found: { readonly word: string; readonly closeness: Closeness; readonly occurrences: number }[] = [];
    for (const [word, occurrences] of this.#occurrences) {
      let closeness: Closeness | undefined;
      for (const one of asked) {
        const own = closenessOf(word, one);
        if (own !== undefined && (closeness === undefined || own > closeness)) closeness = own;
      }
      if (closeness !== undefined) found.push({ word, closeness, occurrences });
    }
    found.sort((a, b) => b.closeness - a.closeness || a.word.length - b.word.length || (a.word < b.word ? -1 : 1));
    const words = new Map<string, Closeness>();
    let postings = 0;
    for (const { word, closeness, occurrences } of found) {
      if (words.size > 0 && postings + occurrences > POSTINGS_MAX) return { words, postings, complete: false };
      words.set(word, closeness);
      postings += occurrences;
    }
    return { words, postings, complete: true };
  }
}
