/**
 * The start of a text as one number that orders as the text does: a < b implies pack(a) <= pack(b). Numbers in a
 * typed array sort and compare many times faster than strings; only equal numbers need the texts.
 */

const TABLE_CODES = 128;

interface Packer {
  readonly pack: (text: string) => number;
  /**
   * The same as `pack(fold(text))` for nearly all texts, without making the folded text;
   * NaN for those that need it: other alphabets, accents, doubled or trailing blanks.
   */
  readonly packUnfolded: (text: string) => number;
}

/**
 * Characters of `alphabet` (ASCII, ascending) keep a digit each; all others between two of them share one.
 * The fewer digits, the more characters fit into the 53 bits of a number that are exact.
 */
function packerOver(alphabet: string): Packer {
  const digits = new Uint8Array(TABLE_CODES);
  let next = 1;
  let between = false;
  for (let code = 0; code < TABLE_CODES; code++) {
    if (alphabet.includes(String.fromCharCode(code))) {
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
  const unfolded = digits.map(
    (digit, code) => digits[code >= 65 && code <= 90 ? code + 32 : code] ?? digit,
  );

  return {
    pack: (text) => {
      let key = 0;
      for (let i = 0; i < chars; i++) {
        const code = i < text.length ? text.charCodeAt(i) : -1;
        key = key * base + (code < 0 ? 0 : code < TABLE_CODES ? (digits[code] as number) : beyond);
      }
      return key;
    },
    packUnfolded: (text) => {
      let key = 0;
      let blankBefore = true;
      const length = Math.min(chars, text.length);
      for (let i = 0; i < length; i++) {
        const code = text.charCodeAt(i);
        const blank = code === BLANK;
        if (code < BLANK || code >= DELETE || (blank && blankBefore)) return Number.NaN;
        blankBefore = blank;
        key = key * base + (unfolded[code] as number);
      }
      if (blankBefore) return Number.NaN;
      // A mark in the next character would belong to the last one that was read.
      if (text.length > chars && text.charCodeAt(chars) >= DELETE) return Number.NaN;
      for (let i = length; i < chars; i++) key *= base;
      return key;
    },
  };
}

const BLANK = 32;
const DELETE = 127;
const DIGITS = '0123456789';

/** For folded words: nine characters. */
export const textPacker = packerOver(` &'+,-./${DIGITS}@_abcdefghijklmnopqrstuvwxyz`);
/** For dates: fourteen, that is, to the hour. */
export const datePacker = packerOver(DIGITS);
/** For ids: twelve, that is, the time in a UUIDv7 to 16 ms. */
export const idPacker = packerOver(`${DIGITS}abcdef`);
