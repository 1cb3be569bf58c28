/**
 * Keys of what people define themselves. They follow from the definition's record, so a label is free to change, no
 * key is ever used again, and a desktop that lacks the definition still knows a custom value when it sees one.
 */

const CUSTOM_KEY_CHARS = 33;
const CUSTOM_KEY = /^c[0-9a-f]{32}$/;

/** Key of the field, or name of the entity, that the definition with this id makes. */
export function customKey(definitionId: string): string {
  return `c${definitionId.replaceAll('-', '')}`;
}

export function isCustomKey(key: string): boolean {
  // The length first: this is asked of every key of every row.
  return key.length === CUSTOM_KEY_CHARS && CUSTOM_KEY.test(key);
}
