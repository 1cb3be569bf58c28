/**
 * One `/rooms/<doc>` of the relay, joined through y-websocket's own provider. The room's document only receives: our
 * edits go through the engine and the feed, which the relay tells the room of. What the desktop says in the room is
 * who is here. Without a relay a room still connects the windows of this desktop.
 */
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { DocName } from '../../../crm/kernel/ids.ts';

/** Reconnects are doubled from 200 ms up to this; a relay that is down must not be asked by every open record. */
const MAX_BACKOFF_MS = 30_000;

export interface RoomAddress {
  /** `ws://` or `wss://` address of the relay, without a path. */
  readonly relayUrl: string;
  readonly token: string;
}

export interface Room {
  readonly doc: DocName;
  readonly awareness: Awareness;
  /** null leaves the relay and stays a room of this desktop. */
  readonly setAddress: (address: RoomAddress | null) => void;
  readonly leave: () => void;
}

export interface RoomEvents {
  readonly joined: () => void;
  /** The relay has told the room of a change. The feed brings it as well, if there is one just now. */
  readonly heard: () => void;
  /** The relay said that coming back is of no use: the token does not hold, or there is no such room. */
  readonly refused: (closeCode: number) => void;
}

/** Not connected until it is given an address. */
export function createRoom(doc: DocName, events: RoomEvents): Room {
  const received = new Y.Doc({ guid: doc });
  const awareness = new Awareness(received);
  awareness.setLocalState(null);
  received.on('update', events.heard);
  let provider: WebsocketProvider | null = null;

  const setAddress = (next: RoomAddress | null): void => {
    provider?.destroy();
    provider = null;
    if (next === null) return;
    provider = new WebsocketProvider(`${next.relayUrl.replace(/\/+$/, '')}/rooms`, doc, received, {
      awareness,
      params: { token: next.token },
      maxBackoffTime: MAX_BACKOFF_MS,
      // Windows of this desktop meet here in the worker; another profile of this browser is another desktop.
      disableBc: true,
    });
    provider.on('status', ({ status }) => {
      // The provider tells the relay of its own state only; carets of our windows have their own clients. Those of
      // others went when the last connection ended, so what is here now is ours.
      const ours = [...awareness.getStates().keys()].filter(
        (client) => client !== awareness.clientID,
      );
      if (status === 'connected' && ours.length > 0) {
        awareness.emit('update', [{ added: [], updated: ours, removed: [] }, provider]);
      }
    });
    provider.on('sync', (synced: boolean) => {
      if (synced) events.joined();
    });
    provider.on('closed', ({ code }) => events.refused(code));
  };

  return {
    doc,
    awareness,
    setAddress,
    leave: () => {
      awareness.setLocalState(null);
      provider?.destroy();
      provider = null;
      awareness.destroy();
      received.destroy();
    },
  };
}
