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

/** Of a mail of pages the first words say what it is about; each is looked for among all the others. */
const TELLING_WORDS_MAX = 60;
const TELLING_MIN_CHARS = 3;
/** Words of letters and greetings, in the languages that customers write most: they say nothing of what is wrong. */
const SAYS_NOTHING = new Set(
  `about after again all also and any are been but can cannot could does doing dont for from get has have hello help
  here how into its just like make more most need not now off once only our out over please same see should since some
  such than thank thanks that the their them then there these they this too try two use very want was way were what
  when where which while who why will with without would you your
  aber alle als auch auf aus bei bitte das dass dem den der des die doch ein eine einem einen einer fur hallo haben hat
  ich ihr ist kann konnen mehr mein meine mit nach nicht noch nur oder sehr sich sie sind uber und uns unser von vor was
  wenn wie wir wird zum zur
  avec bonjour ce ces cette comme dans des elle est etre fait les leur mais merci mes nous notre par pas plus pour quand
  que qui sans ses son sur tout une vos votre vous
  con como cuando del donde esta este gracias hola los las mas nos para pero por porque que sin sobre sus una`.split(
    /\s+/u,
  ),
);

/** The words of a text that tell what it is about, each once. */
export function tellingWords(text: string): readonly string[] {
  const words = new Set<string>();
  for (const word of wordsOf(text)) {
    if (words.size >= TELLING_WORDS_MAX) break;
    if (word.length >= TELLING_MIN_CHARS && !SAYS_NOTHING.has(word)) words.add(word);
  }
  return [...words];
}
