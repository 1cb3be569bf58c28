/** Texts as the words they are found by. The index and the question are cut by the same knife. */
import { fold } from '../../../crm/kernel/text-folding.ts';

/** Of a text of pages only the beginning is indexed, so that pasted documents do not fill the memory. */
export const INDEXED_TEXT_MAX_CHARS = 4000;

const SEPARATORS = /[^\p{L}\p{N}]+/u;
const ASCII_ONLY = /^[\0-\x7f]*$/;
/** Scripts written without blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

/** `"Émile T-1042 a@b.example"` → `emile t 1042 a b example`; unspaced scripts become overlapping pairs. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  const words = folded.split(SEPARATORS).filter((word) => word !== '');
  return ASCII_ONLY.test(folded) ? words : words.flatMap(pairsWhereUnspaced);
}

function pairsWhereUnspaced(word: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const run of word.matchAll(UNSPACED)) {
    if (run.index > end) parts.push(word.slice(end, run.index));
    const letters = Array.from(run[0]);
    for (let i = 0; i + 1 < letters.length; i++) parts.push(`${letters[i]}${letters[i + 1]}`);
    // The last letter also by itself: as the beginning of nothing it would not be found alone.
    parts.push(letters.at(-1) ?? '');
    end = run.index + run[0].length;
  }
  if (end < word.length) parts.push(word.slice(end));
  return parts;
}
