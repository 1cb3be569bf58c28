/**
 * The first update of a record, written straight into Yjs's update format (version 1) instead of through a Y.Doc:
 * a document, a transaction and its events cost 25 µs a record, this 3 µs, and an import makes 100,000 of them.
 * The format is Yjs's own and stable: https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js, and a test
 * holds this to giving the same content as a Y.Doc does.
 */
import * as encoding from 'lib0/encoding';
import type { Slot, Write } from '../../../crm/kernel/write.ts';
import { slotKey } from './record-doc.ts';

/** Item with content "any", a `parentSub` (the key in its map) and no neighbours. */
const MAP_ENTRY_INFO = 8 | 0b0010_0000;
/** The parent is a top-level type, named by a string. */
const PARENT_IS_ROOT = 1;

/** One for all: an encoder of its own for each of 100,000 records would be four buffers for each. */
const encoder = encoding.createEncoder();

/** What comes before a scalar's value is the same in every record. Field names are few, so it is kept for good. */
const scalarHeads = new Map<string, Uint8Array>();

/** One item a write, clocks from 0. Slots must differ from each other and values must not be null. */
export function newRecordUpdate(clientId: number, writes: readonly Write[]): Uint8Array {
  encoder.cpos = 0;
  encoder.bufs = [];
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, writes.length);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, 0);
  for (const { slot, to } of writes) {
    encoding.writeUint8Array(encoder, headOf(slot));
    encoding.writeAny(encoder, to as never);
  }
  // No deletions.
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

function headOf(slot: Slot): Uint8Array {
  const isScalar = slot.member === undefined && slot.row === undefined;
  const known = isScalar ? scalarHeads.get(slot.field) : undefined;
  if (known !== undefined) return known;
  const { map, key } = slotKey(slot);
  const head = encoding.encode((part) => {
    encoding.writeUint8(part, MAP_ENTRY_INFO);
    encoding.writeVarUint(part, PARENT_IS_ROOT);
    encoding.writeVarString(part, map);
    encoding.writeVarString(part, key);
    encoding.writeVarUint(part, 1);
  });
  if (isScalar) scalarHeads.set(slot.field, head);
  return head;
}
