/** The rooms of one workspace: loaded when somebody enters, unloaded when nobody is left for a while. */
import { foldUpdates } from '../documents/fold.ts';
import type { DocName } from '../../crm/kernel/ids.ts';
import type { RelayLimits } from '../limits.ts';
import type { RelayPorts } from '../ports.ts';
import type { StorageResult } from '../storage/storage.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import { createRoom, type Room } from './room.ts';

export interface Rooms {
  /** The caller enters at once; a room that nobody enters is unloaded after a while. */
  readonly open: (doc: DocName) => Promise<StorageResult<Room>>;
  readonly closeAll: () => void;
}

interface Place {
  readonly opened: Promise<StorageResult<Room>>;
  /** null while it loads. */
  room: Room | null;
  /** What was committed while it was loading; storage may or may not have told of it. */
  readonly meanwhile: Uint8Array[];
  cancelIdle: (() => void) | null;
}

export function createRooms(workspace: Workspace, ports: RelayPorts, limits: RelayLimits): Rooms {
  const { storage, timers, log } = ports;
  const places = new Map<DocName, Place>();

  workspace.onCommit((entries) => {
    if (places.size === 0) return;
    for (const { decoded } of entries) {
      for (const { doc, update } of decoded.ops) {
        const place = places.get(doc);
        if (place?.room) place.room.committed(update);
        else place?.meanwhile.push(update);
      }
    }
  });

  function unload(doc: DocName, place: Place): void {
    place.cancelIdle?.();
    place.cancelIdle = null;
    if (places.get(doc) === place) places.delete(doc);
  }

  function unloadWhenIdle(doc: DocName, place: Place): void {
    place.cancelIdle?.();
    place.cancelIdle = timers.after(limits.roomIdleMs, () => {
      if (place.room?.empty() !== true) return;
      unload(doc, place);
      place.room.end();
      log('room.closed');
    });
  }

  function load(doc: DocName): Place {
    const place: Place = {
      room: null,
      meanwhile: [],
      cancelIdle: null,
      opened: storage.docState(workspace.id, doc).then((state): StorageResult<Room> => {
        if (!state.ok) {
          unload(doc, place);
          return state;
        }
        const room = createRoom({
          doc,
          state: foldUpdates(doc, [state.value, ...place.meanwhile].filter(isSomething)),
          workspace,
          ports,
          limits,
          emptied: () => unloadWhenIdle(doc, place),
          failed: () => unload(doc, place),
        });
        place.room = room;
        // Who asked for it may have gone meanwhile, and never enter.
        unloadWhenIdle(doc, place);
        log('room.opened');
        return { ok: true, value: room };
      }),
    };
    places.set(doc, place);
    return place;
  }

  return {
    open(doc) {
      const place = places.get(doc) ?? load(doc);
      if (place.room?.empty() === true) unloadWhenIdle(doc, place);
      return place.opened;
    },
    closeAll() {
      for (const [doc, place] of places) {
        unload(doc, place);
        place.room?.end();
      }
    },
  };
}

function isSomething(update: Uint8Array): boolean {
  return update.byteLength > 0;
}
