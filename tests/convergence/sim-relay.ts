/** The real relay core on storage that the world delays, fails and crashes. */
import { decodeClientMessage, decodeRelayMessage } from '../../crm/contracts/feed.contract.ts';
import { decodeEnvelope, type Envelope } from '../../crm/contracts/envelope.contract.ts';
import { createRelayCore, type RelayCore } from '../../sync-relay/relay-core.ts';
import {
  createMemoryStorage,
  type MemoryStorage,
} from '../../sync-relay/storage/memory-storage.ts';
import type { RelayFaults, Session } from '../../sync-relay/ports.ts';
import type { World } from './world.ts';

/** Longest time that a commit of the relay takes in this world. */
const COMMIT_MAX_MS = 15;

export interface SimRelay {
  readonly storage: MemoryStorage;
  readonly isUp: () => boolean;
  /** A connection from a desktop; null while the relay is down. Frames out go to `send`. */
  readonly accept: (send: (frame: Uint8Array) => void, close: () => void) => Session | null;
  readonly crash: () => void;
  readonly restart: () => void;
  /** No more failing commits. */
  readonly heal: () => void;
  readonly log: (workspace: string) => Promise<readonly Envelope[]>;
}

/** `violation` is called the moment the relay acknowledges what it has not committed. */
export function createSimRelay(
  world: World,
  faults: RelayFaults,
  violation: (what: string) => void,
): SimRelay {
  let isHealed = false;
  const storage = createMemoryStorage({
    epoch: 'epoch-of-the-simulated-relay',
    faults,
    commitGate: async () => {
      await world.sleep(1 + world.roll(COMMIT_MAX_MS));
      return !isHealed && world.chance(10) ? 'failed' : 'commit';
    },
  });
  const connections = new Set<{ session: Session; close: () => void }>();
  let life = 0;
  let core: RelayCore | null = null;

  function start(): void {
    const born = life;
    core = createRelayCore({
      storage,
      faults,
      creation: 'anyone',
      clock: { nowMs: world.nowMs },
      random: world.random,
      timers: { after: (ms, run) => world.after(ms, () => (born === life ? run() : undefined)) },
      log: () => undefined,
      // One address stands for all desktops here, and virtual time makes bursts that no socket could.
      limits: { connectionsPerAddressMax: 10_000 },
    });
  }
  start();

  /** "Acknowledged" means in the log, committed: checked against the storage as the frame leaves. */
  function checkAck(frame: Uint8Array, deviceOf: () => string): void {
    const message = decodeRelayMessage(frame);
    if (message?.type !== 'ack') return;
    for (const { n } of message.acks) {
      if (!storage.holds(deviceOf(), n))
        violation(`acknowledged n=${n} of ${deviceOf()} before it was committed`);
    }
  }

  return {
    storage,
    isUp: () => core !== null,
    accept(send, close) {
      if (core === null) return null;
      const connection: { session: Session; close: () => void } = { session: null as never, close };
      let device = '';
      connection.session = core.openFeed(
        {
          send(frame, flushed) {
            checkAck(frame, () => device);
            send(frame);
            flushed();
          },
          close: () => close(),
          setReading: () => undefined,
        },
        { address: '127.0.0.1', loopback: true },
      );
      connections.add(connection);
      const { session } = connection;
      return {
        receive(frame) {
          device = deviceIn(frame) ?? device;
          session.receive(frame);
        },
        closed() {
          connections.delete(connection);
          session.closed();
        },
        authenticated: session.authenticated,
      };
    },
    crash() {
      life += 1;
      core = null;
      storage.crash();
      for (const { close } of [...connections]) close();
      connections.clear();
    },
    restart: start,
    heal: () => void (isHealed = true),
    async log(workspace) {
      const read = await storage.readEntries(
        workspace,
        0,
        Number.MAX_SAFE_INTEGER,
        Number.MAX_SAFE_INTEGER,
      );
      if (!read.ok) throw new Error('the simulated log could not be read');
      return read.value.map(({ envelope }) => {
        const decoded = decodeEnvelope(envelope);
        if (!decoded.ok) throw new Error(`the log holds a ${decoded.code}`);
        return decoded.envelope;
      });
    },
  };
}

function deviceIn(frame: Uint8Array): string | undefined {
  const message = decodeClientMessage(frame);
  return message?.type === 'hello' ? message.device : undefined;
}
