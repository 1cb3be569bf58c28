/** The real relay core on storage that the world delays, fails and crashes. */
import {
  decodeClientMessage,
  decodeRelayMessage,
  encodeRelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import { decodeEnvelope, type Envelope } from '../../crm/contracts/envelope.contract.ts';
import { createRelayCore, type RelayCore } from '../../sync-relay/relay-core.ts';
import {
  createMemoryStorage,
  type MemoryStorage,
  type RelayBackup,
} from '../../sync-relay/storage/memory-storage.ts';
import type { RelayFaults, Session } from '../../sync-relay/ports.ts';
import type { RelayStorage } from '../../sync-relay/storage/storage.ts';
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
  readonly backUp: () => void;
  /** The process dies, and the next one finds the last copy in place of the log. False where there is none. */
  readonly restoreBackup: () => boolean;
  /** Whether it ever lost what it had acknowledged. */
  readonly hasForgotten: () => boolean;
  /** It will say of the next envelopes that it cannot read them, whatever is in them. */
  readonly refuseNext: (count: number) => void;
  /** No more failing commits, nor refusals. */
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
  let toRefuse = 0;
  let copy: RelayBackup | null = null;
  let hasForgotten = false;
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

  /** What a dead process still meant to do never happens: least of all in the log that was put in place of its own. */
  function storageOf(born: number): RelayStorage {
    const { epoch, ...does } = storage;
    const whileAlive = Object.entries(does).map(([name, act]) => [
      name,
      (...given: unknown[]) =>
        born === life
          ? (act as (...given: unknown[]) => unknown)(...given)
          : new Promise<never>(() => undefined),
    ]);
    return { epoch, ...Object.fromEntries(whileAlive) } as RelayStorage;
  }

  function start(): void {
    const born = life;
    core = createRelayCore({
      storage: storageOf(born),
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

  function crash(): void {
    life += 1;
    core = null;
    storage.crash();
    for (const { close } of [...connections]) close();
    connections.clear();
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
          const message = toRefuse > 0 ? decodeClientMessage(frame) : null;
          const [first] = message?.type === 'push' ? message.envelopes : [];
          const decoded = first === undefined ? undefined : decodeEnvelope(first);
          const head = decoded?.ok === true ? decoded.envelope : null;
          // Foreign peers write here what must not be lost, and do not know what to do about a refusal.
          if (head === null || head.label === 'foreign') return session.receive(frame);
          toRefuse -= 1;
          const refusal = {
            code: 'malformed-envelope',
            retry: 'never',
            n: head.n,
            why: '',
          } as const;
          send(encodeRelayMessage({ type: 'refuse', ...refusal }));
        },
        closed() {
          connections.delete(connection);
          session.closed();
        },
        authenticated: session.authenticated,
      };
    },
    crash,
    backUp: () => void (copy = storage.backUp()),
    restoreBackup() {
      if (copy === null) return false;
      crash();
      storage.restore(copy);
      hasForgotten = true;
      return true;
    },
    hasForgotten: () => hasForgotten,
    restart: start,
    refuseNext: (count) => void (toRefuse = count),
    heal() {
      isHealed = true;
      toRefuse = 0;
    },
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
