/** The rooms that somebody on this desktop is in. */
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Timers } from '../engine/ports.ts';
import { createRoom, type Room, type RoomAddress, type RoomEvents } from './room.ts';

/** Who only asks for a record's title opens and closes it at once; that is not worth a socket. */
const CONNECT_AFTER_MS = 100;
/** Paging to and fro through records with the keyboard must not open and close a socket for each. */
const LINGER_MS = 2_000;
/** Rooms of one desktop; beyond it a record is shown without the people who are there. */
const ROOMS_MAX = 40;

export interface RoomPool {
  /** Enters for this holder; `made` runs when the room is new. null: too many rooms are open. */
  readonly enter: (doc: DocName, holder: string, made: (room: Room) => void) => Room | null;
  readonly leave: (doc: DocName, holder: string) => void;
  readonly find: (doc: DocName) => Room | undefined;
  readonly setAddress: (address: RoomAddress | null) => void;
  readonly close: () => void;
}

interface Held {
  readonly room: Room;
  readonly holders: Set<string>;
  /** The relay has been asked for, or will be where there is none yet. */
  connected: boolean;
  /** Ends the timer that is running: for connecting, or for leaving. */
  cancelTimer: () => void;
}

export function createRoomPool({
  timers,
  events,
}: {
  readonly timers: Timers;
  readonly events: RoomEvents;
}): RoomPool {
  const rooms = new Map<DocName, Held>();
  let address: RoomAddress | null = null;

  const connectLater = (held: Held): void => {
    held.cancelTimer = timers.after(CONNECT_AFTER_MS, () => {
      held.connected = true;
      held.room.setAddress(address);
    });
  };

  const close = (doc: DocName): void => {
    const held = rooms.get(doc);
    rooms.delete(doc);
    held?.cancelTimer();
    held?.room.leave();
  };

  return {
    enter: (doc, holder, made) => {
      const held = rooms.get(doc);
      if (held !== undefined) {
        held.holders.add(holder);
        if (held.connected) held.cancelTimer();
        return held.room;
      }
      if (rooms.size >= ROOMS_MAX) return null;
      const room = createRoom(doc, events);
      const fresh: Held = {
        room,
        holders: new Set([holder]),
        connected: false,
        cancelTimer: () => {},
      };
      rooms.set(doc, fresh);
      made(room);
      connectLater(fresh);
      return room;
    },
    leave: (doc, holder) => {
      const held = rooms.get(doc);
      if (held === undefined || !held.holders.delete(holder) || held.holders.size > 0) return;
      if (held.connected) held.cancelTimer = timers.after(LINGER_MS, () => close(doc));
      else close(doc);
    },
    find: (doc) => rooms.get(doc)?.room,
    setAddress: (next) => {
      address = next;
      for (const { room, connected } of rooms.values()) if (connected) room.setAddress(next);
    },
    close: () => {
      for (const doc of rooms.keys()) close(doc);
    },
  };
}
