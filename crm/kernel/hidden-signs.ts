/** What strangers write, without the signs that nobody sees. */

/**
 * Signs that no keyboard has: control signs but for tab and line break, blanks of no width, and those that turn writing
 * around, by which a name can be made to read as another. The two joiners (U+200C, U+200D) stay: Persian, the scripts of
 * India and many emoji are spelt with them.
 */
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

export function withoutHiddenSigns(text: string): string {
  return text.replace(HIDDEN, '');
}

/** The beginning of a text, never ending in half of a character. */
export function firstChars(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  return text.slice(0, last >= 0xd8_00 && last <= 0xdb_ff ? maxChars - 1 : maxChars);
}
