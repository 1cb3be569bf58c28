/**
 * The feed: the replicated log of a workspace, between one desktop and the relay. Binary frames (lib0):
 * varuint message type, then the fields in the order in which they stand here. `docs/protocol.md` is the same for
 * people who write another client.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export const FEED_PROTOCOL = 2;
/** The oldest protocol that this version still speaks. */
export const FEED_PROTOCOL_MIN = 2;
/** Before a connection has shown a valid token, a frame may hold no more than a hello. */
export const FRAME_MAX_BYTES_UNAUTHENTICATED = 4 * 1024;
/** Largest frame after that: one envelope of the largest size and its framing. */
export const FRAME_MAX_BYTES = 4 * 1024 * 1024 + 64 * 1024;
/** Entries, snapshots and history are sent in frames of about this size, so that a slow line shows progress. */
export const CHUNK_TARGET_BYTES = 256 * 1024;
/** A cursor before the first entry: asks for snapshots instead of history. */
export const CURSOR_START = 0;

const REFUSAL_CODES = [
  'bad-token',
  'unknown-workspace',
  'workspace-exists',
  'creation-closed',
  'protocol-too-old',
  'protocol-too-new',
  'malformed-frame',
  'frame-too-large',
  'malformed-envelope',
  'envelope-too-large',
  'envelope-out-of-order',
  'device-mismatch',
  'device-clash',
  'too-many-connections',
  'rate-limited',
  'hello-timeout',
  'storage-failed',
  'storage-full',
  'shutting-down',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `never`: the same thing will be refused again; `later`: reconnect with backoff; `upgrade`: after an update of the app. */
const RETRIES = ['never', 'later', 'upgrade'] as const;
export type Retry = (typeof RETRIES)[number];

export type ClientMessage =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly device: string;
      /** `<workspace id>.<secret>` */
      readonly token: string;
      /** That of the last welcome; '' when this desktop has not yet met a relay. */
      readonly epoch: string;
      readonly cursor: number;
      /** Name of the workspace to create with this token; '' to join an existing one. */
      readonly create: string;
    }
  | { readonly type: 'push'; readonly envelopes: readonly Uint8Array[] }
  /** Asks for one document whole: it has a gap here, or is damaged. */
  | { readonly type: 'fetchDoc'; readonly doc: string }
  /** Asks for the envelopes that touched a document and have a sequence number below `before` (0: from the newest). */
  | { readonly type: 'fetchHistory'; readonly doc: string; readonly before: number }
  | { readonly type: 'ping' };

export interface FeedEntry {
  readonly seq: number;
  /** An encoded envelope; empty for one that this very session pushed and got acknowledged. */
  readonly envelope: Uint8Array;
}

export interface DocState {
  readonly doc: string;
  /** The whole document as one Yjs update; empty when the relay has none. */
  readonly state: Uint8Array;
}

export type RelayMessage =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      /** The name of this run of the relay over its log; from now on the cursor is a place in it. */
      readonly epoch: string;
      /**
       * Whether the cursor of the hello is a place in this log. Not when another log handed it out, nor when this one did
       * and was then put back to an older copy of itself, however long it has become since.
       */
      readonly knowsCursor: boolean;
      readonly head: number;
      /** Highest `n` of this device in the log: a desktop restored from an old backup learns that it must take a new identity. */
      readonly lastN: number;
      readonly workspaceName: string;
    }
  /** Entries with `after < seq ≤ upTo`, in order and without gaps. A desktop whose cursor is not `after` reconnects. */
  | {
      readonly type: 'entries';
      readonly after: number;
      readonly upTo: number;
      readonly list: readonly FeedEntry[];
    }
  /** First sync: one state a document. `done` comes with the last part; the cursor becomes `upTo` only then. */
  | {
      readonly type: 'snapshots';
      readonly upTo: number;
      readonly total: number;
      readonly done: boolean;
      readonly docs: readonly DocState[];
    }
  | { readonly type: 'ack'; readonly acks: readonly { readonly n: number; readonly seq: number }[] }
  | { readonly type: 'doc'; readonly doc: string; readonly state: Uint8Array }
  | {
      readonly type: 'history';
      readonly doc: string;
      readonly done: boolean;
      readonly list: readonly FeedEntry[];
    }
  | {
      readonly type: 'refuse';
      readonly code: RefusalCode;
      readonly retry: Retry;
      /** The envelope that is refused; 0 when it is the connection. */
      readonly n: number;
      /** For people; holds no data of records. */
      readonly why: string;
    }
  /**
   * `sent`: the last sequence number that this connection was sent. A desktop that has not got that far has lost a
   * frame, and reconnects; without it the last entry before a silence could go missing unnoticed.
   */
  | { readonly type: 'pong'; readonly sent: number };

