import { type BrowserWindow, type IpcMain, MessageChannelMain } from 'electron';
import { IPC_INVOKE, IPC_MAIN_LINE } from '../../crm/contracts/ipc-wire.contract.ts';
import { type Log, traceOf } from '../platform/log.ts';
import type { LinePort } from '../data-safety/main-line.ts';
import { isTrustedSender } from '../security/sender.ts';
import type { AppWindows } from '../windows/windows.ts';
import { type IpcHandlers, answerIpc } from './handle.ts';

/** Binds the contract to Electron's IPC, and hands lines to pages that ask for the worker's. */
export function registerIpc(
  ipcMain: IpcMain,
  windows: AppWindows,
  handlers: IpcHandlers<BrowserWindow>,
  connectLine: (port: LinePort) => void,
  log: Log,
): void {
  const watch = {
    onRefusal: ({ channel }: { channel: keyof IpcHandlers<BrowserWindow> | null }) =>
      log.write('warn', 'ipc.refused', { tag: channel ?? 'unknown-channel' }),
    onDefect: (channel: keyof IpcHandlers<BrowserWindow>, error: unknown) =>
      log.write('error', 'main.defect', { tag: channel, trace: traceOf(error) }),
  };
  ipcMain.handle(IPC_INVOKE, (event, channel: unknown, request: unknown) => {
    const sender = isTrustedSender(event.senderFrame) ? windows.of(event.sender) : null;
    return answerIpc(handlers, watch, sender, channel, request);
  });
  ipcMain.on(IPC_MAIN_LINE, (event) => {
    const frame = event.senderFrame;
    if (frame === null || !isTrustedSender(frame) || windows.of(event.sender) === null) {
      watch.onRefusal({ channel: null });
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    connectLine(port1);
    frame.postMessage(IPC_MAIN_LINE, null, [port2]);
    log.write('info', 'line.connected');
  });
}
