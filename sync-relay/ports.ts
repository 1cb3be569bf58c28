/**
 * Everything that the relay's core needs of the world. The core itself holds no socket, clock, timer,
 * random source or disk, so the same code runs behind real sockets and inside a simulator.
 */
import type { RefusalCode } from '../crm/contracts/feed.contract.ts';
import type { Clock, Random } from '../crm/kernel/ports.ts';
import type { RelayStorage } from './storage/storage.ts';

export interface Timers {
  /** Runs `run` once, after `delayMs`. The function that comes back cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** One connection as the core sees it: frames out, in order, and the end of it. */
export interface Link {
  /**
   * Sends one frame. `flushed` is called when the frame has left this process (at once where nothing
   * is buffered); until then its bytes count against the session's send bound. Never throws, also
   * not on a connection that is already gone.
   */
  readonly send: (frame: Uint8Array, flushed: () => void) => void;
  /** Ends the connection after what was sent. The transport then calls `Session.closed`. */
  readonly close: (closeCode: number, reason: string) => void;
  /** `false` asks the transport to leave incoming bytes in the network (it may still deliver a few frames). */
  readonly setReading: (reading: boolean) => void;
}

/** Where a connection comes from. */
export interface Peer {
  /** Groups connections for the bound per address; never logged. */
  readonly address: string;
  /** On this machine: may create workspaces unless the relay is closed. */
  readonly loopback: boolean;
}

/** What the transport tells the core about one connection. */
export interface Session {
  /** One whole frame. */
  readonly receive: (frame: Uint8Array) => void;
  /** The connection is gone, whoever ended it. May be called more than once. */
  readonly closed: () => void;
  /** False until a valid token was shown: the transport holds such a connection to small frames. */
  readonly authenticated: () => boolean;
}

export type RelayLogCode =
  | 'relay.started'
  | 'relay.stopping'
  | 'relay.stopped'
  | 'relay.defect'
  | 'session.opened'
  | 'session.closed'
  | 'session.refused'
  | 'session.stalled'
  | 'envelope.refused'
  | 'workspace.created'
  | 'snapshot.sent'
  | 'room.opened'
  | 'room.closed'
  | 'room.failed'
  | 'page.failed'
  | 'storage.failed'
  | 'storage.full';

export type RelayLogCount = 'bytes' | 'count' | 'documents' | 'durationMs' | 'errorNumber' | 'head';

export interface RelayLogDetails {
  readonly refusal?: RefusalCode;
  readonly endpoint?: 'feed' | 'room';
  readonly counts?: Readonly<Partial<Record<RelayLogCount, number>>>;
}

/** Codes and numbers only: no text from outside can pass, so no name, content, address or token can. */
export type RelayLog = (code: RelayLogCode, details?: RelayLogDetails) => void;

/** Bugs that the simulator plants to prove that it would notice them. Absent in production. */
export interface RelayFaults {
  /** Acknowledges a push when it arrives, before anything is durable. */
  readonly ackBeforeCommit?: boolean;
  /** Storage in memory appends an envelope again that it already has. */
  readonly repushAppliedTwice?: boolean;
  /** Storage in memory takes a cursor that its log has grown past for one of its own, whoever handed it out. */
  readonly cursorOfLostPast?: boolean;
}

/** Who may create a workspace on this relay. */
export type CreationPolicy = 'nobody' | 'loopback' | 'anyone';

export interface RelayPorts {
  readonly storage: RelayStorage;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly log: RelayLog;
}
