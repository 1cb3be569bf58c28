/**
 * The start of a text as one number that orders as the text does: a < b implies pack(a) <= pack(b). Numbers in a
 * typed array sort and compare many times faster than strings; only equal numbers need the texts.
 */

const TABLE_CODES = 128;

/**
 * Characters of `alphabet` (ASCII, ascending ranges) keep a digit each; all others between two of them share one.
 * The fewer digits, the more characters fit into the 53 bits of a number that are exact.
 */
function packerOver(alphabet: readonly (readonly [string, string])[]): (text: string) => number {
  const digits = new Uint8Array(TABLE_CODES);
  let next = 1;
  let between = false;
  for (let code = 0; code < TABLE_CODES; code++) {
    const letter = String.fromCharCode(code);
    if (alphabet.some(([first, last]) => letter >= first && letter <= last)) {
      if (between) next++;
      between = false;
      digits[code] = next++;
    } else {
      digits[code] = next;
      between = true;
    }
  }
  const beyond = next;
  const base = beyond + 1;
  const chars = Math.floor(Math.log(Number.MAX_SAFE_INTEGER) / Math.log(base));

  return (text) => {
    let key = 0;
    for (let i = 0; i < chars; i++) {
      const code = i < text.length ? text.charCodeAt(i) : -1;
      key = key * base + (code < 0 ? 0 : code < TABLE_CODES ? (digits[code] as number) : beyond);
    }
    return key;
  };
}

/** For folded words: nine characters. */
export const packText = packerOver([
  ['0', '9'],
  ['a', 'z'],
]);
/** For dates: fourteen, that is, to the hour. */
export const packDate = packerOver([['0', '9']]);
/** For ids: twelve, that is, the time in a UUIDv7 to 16 ms. */
export const packId = packerOver([
  ['0', '9'],
  ['a', 'f'],
]);
