import { MAIN_LINE_MESSAGE } from '../../../crm/contracts/ipc-wire.contract.ts';
import type { RapportBridge } from '../../../crm/contracts/ipc.contract.ts';

export type MainLineBridge = Pick<RapportBridge, 'requestMainLine'>;

/**
 * Fetches the worker's line to the main process. The preload hands the port over as a message of this window to
 * itself; a message from any other source is not it.
 */
export function requestMainLine(
  page: Window,
  bridge: MainLineBridge,
  pass: (port: MessagePort) => void,
): void {
  const listen = (event: MessageEvent): void => {
    const [port] = event.ports;
    if (event.source !== page || event.data !== MAIN_LINE_MESSAGE || port === undefined) return;
    page.removeEventListener('message', listen);
    pass(port);
  };
  page.addEventListener('message', listen);
  bridge.requestMainLine();
}
