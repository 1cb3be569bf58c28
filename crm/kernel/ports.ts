/** What the product needs of the world, passed in, so that tests and the simulator control it. */

export interface Clock {
  /** Wall clock in milliseconds since 1970. For display and ids only; correctness never depends on it. */
  nowMs(): number;
}

export interface Random {
  /** `length` fresh random bytes, owned by the caller. */
  bytes(length: number): Uint8Array;
}

/** An integer in [0, bound). `bound` at most 2^32. */
export function randomInt(random: Random, bound: number): number {
  const bytes = random.bytes(4);
  const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return value % bound;
}
