/** One rule for comparing text as people do: no case, no accents, no doubled blanks. */

const MARKS = /\p{M}+/gu;
const BLANKS = /\s+/g;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  þ: 'th',
};
const SPECIAL = /[ßæœøđłþ]/g;
// Most text is plain lower-case ASCII already; this test spares it the costly normalisation.
const PLAIN = /^[!-@[-~]+( [!-@[-~]+)*$/;

/** `"  Élodie  ŁAŹ "` → `"elodie laz"`. Pure and idempotent. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(BLANKS, ' ')
    .trim();
}

/** Only the digits: `"+49 (30) 12-34"` → `"49301234"`. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}
