/**
 * Updates in parts. The first updates of an import's records say the same things over and over: the names of their
 * fields, who made them and when, an owner, a stage. What comes again is a piece: written once an envelope, and named
 * by its number from then on. 520 bytes a record became 240.
 *
 * Wire form: each part of an update begins with a varuint. 0: the update ends. 2k: k bytes follow, and are the part.
 * 1: a varuint length and so many bytes follow; they are the part, and the next piece. 2k + 3: the part is piece k.
 */
import type { Json } from '../kernel/field-kind.ts';
import type { ByteWriter } from './byte-writer.ts';

const END = 0;
const NEXT_PIECE = 1;
const FIRST_PIECE = 3;

/** Texts beyond this do not come again. */
const PIECE_MAX_CHARS = 64;
/** Values of a field that came once; when there are so many and fewer came again, the others are not looked up. */
const TRIED_VALUES = 32;

/** Where the pieces of an envelope stand in its bytes: start and end of the first, of the second … */
export type Pieces = readonly number[];

interface Field {
  /** Number of the piece that its writes begin with. */
  head: number;
  /** Number of the piece that is a whole write, by the value; null: they do not come again. */
  values: Map<Json, number> | null;
  again: number;
}

/** Writes the updates of one envelope. */
export class PartWriter {
  readonly #writer: ByteWriter;
  readonly #pieces: number[] = [];
  readonly #fields = new Map<string, Field>();
  #wholeBytes = 0;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  get pieces(): Pieces {
    return this.#pieces;
  }

  /** Of all updates, once they are put together. */
  get wholeBytes(): number {
    return this.#wholeBytes;
  }

  /** What will not come again; at least one byte. */
  once(write: (writer: ByteWriter) => void): void {
    const opened = this.#writer.open();
    write(this.#writer);
    this.#closeOnce(opened);
  }

  /** What may come again, known by a name. */
  again(name: string, write: (writer: ByteWriter) => void): void {
    const field = this.#field(name);
    if (field.head < 0) field.head = this.#define(write);
    else this.#name(field.head);
  }

  /** The same, with a value behind it in lib0's `any` encoding, which may come again as well. */
  withValue(name: string, head: Uint8Array, value: Json): void {
    const field = this.#field(name);
    const { values } = field;
    if (values !== null && mayComeAgain(value)) {
      const known = values.get(value);
      if (known !== undefined) {
        field.again += 1;
        this.#name(known);
        return;
      }
      if (values.size < TRIED_VALUES || field.again > values.size) {
        const whole = this.#define((writer) => {
          writer.raw(head);
          writer.any(value);
        });
        values.set(value, whole);
        return;
      }
      field.values = null;
    }
    if (field.head < 0) field.head = this.#define((writer) => writer.raw(head));
    else this.#name(field.head);
    const opened = this.#writer.open();
    this.#writer.any(value);
    this.#closeOnce(opened);
  }

  end(): void {
    this.#writer.varUint(END);
  }

  #field(name: string): Field {
    let field = this.#fields.get(name);
    if (field === undefined) {
      field = { head: -1, values: new Map(), again: 0 };
      this.#fields.set(name, field);
    }
    return field;
  }

  #closeOnce(opened: number): void {
    this.#wholeBytes += this.#writer.length - opened;
    this.#writer.close(opened, 2);
  }

  #define(write: (writer: ByteWriter) => void): number {
    this.#writer.uint8(NEXT_PIECE);
    const opened = this.#writer.open();
    write(this.#writer);
    const bytes = this.#writer.length - opened;
    this.#writer.close(opened, 1);
    this.#wholeBytes += bytes;
    const end = this.#writer.length;
    return this.#pieces.push(end - bytes, end) / 2 - 1;
  }

  #name(piece: number): void {
    this.#writer.varUint(2 * piece + FIRST_PIECE);
    this.#wholeBytes += (this.#pieces[2 * piece + 1] ?? 0) - (this.#pieces[2 * piece] ?? 0);
  }
}

function mayComeAgain(value: Json): boolean {
  return typeof value === 'string' ? value.length <= PIECE_MAX_CHARS : typeof value === 'boolean';
}

/** Reads updates in parts, from an untrusted peer or a damaged disk: undefined where there is none. */
export class PartReader {
  readonly #bytes: Uint8Array;
  readonly #found: number[] = [];
  readonly #pieces: Pieces;
  #at = 0;

  /** Without pieces it finds them as it reads one update after the other. */
  constructor(bytes: Uint8Array, pieces?: Pieces) {
    this.#bytes = bytes;
    this.#pieces = pieces ?? this.#found;
  }

  /** Where the last one ended. */
  get at(): number {
    return this.#at;
  }

  /** The update that begins at `at`, unless it has more than `maxBytes`: a few bytes can name a large piece often. */
  read(at: number, maxBytes: number): Uint8Array<ArrayBuffer> | undefined {
    const length = this.#measure(at, maxBytes);
    return length === undefined ? undefined : this.#join(at, length);
  }

  #measure(start: number, maxBytes: number): number | undefined {
    let length = 0;
    this.#at = start;
    for (;;) {
      const mark = this.#uint();
      if (mark === undefined) return undefined;
      if (mark === END) return length;
      if (mark % 2 === 0) {
        length += mark / 2;
        this.#at += mark / 2;
      } else if (mark === NEXT_PIECE) {
        const bytes = this.#uint();
        if (bytes === undefined) return undefined;
        this.#found.push(this.#at, this.#at + bytes);
        length += bytes;
        this.#at += bytes;
      } else {
        const from = this.#pieces[mark - FIRST_PIECE];
        const to = this.#pieces[mark - FIRST_PIECE + 1];
        if (from === undefined || to === undefined) return undefined;
        length += to - from;
      }
      if (length > maxBytes || this.#at > this.#bytes.length) return undefined;
    }
  }

  /** What `measure` found to be whole. */
  #join(start: number, length: number): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(length);
    let filled = 0;
    this.#at = start;
    for (;;) {
      const mark = this.#uint() ?? END;
      if (mark === END) return joined;
      let from = this.#at;
      let to = from + mark / 2;
      if (mark === NEXT_PIECE) {
        const bytes = this.#uint() ?? 0;
        from = this.#at;
        to = from + bytes;
      } else if (mark % 2 === 1) {
        from = this.#pieces[mark - FIRST_PIECE] ?? 0;
        to = this.#pieces[mark - FIRST_PIECE + 1] ?? from;
      }
      if (mark % 2 === 0 || mark === NEXT_PIECE) this.#at = to;
      // Parts are short: a loop is quicker than a view of each.
      for (let at = from; at < to; at++) joined[filled++] = this.#bytes[at] ?? 0;
    }
  }

  /** undefined: the bytes end, or it is longer than any length can be. */
  #uint(): number | undefined {
    let value = 0;
    for (let scale = 1; scale <= 0x1000_0000; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return undefined;
  }
}
