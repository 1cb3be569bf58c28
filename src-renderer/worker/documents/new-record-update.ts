/**
 * The first update of a record, written straight into Yjs's update format (version 1) instead of through a Y.Doc:
 * a document, a transaction and its events cost 25 µs a record, this 3 µs, and an import makes 100,000 of them.
 * The format is Yjs's own and stable: https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js, and a test
 * holds this to giving the same content as a Y.Doc does.
 */
import { ByteWriter } from '../../../crm/contracts/byte-writer.ts';
import type { Slot, Write } from '../../../crm/kernel/write.ts';
import { slotKey } from './record-doc.ts';

/** Item with content "any", a `parentSub` (the key in its map) and no neighbours. */
const MAP_ENTRY_INFO = 8 | 0b0010_0000;
/** The parent is a top-level type, named by a string. */
const PARENT_IS_ROOT = 1;

/** One head: the names of a map and of a field. */
const HEAD_BLOCK_BYTES = 128;

const writer = new ByteWriter();

/** What comes before a scalar's value is the same in every record. Field names are few, so it is kept for good. */
const scalarHeads = new Map<string, Uint8Array>();

/** One item a write, clocks from 0. Slots must differ from each other and values must not be null. */
export function newRecordUpdate(clientId: number, writes: readonly Write[]): Uint8Array {
  writer.varUint(1);
  writer.varUint(writes.length);
  writer.varUint(clientId);
  writer.varUint(0);
  for (const { slot, to } of writes) {
    writeHead(slot);
    writer.any(to);
  }
  // No deletions.
  writer.varUint(0);
  return writer.take();
}

function writeHead(slot: Slot): void {
  const isScalar = slot.member === undefined && slot.row === undefined;
  const known = isScalar ? scalarHeads.get(slot.field) : undefined;
  if (known !== undefined) {
    writer.raw(known);
    return;
  }
  const { map, key } = slotKey(slot);
  const head = isScalar ? new ByteWriter(HEAD_BLOCK_BYTES) : writer;
  head.uint8(MAP_ENTRY_INFO);
  head.varUint(PARENT_IS_ROOT);
  head.varString(map);
  head.varString(key);
  head.varUint(1);
  if (!isScalar) return;
  const bytes = head.take();
  writer.raw(bytes);
  scalarHeads.set(slot.field, bytes);
}
