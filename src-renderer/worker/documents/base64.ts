/** Bytes as text for JSON. By what windows, workers and Node have alike; lib0's own takes Node's way in a bundle. */

/** As many arguments as a call surely takes. */
const CHUNK_BYTES = 8192;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK_BYTES));
  return btoa(binary);
}

/** Throws for text that is none. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
