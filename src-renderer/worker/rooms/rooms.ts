/**
 * Presence: which windows look at which record and field, and the carets in notes. Everything here is about now;
 * nothing of it is stored.
 */
import {
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import type { PersonHere } from '../../../crm/contracts/rpc/record.rpc.ts';
import { bodyName, docName } from '../../../crm/kernel/ids.ts';
import type { RecordRef } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';
import { peopleIn, presenceOf, type Me } from './people.ts';
import { createRoomPool } from './room-pool.ts';
import type { Room, RoomAddress, RoomEvents } from './room.ts';

/** One caret of one window; a selection of thousands of ranges is not a caret. */
export const CARET_MAX_BYTES = 16 * 1024;

export interface RoomsDeps {
  readonly timers: Timers;
  readonly events: RoomEvents;
  readonly me: () => Me;
  readonly peopleChanged: (ref: RecordRef) => void;
  /** `from`: the window that moved its caret; null when it was somebody elsewhere. */
  readonly caretsChanged: (ref: RecordRef, awareness: Uint8Array, from: string | null) => void;
}

export interface Rooms {
  readonly setAddress: (address: RoomAddress | null) => void;
  readonly openRecord: (ref: RecordRef, windowId: string) => void;
  readonly closeRecord: (ref: RecordRef, windowId: string) => void;
  readonly focus: (ref: RecordRef, windowId: string, field: string | null) => void;
  readonly people: (ref: RecordRef, windowId: string) => PersonHere[];
  /** Returns the carets that are there. */
  readonly openNote: (ref: RecordRef, windowId: string) => Uint8Array;
  /** False when it is not a caret. */
  readonly moveCaret: (ref: RecordRef, windowId: string, awareness: Uint8Array) => boolean;
  readonly closeNote: (ref: RecordRef, windowId: string) => void;
  readonly close: () => void;
}

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

export function createRooms(deps: RoomsDeps): Rooms {
  const pool = createRoomPool(deps);
  /** By record: the field that has the focus, by window. */
  const windows = new Map<string, Map<string, string | null>>();
  /** By note and window: the clients of that window's editor. */
  const editors = new Map<string, Set<number>>();

  const announce = (ref: RecordRef): void => {
    const doc = docName(ref.entity, ref.id);
    const here = windows.get(doc);
    const state =
      here === undefined || here.size === 0
        ? null
        : presenceOf(
            deps.me(),
            [...here].map(([windowId, field]) => ({ windowId, field })),
          );
    pool.find(doc)?.awareness.setLocalState(state === null ? null : { ...state });
  };

  const watchCarets = (ref: RecordRef, room: Room): void => {
    room.awareness.on('update', ({ added, updated, removed }: AwarenessChange, origin: unknown) => {
      const from =
        typeof origin === 'string' && origin.startsWith(WINDOW)
          ? origin.slice(WINDOW.length)
          : null;
      if (from !== null) {
        const own = editors.get(editorKey(room.doc, from)) ?? new Set();
        for (const client of added) own.add(client);
        editors.set(editorKey(room.doc, from), own);
      }
      const changed = [...added, ...updated, ...removed];
      deps.caretsChanged(ref, encodeAwarenessUpdate(room.awareness, changed), from);
    });
  };

  return {
    setAddress: pool.setAddress,
    openRecord: (ref, windowId) => {
      const doc = docName(ref.entity, ref.id);
      const here = windows.get(doc) ?? new Map<string, string | null>();
      windows.set(doc, here.set(windowId, here.get(windowId) ?? null));
      pool.enter(doc, windowId, ({ awareness }) => {
        awareness.on('change', () => deps.peopleChanged(ref));
      });
      announce(ref);
    },
    closeRecord: (ref, windowId) => {
      const doc = docName(ref.entity, ref.id);
      const here = windows.get(doc);
      here?.delete(windowId);
      if (here?.size === 0) windows.delete(doc);
      announce(ref);
      pool.leave(doc, windowId);
    },
    focus: (ref, windowId, field) => {
      const here = windows.get(docName(ref.entity, ref.id));
      if (here?.has(windowId) !== true || here.get(windowId) === field) return;
      here.set(windowId, field);
      announce(ref);
    },
    people: (ref, windowId) => {
      const room = pool.find(docName(ref.entity, ref.id));
      if (room === undefined) return [];
      const { awareness } = room;
      return peopleIn(awareness.getStates(), { client: awareness.clientID, windowId });
    },
    openNote: (ref, windowId) => {
      const room = pool.enter(bodyName(ref.entity, ref.id), windowId, (made) =>
        watchCarets(ref, made),
      );
      return room === null
        ? NO_CARETS
        : encodeAwarenessUpdate(room.awareness, [...room.awareness.getStates().keys()]);
    },
    moveCaret: (ref, windowId, awareness) => {
      if (awareness.byteLength > CARET_MAX_BYTES) return false;
      const room = pool.find(bodyName(ref.entity, ref.id));
      if (room === undefined) return true;
      try {
        applyAwarenessUpdate(room.awareness, awareness, WINDOW + windowId);
        return true;
      } catch {
        // y-protocols throws on bytes that are not an awareness update; that is a value here.
        return false;
      }
    },
    closeNote: (ref, windowId) => {
      const doc = bodyName(ref.entity, ref.id);
      const room = pool.find(doc);
      const own = editors.get(editorKey(doc, windowId));
      editors.delete(editorKey(doc, windowId));
      if (room !== undefined && own !== undefined) {
        removeAwarenessStates(room.awareness, [...own], WINDOW + windowId);
      }
      pool.leave(doc, windowId);
    },
    close: pool.close,
  };
}

/** Marks, as a Yjs origin, what a window of this desktop did. */
const WINDOW = 'window/';
/** The encoding of an awareness update about nobody. */
const NO_CARETS = new Uint8Array([0]);

function editorKey(doc: string, windowId: string): string {
  return `${doc} ${windowId}`;
}
