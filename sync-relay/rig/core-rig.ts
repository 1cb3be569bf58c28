/** The core in a world without time or sockets: what the tests of its behaviours drive it with. */
import {
  decodeRelayMessage,
  encodeClientMessage,
  FEED_PROTOCOL,
  type ClientMessage,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import type { RelayLimits } from '../limits.ts';
import type {
  CreationPolicy,
  Link,
  Peer,
  RelayFaults,
  RelayLogCode,
  Session,
  Timers,
} from '../ports.ts';
import { createRelayCore, type RelayCore } from '../relay-core.ts';
import {
  createMemoryStorage,
  type CommitGate,
  type MemoryStorage,
} from '../storage/memory-storage.ts';

export const SAMPLE_TOKEN = `0190f3a1-0000-7000-8000-000000000001.${'s'.repeat(43)}`;
export const SAMPLE_EPOCH = 'epoch-of-the-rig';
const LOCAL: Peer = { address: '127.0.0.1', loopback: true };

export interface RigOptions {
  readonly creation?: CreationPolicy;
  readonly limits?: Partial<RelayLimits>;
  readonly faults?: RelayFaults;
  readonly commitGate?: CommitGate;
  /** Where its public pages are; absent: it has none. */
  readonly publicUrl?: string;
}

/** One end of a connection, as the other side sees it. */
export interface Wire {
  readonly session: Session;
  readonly frames: Uint8Array[];
  readonly closedWith: () => number | null;
  readonly isReading: () => boolean;
  /** While held, frames are counted as under way. */
  readonly holdFlush: (held: boolean) => void;
}

export interface FeedWire extends Wire {
  readonly say: (message: ClientMessage) => Promise<void>;
  /** Says hello as `device`. */
  readonly hello: (hello?: Partial<Extract<ClientMessage, { type: 'hello' }>>) => Promise<void>;
  readonly push: (...envelopes: Uint8Array[]) => Promise<void>;
  readonly heard: () => RelayMessage[];
  readonly heardOf: <Type extends RelayMessage['type']>(
    type: Type,
  ) => Extract<RelayMessage, { type: Type }>[];
}

export interface Rig {
  readonly core: RelayCore;
  readonly storage: MemoryStorage;
  readonly logged: RelayLogCode[];
  readonly feed: (peer?: Peer) => FeedWire;
  readonly room: (doc: string, token?: string) => Wire;
  /** A feed that is in the workspace, which is made if need be. */
  readonly joined: (device: string, cursor?: number) => Promise<FeedWire>;
  /** Lets so much time pass, and everything happen that happens in it. */
  readonly pass: (ms: number) => Promise<void>;
  /** The process dies and another one starts on the same storage. */
  readonly restart: () => Rig;
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function createRig(options: RigOptions = {}, kept?: MemoryStorage): Rig {
  let nowMs = 1_000_000;
  let seed = 1;
  let due: { atMs: number; run: () => void }[] = [];
  const timers: Timers = {
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
  };
  const { commitGate, faults = {} } = options;
  const storage =
    kept ?? createMemoryStorage({ epoch: SAMPLE_EPOCH, faults, ...(commitGate && { commitGate }) });
  const logged: RelayLogCode[] = [];
  const core = createRelayCore({
    storage,
    timers,
    faults,
    clock: { nowMs: () => nowMs },
    random: {
      bytes: (length) =>
        Uint8Array.from({ length }, () => (seed = (seed * 48_271) % 0x7fffffff) & 0xff),
    },
    log: (code) => logged.push(code),
    creation: options.creation ?? 'loopback',
    limits: options.limits ?? {},
    ...(options.publicUrl !== undefined && { publicUrl: () => options.publicUrl ?? '' }),
  });

  function wire(open: (link: Link) => Session): Wire {
    const frames: Uint8Array[] = [];
    let held: (() => void)[] | null = null;
    let closedWith: number | null = null;
    let reading = true;
    const session = open({
      send(frame, flushed) {
        frames.push(frame);
        if (held === null) flushed();
        else held.push(flushed);
      },
      close(closeCode) {
        closedWith ??= closeCode;
        setImmediate(() => session.closed());
      },
      setReading: (next) => {
        reading = next;
      },
    });
    return {
      session,
      frames,
      closedWith: () => closedWith,
      isReading: () => reading,
      holdFlush(hold) {
        const flushed = held ?? [];
        held = hold ? [] : null;
        for (const done of flushed) done();
      },
    };
  }

  function feed(peer: Peer = LOCAL): FeedWire {
    const end = wire((link) => core.openFeed(link, peer));
    const say = async (message: ClientMessage) => {
      end.session.receive(encodeClientMessage(message));
      await settle();
    };
    const heard = () =>
      end.frames.map((frame) => {
        const message = decodeRelayMessage(frame);
        if (message === null) throw new Error('the relay said something unreadable');
        return message;
      });
    return {
      ...end,
      say,
      heard,
      heardOf: <Type extends RelayMessage['type']>(type: Type) =>
        heard().filter(
          (message): message is Extract<RelayMessage, { type: Type }> => message.type === type,
        ),
      hello: (hello = {}) =>
        say({
          type: 'hello',
          protocol: FEED_PROTOCOL,
          device: 'desk',
          token: SAMPLE_TOKEN,
          epoch: '',
          cursor: 0,
          create: '',
          ...hello,
        }),
      push: (...envelopes) => say({ type: 'push', envelopes }),
    };
  }

  return {
    core,
    storage,
    logged,
    feed,
    room: (doc, token = SAMPLE_TOKEN) => wire((link) => core.openRoom(link, LOCAL, { doc, token })),
    async joined(device, cursor = 0) {
      const desktop = feed();
      await desktop.hello({ device, cursor, epoch: SAMPLE_EPOCH, create: 'Sample' });
      return desktop;
    },
    async pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = due.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        due = due.filter((timer) => timer !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = untilMs;
      await settle();
    },
    restart() {
      storage.crash();
      return createRig(options, storage);
    },
  };
}
