import { contextBridge, ipcRenderer } from 'electron';
import {
  APP_ORIGIN,
  IPC_EVENT,
  IPC_INVOKE,
  IPC_MAIN_LINE,
  MAIN_LINE_MESSAGE,
} from '../../crm/contracts/ipc-wire.contract.ts';
import type { IpcEvent, IpcResult, RapportBridge } from '../../crm/contracts/ipc.contract.ts';
import { nativeEditAction } from './text-focus.ts';

type Listener = (payload: unknown) => void;
const listeners = new Map<IpcEvent, Set<Listener>>();

ipcRenderer.on(IPC_EVENT, (_event, name: IpcEvent, payload: unknown) => {
  const action = nativeEditAction(name, payload, document.activeElement);
  if (action !== null) {
    void ipcRenderer.invoke(IPC_INVOKE, 'edit.native', { action });
    return;
  }
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

ipcRenderer.on(IPC_MAIN_LINE, (event) => {
  // A port cannot cross the context bridge, a window message can carry it. The target is the
  // page's own origin, so a page of any other origin would receive nothing.
  window.postMessage(MAIN_LINE_MESSAGE, APP_ORIGIN, event.ports);
});

const bridge: RapportBridge = {
  invoke: (channel, request) =>
    ipcRenderer.invoke(IPC_INVOKE, channel, request) as Promise<IpcResult<never>>,
  on: (event, listener) => {
    const ofEvent = listeners.get(event) ?? new Set<Listener>();
    listeners.set(event, ofEvent);
    const added: Listener = (payload) => listener(payload as never);
    ofEvent.add(added);
    return () => ofEvent.delete(added);
  },
  requestMainLine: () => ipcRenderer.send(IPC_MAIN_LINE),
};

contextBridge.exposeInMainWorld('rapport', bridge);
