/** The frames of the y-websocket protocol, https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

const MESSAGE_SYNC = 0;
const MESSAGE_AWARENESS = 1;
const MESSAGE_AUTH = 2;
const MESSAGE_QUERY_AWARENESS = 3;

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;

export type RoomFrame =
  /** “I have this much; send me the rest.” */
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  /** The rest, or something new: they are treated alike. */
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly states: Uint8Array }
  | { readonly type: 'queryAwareness' }
  /** Only a server has something to say here. */
  | { readonly type: 'auth' };

/** null for anything that is not one frame of the protocol. Never throws. */
export function decodeRoomFrame(bytes: Uint8Array): RoomFrame | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC:
        return readSync(decoder);
      case MESSAGE_AWARENESS:
        return { type: 'awareness', states: decoding.readVarUint8Array(decoder) };
      case MESSAGE_QUERY_AWARENESS:
        return { type: 'queryAwareness' };
      case MESSAGE_AUTH:
        return { type: 'auth' };
      default:
        return null;
    }
  } catch {
    return null;
  }
}

function readSync(decoder: decoding.Decoder): RoomFrame | null {
  switch (decoding.readVarUint(decoder)) {
    case SYNC_STEP_1:
      return { type: 'step1', stateVector: decoding.readVarUint8Array(decoder) };
    case SYNC_STEP_2:
    case SYNC_UPDATE:
      return { type: 'update', update: decoding.readVarUint8Array(decoder) };
    default:
      return null;
  }
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_SYNC);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

export function step1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(SYNC_STEP_1, stateVector);
}

export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(SYNC_STEP_2, update);
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(SYNC_UPDATE, update);
}

export function awarenessFrame(states: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS);
  encoding.writeVarUint8Array(encoder, states);
  return encoding.toUint8Array(encoder);
}
