/**
 * Who is in a room: the states of y-protocols' awareness, held only while their connection lasts.
 * (y-protocols' own class brings its own clock and timers, and keeps states of the departed.)
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { RelayLimits } from '../limits.ts';
import type { Timers } from '../ports.ts';

/** A member of the room; only its identity counts here. */
export type Speaker = object;

export interface Presence {
  /** False when the update is malformed or too much: nothing of it was taken. */
  readonly receive: (speaker: Speaker, update: Uint8Array) => boolean;
  /** Everybody, as an awareness update; null when there is nobody. */
  readonly everybody: () => Uint8Array | null;
  readonly leave: (speaker: Speaker) => void;
  readonly end: () => void;
}

interface ClientState {
  readonly clock: number;
  /** JSON; 'null' says that the client has left. */
  readonly json: string;
  readonly speaker: Speaker;
}

const GONE = 'null';

/** `changed` gets an awareness update for everybody, at most one in `awarenessFlushMs`. */
export function createPresence(
  limits: RelayLimits,
  timers: Timers,
  changed: (update: Uint8Array) => void,
): Presence {
  const clients = new Map<number, ClientState>();
  const unsent = new Map<number, ClientState>();
  let cancelFlush: (() => void) | null = null;

  function announce(client: number, state: ClientState): void {
    unsent.set(client, state);
    cancelFlush ??= timers.after(limits.awarenessFlushMs, () => {
      cancelFlush = null;
      const update = encodeStates(unsent);
      unsent.clear();
      changed(update);
    });
  }

  function take(client: number, next: ClientState): void {
    const now = clients.get(client);
    const newer = now === undefined || next.clock > now.clock;
    if (next.json === GONE) {
      // Only who brought a client may take it away: another may merely have lost sight of it.
      if (now?.speaker !== next.speaker || next.clock < now.clock) return;
      clients.delete(client);
    } else if (newer) {
      clients.set(client, next);
    } else {
      return;
    }
    announce(client, next);
  }

  return {
    receive(speaker, update) {
      const states = decodeStates(update, limits);
      if (states === null) return false;
      const spokenFor = new Set(states.map(({ client }) => client));
      for (const [client, state] of clients) if (state.speaker === speaker) spokenFor.add(client);
      // A stock client may repeat what it knows of others; only the living count against the bound.
      const mine = [...spokenFor].filter((client) => {
        const known = clients.get(client);
        return known === undefined || known.speaker === speaker;
      });
      if (mine.length > limits.awarenessClientsPerMemberMax) return false;
      for (const { client, clock, json } of states) take(client, { clock, json, speaker });
      return true;
    },
    everybody: () => (clients.size === 0 ? null : encodeStates(clients)),
    leave(speaker) {
      for (const [client, state] of clients) {
        if (state.speaker === speaker) take(client, { ...state, json: GONE });
      }
    },
    end() {
      cancelFlush?.();
      cancelFlush = null;
    },
  };
}

interface Spoken {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

function decodeStates(update: Uint8Array, limits: RelayLimits): readonly Spoken[] | null {
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    const states: Spoken[] = [];
    for (let index = 0; index < count; index++) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarString(decoder);
      if (json.length > limits.awarenessStateBytesMax) return null;
      JSON.parse(json);
      states.push({ client, clock, json });
    }
    return states;
  } catch {
    return null;
  }
}

function encodeStates(states: ReadonlyMap<number, ClientState>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.size);
  for (const [client, { clock, json }] of states) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  return encoding.toUint8Array(encoder);
}
