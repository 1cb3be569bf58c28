/** The rooms that somebody on this desktop is in. */
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Timers } from '../engine/ports.ts';
import { createRoom, type Room, type RoomAddress, type RoomEvents } from './room.ts';

/** Paging through records with the keyboard must not open and close a socket for each. */
const LINGER_MS = 2_000;
/** Sockets of one desktop; beyond it a record is shown without the people who are there. */
const ROOMS_MAX = 40;

export interface RoomPool {
  /** Enters for this holder; `made` runs when the room is new. */
  readonly enter: (doc: DocName, holder: string, made: (room: Room) => void) => Room | null;
  readonly leave: (doc: DocName, holder: string) => void;
  readonly find: (doc: DocName) => Room | undefined;
  readonly setAddress: (address: RoomAddress | null) => void;
  readonly close: () => void;
}

interface Held {
  readonly room: Room;
  readonly holders: Set<string>;
  cancelLeaving: (() => void) | null;
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

  const close = (doc: DocName): void => {
    const held = rooms.get(doc);
    rooms.delete(doc);
    held?.cancelLeaving?.();
    held?.room.leave();
  };

  return {
    enter: (doc, holder, made) => {
      const held = rooms.get(doc);
      if (held !== undefined) {
        held.cancelLeaving?.();
        held.cancelLeaving = null;
        held.holders.add(holder);
        return held.room;
      }
      if (rooms.size >= ROOMS_MAX) return null;
      const room = createRoom(doc, address, events);
      rooms.set(doc, { room, holders: new Set([holder]), cancelLeaving: null });
      made(room);
      return room;
    },
    leave: (doc, holder) => {
      const held = rooms.get(doc);
      if (held === undefined || !held.holders.delete(holder) || held.holders.size > 0) return;
      held.cancelLeaving = timers.after(LINGER_MS, () => close(doc));
    },
    find: (doc) => rooms.get(doc)?.room,
    setAddress: (next) => {
      address = next;
      for (const { room } of rooms.values()) room.setAddress(next);
    },
    close: () => {
      for (const doc of [...rooms.keys()]) close(doc);
    },
  };
}
