/** Names as they are compared: words without case, accents, legal forms and titles, and how alike two of them are. */
import { distance } from 'fastest-levenshtein';
import { digitsOf, fold } from '../../../crm/kernel/text-folding.ts';

export interface ComparedName {
  readonly words: readonly string[];
  /** All words in one: “Ganja Lusion” is “Ganjalusion”. */
  readonly joined: string;
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
  return { words, joined: words.join('') };
}

export function isGeneric(word: string): boolean {
  return GENERIC.has(word);
}

function weightOf(word: string): number {
  return GENERIC.has(word) ? GENERIC_WEIGHT : 1;
}

/** 0 for other words, 1 for the same, less for a slip of the pen. */
function wordLikeness(a: string, b: string, of: 'organisation' | 'person'): number {
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (of === 'person' && short.length === 1) return long.startsWith(short) ? INITIAL_LIKENESS : 0;
  if (digitsOf(a) !== digitsOf(b)) return 0;
  const slips =
    long.length >= TWO_SLIPS_FROM_CHARS ? 2 : long.length >= ONE_SLIP_FROM_CHARS ? 1 : 0;
  if (slips === 0 || long.length - short.length > slips) return 0;
  const apart = distance(a, b);
  return apart > slips ? 0 : 1 - apart / long.length;
}

/** From 0 to 1; the order of the words does not count. Symmetric. */
export function nameLikeness(
  a: ComparedName,
  b: ComparedName,
  of: 'organisation' | 'person',
): number {
  if (a.joined === '' || b.joined === '') return 0;
  if (a.joined === b.joined) return 1;
  const [few, many] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  const left = [...many];
  let matched = 0;
  for (const word of few) {
    let best = 0;
    let at = -1;
    for (const [index, other] of left.entries()) {
      const likeness = wordLikeness(word, other, of);
      if (likeness > best) [best, at] = [likeness, index];
    }
    if (at < 0) continue;
    matched += best * (weightOf(word) + weightOf(left[at] ?? ''));
    left.splice(at, 1);
  }
  const total = [...a.words, ...b.words].reduce((sum, word) => sum + weightOf(word), 0);
  const byWords = matched / total;
  if (digitsOf(a.joined) !== digitsOf(b.joined)) return byWords;
  const longest = Math.max(a.joined.length, b.joined.length);
  if (longest < TWO_SLIPS_FROM_CHARS) return byWords;
  const joined = 1 - distance(a.joined, b.joined) / longest;
  return joined >= JOINED_LIKENESS_MIN ? Math.max(byWords, joined) : byWords;
}
