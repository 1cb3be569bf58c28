/** Sending the outbox over one connection: in order, a bounded amount at a time, each removed only when acknowledged. */
import { encodeClientMessage } from '../../../crm/contracts/feed.contract.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import type { Core } from '../engine/core.ts';
import type { OutboxEntry } from '../engine/outbox-entry.ts';
import type { FeedSocket, Timers } from '../engine/ports.ts';

/** Sent and not yet acknowledged; keeps a slow line responsive to what others send. */
const IN_FLIGHT_MAX_BYTES = 2 * 1024 * 1024;
const FRAME_TARGET_BYTES = 256 * 1024;
/** An acknowledgement that does not come means that the connection is not what it seems. */
const ACK_TIMEOUT_MS = 30_000;

export interface Pusher {
  /** Sends what is in the outbox and not yet sent over this connection. */
  readonly start: (socket: FeedSocket) => void;
  readonly acknowledged: (
    acks: readonly { readonly n: number; readonly seq: number }[],
  ) => Promise<Result<null>>;
  readonly stop: () => void;
}

export interface PusherEvents {
  /** The connection is of no use any more. */
  readonly hangUp: () => void;
  /** The number of pending envelopes changed. */
  readonly changed: () => void;
}

export function createPusher(
  core: Core,
  timers: Timers,
  { hangUp, changed }: PusherEvents,
): Pusher {
  /** As whom this connection pushes. */
  let device: string | undefined;
  const sent = new Map<number, number>();
  let lastSent = 0;
  let inFlightBytes = 0;
  let cancelTimeout: () => void = () => undefined;
  let stopped = false;
  let resume: () => void = () => undefined;

  function watch(): void {
    cancelTimeout();
    if (sent.size > 0) cancelTimeout = timers.after(ACK_TIMEOUT_MS, hangUp);
  }

  function nextFrame(): readonly OutboxEntry[] {
    const frame: OutboxEntry[] = [];
    let bytes = 0;
    for (const entry of core.outbox.values()) {
      if (entry.n <= lastSent) continue;
      if (frame.length > 0 && bytes + entry.bytes.byteLength > FRAME_TARGET_BYTES) break;
      frame.push(entry);
      bytes += entry.bytes.byteLength;
    }
    return frame;
  }

  async function removeSent(ns: readonly number[]): Promise<Result<null>> {
    return core.turn(async () => {
      // Numbered anew meanwhile: what bears these numbers now was never sent.
      if (core.position.device !== device) return ok(null);
      const known = ns.filter((n) => core.outbox.has(n));
      if (known.length === 0) return ok(null);
      const committed = await core.commit({ outboxSent: known });
      if (committed.ok) void core.forgetSafe(known);
      return committed;
    });
  }

  function start(socket: FeedSocket): void {
    device ??= core.position.device;
    // The relay knows this connection by the old name.
    if (device !== core.position.device) return hangUp();
    while (!stopped && inFlightBytes < IN_FLIGHT_MAX_BYTES) {
      const frame = nextFrame();
      if (frame.length === 0) break;
      socket.send(
        encodeClientMessage({ type: 'push', envelopes: frame.map((entry) => entry.bytes) }),
      );
      for (const { n, bytes } of frame) {
        sent.set(n, bytes.byteLength);
        inFlightBytes += bytes.byteLength;
        lastSent = n;
      }
      if (core.deps.faults?.outboxClearedBeforeAck === true)
        void removeSent(frame.map(({ n }) => n));
    }
    watch();
    resume = () => start(socket);
  }

  return {
    start,
    async acknowledged(acks) {
      // An acknowledgement of something that was never sent here is not believed.
      const ours = acks.map(({ n }) => n).filter((n) => sent.has(n));
      for (const n of ours) {
        inFlightBytes -= sent.get(n) ?? 0;
        sent.delete(n);
      }
      const removed = await removeSent(ours);
      if (!removed.ok) return removed;
      resume();
      changed();
      return removed;
    },
    stop() {
      stopped = true;
      cancelTimeout();
    },
  };
}
