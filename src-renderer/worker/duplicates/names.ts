/** Names as they are compared: words without case, accents, legal forms and titles, and how alike two of them are. */
import { distance } from 'fastest-levenshtein';
import { digitsOf, fold } from '../../../crm/kernel/text-folding.ts';

export interface ComparedName {
  readonly words: readonly string[];
  /** All words in one: “Ganja Lusion” is “Ganjalusion”. */
  readonly joined: string;
  /** What each word says about which one it is, and all of them. */
  readonly weights: readonly number[];
  readonly weight: number;
  /** The digits of each word, and of all: “Area 51” is not “Area 52”. */
  readonly digits: readonly string[];
  readonly allDigits: string;
}

const LEGAL = new Set(
  (
    'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ggmbh ag kg kgaa ohg gbr ug eg ev ' +
    'se sa sas sasu sarl srl spa snc bv nv vof cv ab as asa aps oy oyj kk pty pte sro zoo doo zrt kft ltda cia oao ooo'
  ).split(' '),
);
const FILLERS = new Set(['the', 'and', 'und', 'et', 'of', 'de', 'der', 'die', 'das', 'la', 'le']);
const TITLES = new Set(['mr', 'mrs', 'ms', 'mx', 'dr', 'prof', 'jr', 'sr', 'herr', 'frau']);
/** Words that many companies share say little about which one it is. */
const GENERIC = new Set(
  (
    'group gruppe holding holdings international global worldwide services service solutions solution technologies ' +
    'technology tech systems system partners partner consulting industries industry enterprises enterprise media ' +
    'digital software labs lab studio studios agency management ventures capital trading deutschland germany europe ' +
    'european usa us uk america american france schweiz austria spain italy north south east west'
  ).split(' '),
);
const GENERIC_WEIGHT = 0.35;
/** Shorter words differ by a letter because they are other words. */
const ONE_SLIP_FROM_CHARS = 4;
const TWO_SLIPS_FROM_CHARS = 8;
/** “J.” may be John, and may be Jane. */
const INITIAL_LIKENESS = 0.75;
const JOINED_LIKENESS_MIN = 0.85;

export function comparedName(text: string, of: 'organisation' | 'person'): ComparedName {
  const plain = fold(text)
    // S.A.R.L. and G.m.b.H. are words.
    .replace(/(?<=(^|[^\p{L}])\p{L})\.(?=\p{L}([^\p{L}]|$))/gu, '')
    .replace(/['’`]/g, '');
  const all = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const dropped = of === 'organisation' ? LEGAL : TITLES;
  const kept = all.filter(
    (word) => !dropped.has(word) && !(of === 'organisation' && FILLERS.has(word)),
  );
  const words = kept.length > 0 ? kept : all;
  const joined = words.join('');
  const weights = words.map(weightOf);
  return {
    words,
    joined,
    weights,
    weight: weights.reduce((sum, weight) => sum + weight, 0),
    digits: words.map(digitsOf),
    allDigits: digitsOf(joined),
  };
}

export function isGeneric(word: string): boolean {
  return GENERIC.has(word);
}

function weightOf(word: string): number {
  return GENERIC.has(word) ? GENERIC_WEIGHT : 1;
}

/** 0 for other words, 1 for the same, less for a slip of the pen. */
function wordLikeness(
  a: ComparedName,
  at: number,
  b: ComparedName,
  other: number,
  of: 'organisation' | 'person',
): number {
  const [one = '', two = ''] = [a.words[at], b.words[other]];
  if (one === two) return 1;
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  if (of === 'person' && short.length === 1) return long.startsWith(short) ? INITIAL_LIKENESS : 0;
  const slips =
    long.length >= TWO_SLIPS_FROM_CHARS ? 2 : long.length >= ONE_SLIP_FROM_CHARS ? 1 : 0;
  if (slips === 0 || long.length - short.length > slips) return 0;
  if (a.digits[at] !== b.digits[other]) return 0;
  const apart = distance(one, two);
  return apart > slips ? 0 : 1 - apart / long.length;
}

/**
 * From 0 to 1; the order of the words does not count. Symmetric. Exact from `least` on: below it, it may give up and
 * say 0, which spares most of the work on names that have little in common.
 */
export function nameLikeness(
  a: ComparedName,
  b: ComparedName,
  of: 'organisation' | 'person',
  least = 0,
): number {
  if (a.joined === '' || b.joined === '') return 0;
  if (a.joined === b.joined) return 1;
  const longest = Math.max(a.joined.length, b.joined.length);
  const shortest = Math.min(a.joined.length, b.joined.length);
  const asOne =
    a.allDigits === b.allDigits &&
    longest >= TWO_SLIPS_FROM_CHARS &&
    shortest >= longest * Math.max(JOINED_LIKENESS_MIN, least);
  const [few, many] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const total = a.weight + b.weight;
  const left = many.words.map((_, at) => at);
  let matched = 0;
  let missed = 0;
  for (let at = 0; at < few.words.length; at++) {
    let best = 0;
    let place = -1;
    for (let index = 0; index < left.length; index++) {
      const likeness = wordLikeness(few, at, many, left[index] ?? 0, of);
      if (likeness > best) [best, place] = [likeness, index];
    }
    const weight = few.weights[at] ?? 0;
    if (place < 0) {
      missed += weight;
      if (!asOne && (total - missed) / total < least) return 0;
      continue;
    }
    matched += best * (weight + (many.weights[left[place] ?? 0] ?? 0));
    left.splice(place, 1);
  }
  const byWords = matched / total;
  if (!asOne) return byWords;
  const joined = 1 - distance(a.joined, b.joined) / longest;
  return joined >= JOINED_LIKENESS_MIN ? Math.max(byWords, joined) : byWords;
}
