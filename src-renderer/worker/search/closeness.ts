/** How a word of the index answers a word of the question. */
import { withinOneSlip } from './one-slip.ts';

/** More is better; 0 is reserved for no answer. */
export const CLOSENESS = { none: 0, slip: 1, middle: 2, start: 3, whole: 4 } as const;
export type Closeness = (typeof CLOSENESS)[keyof typeof CLOSENESS];

/** Shorter words would be in the middle of nearly everything. */
const MIDDLE_MIN_CHARS = 3;
/** Shorter words have too many neighbours one slip away. */
const SLIP_MIN_CHARS = 5;

const ONLY_DIGITS = /^\d+$/;

/** A test made once a question, because it is put to every word of the index. */
export function closenessTo(asked: string): (word: string) => Closeness {
  const middles = asked.length >= MIDDLE_MIN_CHARS;
  const slips = asked.length >= SLIP_MIN_CHARS && !ONLY_DIGITS.test(asked);
  return (word) => {
    if (word.length >= asked.length) {
      const at = middles ? word.indexOf(asked) : word.startsWith(asked) ? 0 : -1;
      if (at === 0) return word.length === asked.length ? CLOSENESS.whole : CLOSENESS.start;
      if (at > 0) return CLOSENESS.middle;
    }
    return slips && withinOneSlip(word, asked) ? CLOSENESS.slip : CLOSENESS.none;
  };
}
