import { useSyncExternalStore } from 'react';
import type { ClientState, ConnectedClient } from './worker-client.ts';

/** Whether the worker can be asked, for the frame around all screens. */
export function useClientState(client: ConnectedClient): ClientState {
  return useSyncExternalStore(client.onState, client.state);
}
