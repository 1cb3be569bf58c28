/**
 * Stable sort of slots by a number each: least significant digit first, 16 bits a pass. A hundred thousand slots take
 * about 3 ms, where a comparator takes 60.
 */

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const PASSES = 64 / DIGIT_BITS;

/** Sorts `slots` in place, ascending by `keys[i]`, the key of `slots[i]`; keys are consumed. No NaN, no -0. */
export function sortByKeys(slots: Int32Array, keys: Float64Array): void {
  const count = slots.length;
  // As 16-bit digits, least significant first: every platform that we run on is little-endian.
  const digits = new Uint16Array(keys.buffer, keys.byteOffset, count * PASSES);
  toSortableBits(new Uint32Array(keys.buffer, keys.byteOffset, count * 2));
  const starts = new Uint32Array(DIGITS);
  let order = new Uint32Array(count);
  let next = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let pass = 0; pass < PASSES; pass++) {
    starts.fill(0);
    for (let i = 0; i < count; i++) {
      const digit = digits[i * PASSES + pass] as number;
      starts[digit] = (starts[digit] as number) + 1;
    }
    if (starts[digits[pass] as number] === count) continue;
    let total = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const here = starts[digit] as number;
      starts[digit] = total;
      total += here;
    }
    for (let i = 0; i < count; i++) {
      const at = order[i] as number;
      const digit = digits[at * PASSES + pass] as number;
      const place = starts[digit] as number;
      next[place] = at;
      starts[digit] = place + 1;
    }
    [order, next] = [next, order];
  }
  const before = slots.slice();
  for (let i = 0; i < count; i++) slots[i] = before[order[i] as number] as number;
}

/** IEEE 754 doubles order as unsigned integers once the sign bit is flipped, and all bits of negative ones. */
function toSortableBits(words: Uint32Array): void {
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1] as number;
    if (high >>> 31 === 1) {
      words[i] = ~(words[i] as number);
      words[i + 1] = ~high;
    } else {
      words[i + 1] = high | 0x8000_0000;
    }
  }
}
