/** Values as a document can hold them. */

/**
 * The same value as a document can hold it. A text may have half of a character in it (one that was cut, or pasted
 * from a program that cut it); UTF-8 has none, so every other desktop would read something else there.
 */
export function storable<Value>(value: Value): Value {
  if (isStorable(value)) return value;
  return withWholeCharacters(value) as Value;
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isPlain(value) || value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  for (const key of Object.keys(value)) {
    if (!isStorable((value as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

/** Looked at here up to so many letters: for the short texts that most are, calling out takes longer than looking. */
const LOOKED_AT_MAX_CHARS = 64;
const SURROGATES = { mask: 0xf800, value: 0xd800 };

/** True: there is no half of a character in it, nor a pair. False: it may be, or the text is long. */
function isPlain(text: string): boolean {
  const { length } = text;
  if (length > LOOKED_AT_MAX_CHARS) return false;
  for (let index = 0; index < length; index++) {
    if ((text.charCodeAt(index) & SURROGATES.mask) === SURROGATES.value) return false;
  }
  return true;
}

function withWholeCharacters(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(withWholeCharacters);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withWholeCharacters(inner)]),
  );
}
