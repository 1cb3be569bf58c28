import type { RapportBridge } from '../../crm/contracts/ipc.contract.ts';

declare global {
  interface Window {
    rapport: RapportBridge;
  }
}

/** The line to the main process, put into the page by the preload. */
export const bridge: RapportBridge = window.rapport;
