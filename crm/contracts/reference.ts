/** What a customer is told to name when they ask again: short enough for the telephone, and found by search. */

/** Without letters and digits that are taken for one another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE = /^P-[2-9A-Z]{4}-[2-9A-Z]{4}$/;
const LENGTH = 8;

/** From random bytes, of which it takes eight. */
export function referenceFrom(bytes: Uint8Array): string {
  const letters = Array.from(
    { length: LENGTH },
    (_, at) => LETTERS[(bytes[at] ?? 0) % LETTERS.length],
  );
  return `P-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

export function isReference(text: unknown): boolean {
  return typeof text === 'string' && REFERENCE.test(text);
}
