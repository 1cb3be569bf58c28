/** A real socket as the core's link. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { RelayLimits } from '../limits.ts';
import type { Link, Session } from '../ports.ts';

export interface Connection {
  /** Call once a `pingIntervalMs`: ends the connection if it did not answer the ping before. */
  readonly beat: () => void;
  readonly terminate: () => void;
}

/** @param gone called once, when the socket is closed */
export function connect(
  socket: WebSocket,
  stream: Duplex,
  open: (link: Link) => Session,
  limits: RelayLimits,
  gone: () => void,
): Connection {
  let alive = true;
  let paused = false;
  let strangerBytes = 0;

  const link: Link = {
    send: (frame, flushed) => socket.send(frame, { binary: true }, flushed),
    close(closeCode, reason) {
      socket.close(closeCode, reason);
      const deadline = setTimeout(() => socket.terminate(), limits.closeTimeoutMs);
      deadline.unref();
      socket.once('close', () => clearTimeout(deadline));
    },
    setReading(reading) {
      paused = !reading;
      if (reading) socket.resume();
      else socket.pause();
    },
  };
  const session = open(link);

  // Counted below the frames: one that is announced as huge is never put together for a stranger.
  const countBytes = (chunk: Uint8Array) => {
    strangerBytes += chunk.byteLength;
    if (session.authenticated()) stream.off('data', countBytes);
    else if (strangerBytes > limits.bytesUnauthenticatedMax) socket.terminate();
  };
  stream.on('data', countBytes);

  socket.on('message', (data, isBinary) => {
    alive = true;
    // Text is no frame of ours; an empty frame is refused in the same words.
    session.receive(
      isBinary && data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(),
    );
  });
  socket.on('pong', () => {
    alive = true;
  });
  // The close that follows tells all that matters.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    session.closed();
    gone();
  });

  return {
    terminate: () => socket.terminate(),
    beat() {
      // While we do not read, an answer cannot be seen.
      if (!alive && !paused) return socket.terminate();
      alive = false;
      socket.ping();
    },
  };
}
