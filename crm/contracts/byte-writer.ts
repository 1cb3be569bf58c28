/**
 * Writes bytes in lib0's encoding (https://github.com/dmonad/lib0, `encoding.js`), which Yjs updates and our envelopes
 * are in. lib0's own encoder asks for an array of its own for every update and calls out for every short text: half of
 * the time of writing 100,000 records went into those two. A test holds this to the same bytes as lib0's.
 */
import * as encoding from 'lib0/encoding';

/** Most records take a few hundred bytes; some hundred of them share a block. */
const BLOCK_BYTES = 64 * 1024;
/** Up to here a text is copied letter by letter, which is quicker than a call to the encoder. */
const SHORT_TEXT_CHARS = 128;
/** The same for bytes. */
const SHORT_BYTES = 32;
/** Of one UTF-16 code unit. */
const UTF8_MAX_BYTES = 3;
const VAR_UINT_MAX_BYTES = 8;
/** Code units that are half of a character: 0xd800 to 0xdfff. */
const SURROGATES = { mask: 0xf800, value: 0xd800 };

const utf8 = new TextEncoder();

// Marks of lib0's `any` encoding.
const ANY_STRING = 119;
const ANY_OBJECT = 118;
const ANY_TRUE = 120;
const ANY_FALSE = 121;
const ANY_INTEGER = 125;
const INTEGER_MAX = 0x7fff_ffff;

export class ByteWriter {
  readonly #blockBytes: number;
  #block: Uint8Array;
  #start = 0;
  #at = 0;

  constructor(blockBytes = BLOCK_BYTES) {
    this.#blockBytes = blockBytes;
    this.#block = new Uint8Array(blockBytes);
  }

  /** What was written since the last call. It shares its block with what is written before and after it. */
  take(): Uint8Array {
    const taken = this.#block.subarray(this.#start, this.#at);
    this.#start = this.#at;
    return taken;
  }

  /** The same as bytes of their own; the block is written over from its beginning. */
  copy(): Uint8Array<ArrayBuffer> {
    const copied = this.#block.slice(this.#start, this.#at);
    this.#at = this.#start;
    return copied;
  }

  /** Bytes written since the last call of `take` or `copy`. */
  get length(): number {
    return this.#at - this.#start;
  }

  /** Leaves room for saying how long that is which is written next, up to the call of `close` with what this gives. */
  open(): number {
    this.#reserve(1);
    this.#at += 1;
    return this.length;
  }

  /** Says it: `scale` times the number of bytes. */
  close(opened: number, scale: number): void {
    const mark = (this.length - opened) * scale;
    if (mark <= 127) this.#block[this.#start + opened - 1] = mark;
    else {
      this.#reserve(VAR_UINT_MAX_BYTES);
      this.#mark(this.#start + opened - 1, 1, mark);
    }
  }

  /** Puts a number where `room` bytes were left for it; what was written behind it moves if it takes more or fewer. */
  #mark(at: number, room: number, mark: number): void {
    const end = this.#at;
    let taken = 1;
    for (let left = mark; left > 127; left = Math.floor(left / 128)) taken += 1;
    // Moved first: a longer number would stand on what is to be moved.
    if (taken !== room) this.#block.copyWithin(at + taken, at + room, end);
    this.#at = at;
    this.varUint(mark);
    this.#at = end + taken - room;
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#block[this.#at++] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  varUint(value: number): void {
    this.#reserve(VAR_UINT_MAX_BYTES);
    let left = value;
    while (left > 127) {
      this.#block[this.#at++] = 128 | (left % 128);
      left = Math.floor(left / 128);
    }
    this.#block[this.#at++] = left;
  }

  raw(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#reserve(length);
    if (length > SHORT_BYTES) this.#block.set(bytes, this.#at);
    else
      for (let index = 0; index < length; index++)
        this.#block[this.#at + index] = bytes[index] ?? 0;
    this.#at += length;
  }

  varBytes(bytes: Uint8Array): void {
    this.varUint(bytes.length);
    this.raw(bytes);
  }

  varString(text: string): void {
    const { length } = text;
    this.#reserve(length * UTF8_MAX_BYTES + VAR_UINT_MAX_BYTES);
    // As many bytes as letters, until it is known: most texts are that plain.
    const start = this.#at;
    this.varUint(length);
    const guessed = this.#at - start;
    const written = length <= SHORT_TEXT_CHARS ? this.#letters(text) : this.#encoded(text);
    this.#at += written;
    if (written !== length) this.#mark(start, guessed, written);
  }

  #encoded(text: string): number {
    return utf8.encodeInto(text, this.#block.subarray(this.#at)).written;
  }

  /** Bytes written from where the writer stands, which stays there. */
  #letters(text: string): number {
    const { length } = text;
    const block = this.#block;
    let at = this.#at;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x80) block[at++] = code;
      else if (code < 0x800) {
        block[at++] = 0xc0 | (code >> 6);
        block[at++] = 0x80 | (code & 0x3f);
      } else if ((code & SURROGATES.mask) === SURROGATES.value) {
        // Pairs, and halves of them, are left to whoever knows all about them.
        return this.#encoded(text);
      } else {
        block[at++] = 0xe0 | (code >> 12);
        block[at++] = 0x80 | ((code >> 6) & 0x3f);
        block[at++] = 0x80 | (code & 0x3f);
      }
    }
    return at - this.#at;
  }

  /** JSON, as a value of a Y.Map. */
  any(value: unknown): void {
    switch (typeof value) {
      case 'string':
        this.uint8(ANY_STRING);
        this.varString(value);
        return;
      case 'boolean':
        this.uint8(value ? ANY_TRUE : ANY_FALSE);
        return;
      case 'number':
        if (Number.isInteger(value) && Math.abs(value) <= INTEGER_MAX && !Object.is(value, -0)) {
          this.uint8(ANY_INTEGER);
          this.#varInt(value);
          return;
        }
        break;
      case 'object':
        if (value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)) {
          const keys = Object.keys(value);
          this.uint8(ANY_OBJECT);
          this.varUint(keys.length);
          for (const key of keys) {
            this.varString(key);
            this.any((value as Readonly<Record<string, unknown>>)[key]);
          }
          return;
        }
        break;
      default:
    }
    this.raw(encoding.encode((encoder) => encoding.writeAny(encoder, value as never)));
  }

  #varInt(value: number): void {
    this.#reserve(VAR_UINT_MAX_BYTES);
    const negative = value < 0 ? 64 : 0;
    let left = Math.abs(value);
    this.#block[this.#at++] = (left > 63 ? 128 : 0) | negative | (left & 63);
    left = Math.floor(left / 64);
    while (left > 0) {
      this.#block[this.#at++] = (left > 127 ? 128 : 0) | (left & 127);
      left = Math.floor(left / 128);
    }
  }

  /** What has been taken keeps the old block; what is being written moves to a new one. */
  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#block.length) return;
    const begun = this.#block.subarray(this.#start, this.#at);
    const block = new Uint8Array(Math.max(this.#blockBytes, (begun.length + bytes) * 2));
    block.set(begun);
    this.#block = block;
    this.#start = 0;
    this.#at = begun.length;
  }
}