const CLIENT_TYPES = ['hello', 'push', 'fetchDoc', 'fetchHistory', 'ping'] as const;
const RELAY_TYPES = [
  'welcome',
  'entries',
  'snapshots',
  'ack',
  'doc',
  'history',
  'refuse',
  'pong',
] as const;
/** Relay messages are numbered from here, so that a frame that went the wrong way is seen to be wrong. */
const RELAY_TYPE_BASE = 16;
export function encodeClientMessage(message: ClientMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, CLIENT_TYPES.indexOf(message.type));
  switch (message.type) {
    case 'hello':
      encoding.writeVarUint(encoder, message.protocol);
      encoding.writeVarString(encoder, message.device);
      encoding.writeVarString(encoder, message.token);
      encoding.writeVarString(encoder, message.epoch);
      encoding.writeVarUint(encoder, message.cursor);
      encoding.writeVarString(encoder, message.create);
      break;
    case 'push':
      encoding.writeVarUint(encoder, message.envelopes.length);
      for (const envelope of message.envelopes) encoding.writeVarUint8Array(encoder, envelope);
      break;
    case 'fetchDoc':
      encoding.writeVarString(encoder, message.doc);
      break;
    case 'fetchHistory':
      encoding.writeVarString(encoder, message.doc);
      encoding.writeVarUint(encoder, message.before);
      break;
    case 'ping':
      break;
    default:
      message satisfies never;
  }
  return encoding.toUint8Array(encoder);
}

/** null for anything that is not exactly one message. Never throws. */
export function decodeClientMessage(bytes: Uint8Array): ClientMessage | null {
  return decodeWhole(bytes, (decoder) => {
    const type = CLIENT_TYPES[decoding.readVarUint(decoder)];
    switch (type) {
      case 'hello':
        return {
          type,
          protocol: decoding.readVarUint(decoder),
          device: decoding.readVarString(decoder),
          token: decoding.readVarString(decoder),
          epoch: decoding.readVarString(decoder),
          cursor: decoding.readVarUint(decoder),
          create: decoding.readVarString(decoder),
        };
      case 'push':
        return {
          type,
          envelopes: readList(decoder, () => decoding.readVarUint8Array(decoder).slice()),
        };
      case 'fetchDoc':
        return { type, doc: decoding.readVarString(decoder) };
      case 'fetchHistory':
        return {
          type,
          doc: decoding.readVarString(decoder),
          before: decoding.readVarUint(decoder),
        };
      case 'ping':
        return { type };
      case undefined:
        return null;
      default:
        return type satisfies never;
    }
  });
}

function writeEntries(encoder: encoding.Encoder, list: readonly FeedEntry[]): void {
  encoding.writeVarUint(encoder, list.length);
  for (const entry of list) {
    encoding.writeVarUint(encoder, entry.seq);
    encoding.writeVarUint8Array(encoder, entry.envelope);
  }
}

function readEntries(decoder: decoding.Decoder): FeedEntry[] {
  return readList(decoder, () => ({
    seq: decoding.readVarUint(decoder),
    envelope: decoding.readVarUint8Array(decoder).slice(),
  }));
}

