/** The line between desktops and a relay, as a program of its own: it can be cut, and it can answer in the relay's place. */
import { once } from 'node:events';
import { type WebSocket as Socket, WebSocket, WebSocketServer } from 'ws';
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { decodeClientMessage, encodeRelayMessage } from '../../../crm/contracts/feed.contract.ts';
import { REFUSALS } from '../../../sync-relay/refusals.ts';

export interface RelayLine {
  /** What desktops are told is the relay. */
  readonly url: string;
  /** Whoever is connected is no more, and nobody gets through. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** From now on every change that is sent is refused for good; the rest gets through. */
  readonly refuseChanges: (refuse: boolean) => void;
  readonly close: () => Promise<void>;
}

const REFUSED = 'malformed-envelope';

/** @param relayUrl `ws://host:port` */
export async function startRelayLine(relayUrl: string): Promise<RelayLine> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  let isCut = false;
  let refuses = false;

  server.on('connection', (near, { url = '/' }) => {
    near.on('error', () => near.terminate());
    if (isCut) {
      near.terminate();
      return;
    }
    const far = new WebSocket(relayUrl + url);
    far.on('error', () => near.terminate());
    const waiting: Buffer[] = [];
    far.on('open', () => waiting.splice(0).forEach((data) => far.send(data)));
    near.on('message', (data: Buffer) => {
      if (refuses && url.startsWith('/feed') && answer(near, data)) return;
      if (far.readyState === far.OPEN) far.send(data);
      else waiting.push(data);
    });
    far.on('message', (data: Buffer) => near.send(data));
    near.on('close', () => far.terminate());
    far.on('close', (code, reason) => close(near, code, reason));
  });

  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dropAll = (): void => server.clients.forEach((near) => near.terminate());
  return {
    url: `ws://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      dropAll();
    },
    mend() {
      isCut = false;
    },
    refuseChanges(refuse) {
      refuses = refuse;
    },
    async close() {
      dropAll();
      server.close();
      await once(server, 'close');
    },
  };
}

/** False where it was no change that was sent. */
function answer(near: Socket, data: Buffer): boolean {
  const message = decodeClientMessage(new Uint8Array(data));
  if (message?.type !== 'push') return false;
  const { why, retry } = REFUSALS[REFUSED];
  for (const bytes of message.envelopes) {
    const decoded = decodeEnvelope(bytes);
    if (decoded.ok)
      near.send(
        encodeRelayMessage({ type: 'refuse', code: REFUSED, retry, n: decoded.envelope.n, why }),
      );
  }
  return true;
}

/** Codes below 3000 are the protocol's own, which nobody may send. */
function close(near: Socket, code: number, reason: Buffer): void {
  if (code >= 3000) near.close(code, reason);
  else near.terminate();
}
