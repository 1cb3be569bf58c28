import type { WebContents } from 'electron';
import { externalAddress } from './external-address.ts';

/**
 * `window.open` and `target=_blank` never make a window: it would inherit this one's powers.
 * A web, mail or telephone address goes to the system; app windows come from `window.open` over IPC.
 */
export function denyWindowOpen(
  contents: WebContents,
  openExternal: (address: string) => void,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalAddress(url);
    if (address !== null) openExternal(address);
    return { action: 'deny' };
  });
}
