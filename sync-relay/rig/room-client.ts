/** A member of a room in the world of the rig: a document that speaks the y-websocket protocol. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { decodeRoomFrame, step1Frame, step2Frame, updateFrame } from '../rooms/room-frames.ts';
import { settle, type Wire } from './core-rig.ts';

export interface RoomClient {
  readonly wire: Wire;
  readonly ydoc: Y.Doc;
  readonly record: Y.Map<unknown>;
  /** How often the relay asked for what it lacks. */
  readonly asked: () => number;
  /** The newest state of each awareness client that was heard of, null for the departed. */
  readonly presence: () => ReadonlyMap<number, unknown>;
  /** Takes in what arrived and answers it, until nothing more comes. */
  readonly sync: () => Promise<void>;
  readonly send: (frame: Uint8Array) => Promise<void>;
  readonly sayPresence: (client: number, clock: number, state: unknown) => Promise<void>;
}

/** @param mute does not send its edits by itself */
export function roomClient(wire: Wire, mute = false): RoomClient {
  const ydoc = new Y.Doc();
  const states = new Map<number, unknown>();
  let read = 0;
  let asked = 0;
  const send = async (frame: Uint8Array) => {
    wire.session.receive(frame);
    await settle();
  };
  ydoc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== wire && !mute) wire.session.receive(updateFrame(update));
  });
  wire.session.receive(step1Frame(Y.encodeStateVector(ydoc)));

  async function sync(): Promise<void> {
    await settle();
    while (read < wire.frames.length) {
      const bytes = wire.frames[read++];
      const frame = bytes === undefined ? null : decodeRoomFrame(bytes);
      if (frame === null) throw new Error('the relay said something unreadable');
      if (frame.type === 'step1') {
        asked++;
        await send(step2Frame(Y.encodeStateAsUpdate(ydoc, frame.stateVector)));
      }
      if (frame.type === 'update') Y.applyUpdate(ydoc, frame.update, wire);
      if (frame.type === 'awareness') readStates(frame.states, states);
    }
  }

  return {
    wire,
    ydoc,
    record: ydoc.getMap('record'),
    asked: () => asked,
    presence: () => states,
    sync,
    send,
    sayPresence: (client, clock, state) => send(presenceFrame(client, clock, state)),
  };
}

function readStates(bytes: Uint8Array, into: Map<number, unknown>): void {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  for (let index = 0; index < count; index++) {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    into.set(client, JSON.parse(decoding.readVarString(decoder)));
  }
}

function presenceFrame(client: number, clock: number, state: unknown): Uint8Array {
  const states = encoding.createEncoder();
  encoding.writeVarUint(states, 1);
  encoding.writeVarUint(states, client);
  encoding.writeVarUint(states, clock);
  encoding.writeVarString(states, JSON.stringify(state));
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, 1);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(states));
  return encoding.toUint8Array(frame);
}
