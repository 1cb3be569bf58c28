/**
 * The first update of a record, written straight into Yjs's update format (version 1) instead of through a Y.Doc:
 * a document, a transaction and its events cost 25 µs a record, this 3 µs, and an import makes 100,000 of them.
 * The format is Yjs's own and stable: https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js, and a test
 * holds this to giving the same content as a Y.Doc does.
 */
import { ByteWriter } from '../../../crm/contracts/byte-writer.ts';
import { ENVELOPE_MAX_BYTES, type OpInParts } from '../../../crm/contracts/envelope.contract.ts';
import { PartReader, type PartWriter, type Pieces } from '../../../crm/contracts/update-parts.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Slot, Write } from '../../../crm/kernel/write.ts';
import { slotKey } from './record-doc.ts';

/** Item with content "any", a `parentSub` (the key in its map) and no neighbours. */
const MAP_ENTRY_INFO = 8 | 0b0010_0000;
/** The parent is a top-level type, named by a string. */
const PARENT_IS_ROOT = 1;
const NO_DELETIONS = 0;

/** One head: the names of a map and of a field. */
const HEAD_BLOCK_BYTES = 128;

const writer = new ByteWriter();

/** What comes before a scalar's value is the same in every record. Field names are few, so it is kept for good. */
const scalarHeads = new Map<string, Uint8Array>();

/** One item a write, clocks from 0. Slots must differ from each other and values must not be null. */
export function newRecordUpdate(clientId: number, writes: readonly Write[]): Uint8Array {
  writeStart(writer, clientId, writes.length);
  for (const { slot, to } of writes) {
    if (isScalar(slot)) writer.raw(scalarHead(slot.field));
    else writeHead(writer, slot);
    writer.any(to);
  }
  writer.uint8(NO_DELETIONS);
  return writer.take();
}

/**
 * The operation that makes a record. Its update is put together only when somebody asks: before its envelope is encoded
 * from the writes, after that from the envelope's bytes, which are kept anyway until the record stands in a pack.
 */
export class NewRecordOp implements OpInParts {
  readonly doc: DocName;
  readonly scope = 'workspace';
  readonly #clientId: number;
  #writes: readonly Write[];
  #envelope: Uint8Array | null = null;
  #pieces: Pieces = [];
  #at = 0;

  constructor(doc: DocName, clientId: number, writes: readonly Write[]) {
    this.doc = doc;
    this.#clientId = clientId;
    this.#writes = writes;
  }

  get update(): Uint8Array {
    if (this.#envelope === null) return newRecordUpdate(this.#clientId, this.#writes);
    const reader = new PartReader(this.#envelope, this.#pieces);
    const update = reader.read(this.#at, ENVELOPE_MAX_BYTES);
    if (update === undefined) throw new Error('An update was not where its envelope has it');
    return update;
  }

  writeParts(parts: PartWriter): void {
    const writes = this.#writes;
    // Nothing else of that name: fields begin with a letter.
    parts.again(String(writes.length), (writer) =>
      writeStart(writer, this.#clientId, writes.length),
    );
    for (const { slot, to } of writes) {
      if (isScalar(slot)) parts.withValue(slot.field, scalarHead(slot.field), to);
      else {
        const write = (writer: ByteWriter): void => {
          writeHead(writer, slot);
          writer.any(to);
        };
        // The members of a set are few; the cells of child rows are each a record's own.
        if (slot.member !== undefined && to === true)
          parts.again(`${slot.field}/${slot.member}`, write);
        else parts.once(write);
      }
    }
    parts.again('', (writer) => writer.uint8(NO_DELETIONS));
  }

  keptIn(bytes: Uint8Array, pieces: Pieces, at: number): void {
    this.#envelope = bytes;
    this.#pieces = pieces;
    this.#at = at;
    this.#writes = [];
  }
}

function writeStart(to: ByteWriter, clientId: number, writes: number): void {
  to.varUint(1);
  to.varUint(writes);
  to.varUint(clientId);
  to.varUint(0);
}

function isScalar(slot: Slot): boolean {
  return slot.member === undefined && slot.row === undefined;
}

function scalarHead(field: string): Uint8Array {
  let bytes = scalarHeads.get(field);
  if (bytes === undefined) {
    const head = new ByteWriter(HEAD_BLOCK_BYTES);
    writeHead(head, { field });
    bytes = head.take();
    scalarHeads.set(field, bytes);
  }
  return bytes;
}

function writeHead(to: ByteWriter, slot: Slot): void {
  const { map, key } = slotKey(slot);
  to.uint8(MAP_ENTRY_INFO);
  to.varUint(PARENT_IS_ROOT);
  to.varString(map);
  to.varString(key);
  to.varUint(1);
}
