/** Documents that are asked for whole, because what is here of them is incomplete. */
import { encodeClientMessage } from '../../../crm/contracts/feed.contract.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';

/** Asked for and not yet received; a relay refuses more than 64 requests that wait. */
const ASKED_AT_ONCE_MAX = 16;

export interface DocumentRequests {
  /** Asks for as many as may be asked for at once. */
  readonly ask: (incomplete: Iterable<DocName>) => void;
  readonly arrived: () => void;
  /** The relay has answered all that it was asked, or will not: what it cannot complete now it may be able to later. */
  readonly forget: () => void;
}

/** Each is asked for once between two calls of `forget`. */
export function createDocumentRequests(send: (frame: Uint8Array) => void): DocumentRequests {
  const asked = new Set<DocName>();
  /** How many of them have not come yet. */
  let awaited = 0;
  return {
    ask(incomplete) {
      for (const doc of incomplete) {
        if (awaited >= ASKED_AT_ONCE_MAX) return;
        if (asked.has(doc)) continue;
        asked.add(doc);
        awaited += 1;
        send(encodeClientMessage({ type: 'fetchDoc', doc }));
      }
    },
    arrived() {
      awaited = Math.max(0, awaited - 1);
    },
    forget() {
      asked.clear();
      awaited = 0;
    },
  };
}
