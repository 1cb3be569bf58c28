/** What the worker takes from its surroundings. Tests give other ones; nothing below the shell sees the difference. */
import type { Clock, Random } from '../../../crm/kernel/ports.ts';
import type { FeedTransport, Timers } from '../engine/ports.ts';
import { createLull, type Lull } from './lull.ts';

export interface Platform {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  /** Milliseconds that never run backwards; fractions count. */
  readonly elapsedMs: () => number;
  readonly transport: FeedTransport;
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
  /** BCP 47 */
  readonly locale: string;
  /** IANA name */
  readonly timeZone: string;
  /** Another text for another build. */
  readonly build: string;
  /** Lets messages of windows and of the network be handled in between. */
  readonly pause: () => Promise<void>;
  readonly lull: Lull;
}

export function browserPlatform(): Platform {
  const elapsedMs = (): number => performance.now();
  const timers: Timers = {
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  return {
    clock: { nowMs: () => Date.now() },
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    timers,
    elapsedMs,
    transport: webSocketTransport((url) => new WebSocket(url)),
    indexedDB,
    IDBKeyRange,
    locale: navigator.language,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    build: self.location.href,
    pause: createPause(),
    lull: createLull(elapsedMs, timers),
  };
}

/** `/feed` of a relay over the platform's own WebSocket. */
export function webSocketTransport(open: (url: string) => WebSocket): FeedTransport {
  return {
    connect: (url, events) => {
      const socket = open(`${url.replace(/\/+$/, '')}/feed`);
      let over = false;
      const end = (): void => {
        if (over) return;
        over = true;
        events.closed();
      };
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', () => {
        if (!over) events.opened();
      });
      socket.addEventListener('message', ({ data }: MessageEvent) => {
        // The feed is binary; a text frame is some other server.
        if (!over && data instanceof ArrayBuffer) events.received(new Uint8Array(data));
      });
      socket.addEventListener('close', end);
      socket.addEventListener('error', end);
      return {
        send: (frame) => {
          if (socket.readyState === socket.OPEN) socket.send(new Uint8Array(frame));
        },
        close: () => {
          over = true;
          socket.close();
        },
      };
    },
  };
}

/** A turn of the event loop without the 4 ms that browsers add to nested timers. */
function createPause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
