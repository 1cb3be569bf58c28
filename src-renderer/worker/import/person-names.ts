/** Names of people written in one cell. */

/** Small words that belong to the family name: Ludwig van Beethoven, Ursula von der Leyen. */
const PARTICLES = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'ter',
  'zu',
  'bin',
  'al',
]);

export interface PersonName {
  readonly first?: string;
  readonly last: string;
}

/** `Ludwig van Beethoven` and `van Beethoven, Ludwig` → Ludwig + van Beethoven. One word is a last name. */
export function splitName(text: string): PersonName {
  const [before = '', after, ...more] = text.split(',').map((part) => part.trim());
  if (after !== undefined && after !== '' && more.length === 0 && before !== '')
    return { first: after, last: before };
  const words = text.trim().split(/\s+/);
  let cut = words.length - 1;
  while (cut > 1 && PARTICLES.has(words[cut - 1] ?? '')) cut--;
  if (cut < 1) return { last: text.trim() };
  return { first: words.slice(0, cut).join(' '), last: words.slice(cut).join(' ') };
}