export function encodeRelayMessage(message: RelayMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, RELAY_TYPE_BASE + RELAY_TYPES.indexOf(message.type));
  switch (message.type) {
    case 'welcome':
      encoding.writeVarUint(encoder, message.protocol);
      encoding.writeVarString(encoder, message.epoch);
      encoding.writeUint8(encoder, message.knowsCursor ? 1 : 0);
      encoding.writeVarUint(encoder, message.head);
      encoding.writeVarUint(encoder, message.lastN);
      encoding.writeVarString(encoder, message.workspaceName);
      break;
    case 'entries':
      encoding.writeVarUint(encoder, message.after);
      encoding.writeVarUint(encoder, message.upTo);
      writeEntries(encoder, message.list);
      break;
    case 'snapshots':
      encoding.writeVarUint(encoder, message.upTo);
      encoding.writeVarUint(encoder, message.total);
      encoding.writeUint8(encoder, message.done ? 1 : 0);
      encoding.writeVarUint(encoder, message.docs.length);
      for (const { doc, state } of message.docs) {
        encoding.writeVarString(encoder, doc);
        encoding.writeVarUint8Array(encoder, state);
      }
      break;
    case 'ack':
      encoding.writeVarUint(encoder, message.acks.length);
      for (const { n, seq } of message.acks) {
        encoding.writeVarUint(encoder, n);
        encoding.writeVarUint(encoder, seq);
      }
      break;
    case 'doc':
      encoding.writeVarString(encoder, message.doc);
      encoding.writeVarUint8Array(encoder, message.state);
      break;
    case 'history':
      encoding.writeVarString(encoder, message.doc);
      encoding.writeUint8(encoder, message.done ? 1 : 0);
      writeEntries(encoder, message.list);
      break;
    case 'refuse':
      encoding.writeVarString(encoder, message.code);
      encoding.writeVarString(encoder, message.retry);
      encoding.writeVarUint(encoder, message.n);
      encoding.writeVarString(encoder, message.why);
      break;
    case 'pong':
      encoding.writeVarUint(encoder, message.sent);
      break;
    default:
      message satisfies never;
  }
  return encoding.toUint8Array(encoder);
}

/** null for anything that is not exactly one message. Never throws. */
export function decodeRelayMessage(bytes: Uint8Array): RelayMessage | null {
  return decodeWhole(bytes, (decoder) => {
    const type = RELAY_TYPES[decoding.readVarUint(decoder) - RELAY_TYPE_BASE];
    switch (type) {
      case 'welcome':
        return {
          type,
          protocol: decoding.readVarUint(decoder),
          epoch: decoding.readVarString(decoder),
          knowsCursor: decoding.readUint8(decoder) === 1,
          head: decoding.readVarUint(decoder),
          lastN: decoding.readVarUint(decoder),
          workspaceName: decoding.readVarString(decoder),
        };
      case 'entries':
        return {
          type,
          after: decoding.readVarUint(decoder),
          upTo: decoding.readVarUint(decoder),
          list: readEntries(decoder),
        };
      case 'snapshots':
        return {
          type,
          upTo: decoding.readVarUint(decoder),
          total: decoding.readVarUint(decoder),
          done: decoding.readUint8(decoder) === 1,
          docs: readList(decoder, () => ({
            doc: decoding.readVarString(decoder),
            state: decoding.readVarUint8Array(decoder).slice(),
          })),
        };
      case 'ack':
        return {
          type,
          acks: readList(decoder, () => ({
            n: decoding.readVarUint(decoder),
            seq: decoding.readVarUint(decoder),
          })),
        };
      case 'doc':
        return {
          type,
          doc: decoding.readVarString(decoder),
          state: decoding.readVarUint8Array(decoder).slice(),
        };
      case 'history':
        return {
          type,
          doc: decoding.readVarString(decoder),
          done: decoding.readUint8(decoder) === 1,
          list: readEntries(decoder),
        };
      case 'refuse': {
        const code = decoding.readVarString(decoder);
        const retry = decoding.readVarString(decoder);
        const n = decoding.readVarUint(decoder);
        const why = decoding.readVarString(decoder);
        // A newer relay may refuse for reasons that this version has no name for; the worst must be assumed.
        return {
          type,
          code: REFUSAL_CODES.find((known) => known === code) ?? 'malformed-frame',
          retry: RETRIES.find((known) => known === retry) ?? 'never',
          n,
          why: why.slice(0, 500),
        };
      }
      case 'pong':
        return { type, sent: decoding.readVarUint(decoder) };
      case undefined:
        return null;
      default:
        return type satisfies never;
    }
  });
}

function readList<Item>(decoder: decoding.Decoder, read: () => Item): Item[] {
  const count = decoding.readVarUint(decoder);
  // Every item takes at least one byte: a count beyond the frame is a lie, and must not allocate.
  if (count > decoder.arr.length - decoder.pos) throw new Error('list longer than its frame');
  const list: Item[] = [];
  for (let index = 0; index < count; index++) list.push(read());
  return list;
}

function decodeWhole<Message>(
  bytes: Uint8Array,
  read: (decoder: decoding.Decoder) => Message | null,
): Message | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = read(decoder);
    return decoding.hasContent(decoder) ? null : message;
  } catch {
    return null;
  }
}
