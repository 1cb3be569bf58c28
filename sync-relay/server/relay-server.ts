/** The relay on a real port: HTTP, WebSocket, and nothing that is decided here. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { FEED_PROTOCOL, FRAME_MAX_BYTES } from '../../crm/contracts/feed.contract.ts';
import { RELAY_LIMITS, type RelayLimits } from '../limits.ts';
import type { Peer } from '../ports.ts';
import type { RelayCore } from '../relay-core.ts';
import { isLoopback, isWebPage, routeOf } from './routes.ts';
import { answerPublic } from './public-http.ts';
import { connect, type Connection } from './web-socket-link.ts';

export interface RelayServer {
  readonly port: number;
  /** Refuses everybody, waits until what was taken in is durable, and closes the port. */
  readonly stop: () => Promise<void>;
}

export type StartedServer =
  | { readonly ok: true; readonly server: RelayServer }
  | { readonly ok: false; readonly why: string };

interface RelayServerOptions {
  readonly core: RelayCore;
  readonly host: string;
  readonly port: number;
  readonly limits?: Partial<RelayLimits>;
}

const SECOND_MS = 1000;
/** The core tells a client whose frame is up to this much too large so; beyond it the socket is cut. */
const OVERSIZE_TOLD = 2;

export async function startRelayServer(options: RelayServerOptions): Promise<StartedServer> {
  const { core, host, port } = options;
  const limits: RelayLimits = { ...RELAY_LIMITS, ...options.limits };
  const startedAt = performance.now();
  const connections = new Set<Connection>();

  const http = createServer(
    {
      maxHeaderSize: limits.httpHeaderBytesMax,
      requestTimeout: limits.httpRequestTimeoutMs,
      headersTimeout: limits.httpRequestTimeoutMs,
      connectionsCheckingInterval: SECOND_MS,
    },
    answer,
  );
  http.maxConnections = limits.connectionsMax;
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: FRAME_MAX_BYTES * OVERSIZE_TOLD,
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (core.publicPages !== null && routeOf(request.url ?? '').kind === 'public') {
      answerPublic(core.publicPages, request, response).catch(() => {
        // Strangers must not be able to end what a team works with, whatever they find.
        core.pageFailed();
        response.destroy();
      });
      return;
    }
    const found = request.method === 'GET' && routeOf(request.url ?? '').kind === 'health';
    const body = found
      ? {
          ok: true,
          name: 'rapport-relay',
          protocol: FEED_PROTOCOL,
          epoch: core.epoch,
          uptimeS: Math.floor((performance.now() - startedAt) / SECOND_MS),
        }
      : { ok: false };
    response.writeHead(found ? 200 : 404, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(JSON.stringify(body));
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Before the handshake is through there is nobody else to hear of a broken socket.
    const dropped = () => stream.destroy();
    stream.on('error', dropped);
    const route = routeOf(request.url ?? '');
    if (route.kind !== 'feed' && route.kind !== 'room') {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', dropped);
      socket.binaryType = 'arraybuffer';
      const peer = peerOf(request);
      const connection = connect(
        socket,
        stream,
        (link) =>
          route.kind === 'feed'
            ? core.openFeed(link, peer)
            : core.openRoom(link, peer, route.request),
        limits,
        () => connections.delete(connection),
      );
      connections.add(connection);
    });
  }

  http.on('upgrade', upgrade);
  const listening = await new Promise<{ readonly why: string } | null>((resolve) => {
    http.once('error', (error) => resolve({ why: whyNotListening(error, host, port) }));
    http.listen(port, host, () => resolve(null));
  });
  if (listening !== null) return { ok: false, why: listening.why };

  const beat = setInterval(() => {
    for (const connection of connections) connection.beat();
  }, limits.pingIntervalMs);
  beat.unref();

  const address = http.address();
  return {
    ok: true,
    server: {
      port: typeof address === 'object' && address !== null ? address.port : port,
      async stop() {
        clearInterval(beat);
        const closed = new Promise((resolve) => http.close(resolve));
        await core.stop();
        const deadline = setTimeout(() => {
          for (const connection of connections) connection.terminate();
          // Somebody who sends a form letter by letter.
          http.closeAllConnections();
        }, limits.closeTimeoutMs);
        http.closeIdleConnections();
        await closed;
        clearTimeout(deadline);
      },
    },
  };
}

function peerOf(request: IncomingMessage): Peer {
  const address = request.socket.remoteAddress ?? '';
  return { address, loopback: isLoopback(address) && !isWebPage(request.headers.origin) };
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: stop what listens there, or choose another --port`;
    case 'EACCES':
      return `this user may not listen on port ${port}: choose a --port above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine: choose another --host`;
    default:
      return `cannot listen on ${host}:${port} (${error.code ?? 'unknown reason'}): choose another --host or --port`;
  }
}
