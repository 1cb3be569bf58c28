/**
 * The names on Electron's wire. They are apart from ipc.contract.ts because the sandboxed preload
 * carries them and must not carry zod: under the page's CSP a schema library there is weight and
 * a second place where checks could be thought to happen. Every check happens in the main process.
 */

/** `ipcRenderer.invoke(IPC_INVOKE, channel, request)`; the reply is an `IpcResult`. */
export const IPC_INVOKE = 'rapport:invoke';

/** Main to page: `(event, payload)`, names and payloads from `ipcEvents`. */
export const IPC_EVENT = 'rapport:event';

/** Page to main: "give me the worker's line"; main answers on the same name with one port. */
export const IPC_MAIN_LINE = 'rapport:main-line';

/** `event.data` of the window message with which the preload hands `event.ports[0]` to its page. */
export const MAIN_LINE_MESSAGE = 'rapport:main-line';

/** Scheme and host are the address of everybody's local data: changing either loses it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'rapport';
export const APP_ORIGIN = 'app://rapport';

/** `rapport://join/…`: what an invitation sent to somebody begins with. */
export const LINK_SCHEME = 'rapport';
