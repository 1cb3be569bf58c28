/**
 * The desktop's end of the feed: one connection at a time, with retries, as a state machine over messages and time.
 * It keeps no truth of its own. What is to be sent lies in the outbox, what was received in the store, and after any
 * doubt it hangs up and starts again from those.
 */
import {
  CURSOR_START,
  decodeRelayMessage,
  encodeClientMessage,
  FEED_PROTOCOL,
  type FeedEntry,
  type RelayMessage,
  type Retry,
} from '../../../crm/contracts/feed.contract.ts';
import { fail, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { asideIn } from '../engine/aside.ts';
import type { Core } from '../engine/core.ts';
import type { FeedTarget } from '../engine/engine-api.ts';
import type { FeedSocket } from '../engine/ports.ts';
import type { RemoteWrites } from '../engine/remote-writes.ts';
import { createArriving } from './arriving.ts';
import { backoffMs } from './backoff.ts';
import { createDocumentRequests, type DocumentRequests } from './document-requests.ts';
import { createHistoryWaiter, type HistoryWaiter } from './history-waiter.ts';
import { createPusher, type Pusher } from './pushing.ts';
import { OFFLINE, refusalProblem } from './refusals.ts';
import type { Renewal } from './renewal.ts';
import { watchSilence, type SilenceWatch } from './silence.ts';

/** A relay that accepts the connection but never says welcome. */
const WELCOME_TIMEOUT_MS = 10_000;

export interface FeedSession {
  readonly connect: (target: FeedTarget) => void;
  readonly disconnect: () => void;
  /** There is something new in the outbox. */
  readonly wake: () => void;
  /** Try now rather than when the backoff is over: the network came back, or a person asks. */
  readonly retryNow: () => void;
  readonly state: () => SyncState;
  /** Older envelopes of a document, or a problem when the relay cannot be asked now. */
  readonly fetchHistory: (doc: string) => Promise<Result<readonly FeedEntry[]>>;
}

type Phase = SyncState['state'];

interface Connection {
  readonly socket: FeedSocket;
  readonly pusher: Pusher;
  readonly silence: SilenceWatch;
  readonly requests: DocumentRequests;
  cancelWelcome: () => void;
  /** Messages are handled one after the other, each to its end. */
  inbox: Promise<void>;
  welcomed: boolean;
  /** Last entry that this connection delivered and that was committed. */
  delivered: number;
  /** Head at welcome: reaching it ends catching up. */
  head: number;
}

export function createFeedSession(core: Core, remote: RemoteWrites, renewal: Renewal): FeedSession {
  const { transport, timers, random, clock } = core.deps;
  let target: FeedTarget | null = null;
  let connection: Connection | null = null;
  let phase: Phase = 'off';
  let problem: Problem | null = null;
  let progress: SyncState['progress'] = null;
  let lastLiveAt: string | null = null;
  let failures = 0;
  let cancelRetry: () => void = () => undefined;
  const histories = new Map<string, HistoryWaiter>();
  const arriving = createArriving(timers, () => core.emit('sync', state()));

  function state(): SyncState {
    const refused = asideIn(core).length;
    const pending = core.outbox.size + refused;
    const shown = arriving.shown();
    return { state: phase, pending, refused, problem, progress, arriving: shown, lastLiveAt };
  }

  function enter(next: Phase, why: Problem | null = null): void {
    phase = next;
    problem = why;
    if (next !== 'catching-up') progress = null;
    if (next !== 'live') arriving.clear();
    if (next === 'live') {
      failures = 0;
      lastLiveAt = new Date(clock.nowMs()).toISOString();
    }
    core.emit('sync', state());
  }

  function open(): void {
    if (target === null || connection !== null) return;
    const { url } = target;
    enter('connecting', problem);
    const self: Connection = {
      socket: transport.connect(url, {
        opened: () => hello(self),
        received: (frame) => {
          if (connection !== self) return;
          self.silence.heard();
          self.inbox = self.inbox.then(() => receive(self, frame));
        },
        closed: () => hangUp(self, null),
      }),
      pusher: createPusher(core, timers, {
        hangUp: () => hangUp(self, null),
        changed: () => core.emit('sync', state()),
      }),
      silence: watchSilence(timers, {
        ping: () => self.socket.send(encodeClientMessage({ type: 'ping' })),
        silent: () => hangUp(self, null),
      }),
      requests: createDocumentRequests((frame) => self.socket.send(frame)),
      cancelWelcome: () => undefined,
      inbox: Promise.resolve(),
      welcomed: false,
      delivered: core.position.cursor,
      head: 0,
    };
    connection = self;
    self.cancelWelcome = timers.after(WELCOME_TIMEOUT_MS, () => hangUp(self, null));
  }

  function hello(self: Connection): void {
    if (connection !== self || target === null) return;
    self.delivered = core.position.cursor;
    self.socket.send(
      encodeClientMessage({
        type: 'hello',
        protocol: FEED_PROTOCOL,
        device: core.position.device,
        token: target.token,
        epoch: core.position.epoch,
        cursor: core.position.cursor,
        create: target.create,
      }),
    );
    self.silence.start();
  }

  /** Ends this connection; unless refused for good, another follows after a while. */
  function hangUp(
    self: Connection,
    why: { readonly problem: Problem; readonly final: boolean } | null,
  ): void {
    if (connection !== self) return;
    connection = null;
    self.silence.stop();
    self.cancelWelcome();
    self.pusher.stop();
    self.socket.close();
    for (const waiter of histories.values()) waiter.give(fail(OFFLINE));
    histories.clear();
    if (target === null) return enter('off');
    if (why?.final === true) return enter('refused', why.problem);
    enter('offline', why?.problem ?? OFFLINE);
    const wait = backoffMs(failures, random);
    failures += 1;
    cancelRetry();
    cancelRetry = timers.after(wait, open);
  }

  async function receive(self: Connection, frame: Uint8Array): Promise<void> {
    if (connection !== self) return;
    const message = decodeRelayMessage(frame);
    if (message === null) {
      return hangUp(self, { problem: refusalProblem('malformed-frame'), final: false });
    }
    const result = await handle(self, message);
    if (!result.ok) hangUp(self, { problem: result.problem, final: false });
  }

  const done: Result<null> = { ok: true, value: null };

  async function handle(self: Connection, message: RelayMessage): Promise<Result<null>> {
    switch (message.type) {
      case 'welcome':
        return welcome(self, message);
      case 'entries':
        return entries(self, message);
      case 'snapshots':
        return snapshots(self, message);
      case 'ack':
        return self.pusher.acknowledged(message.acks);
      case 'doc': {
        const result = await remote.doc(message);
        self.requests.arrived();
        self.requests.ask(core.incomplete);
        return result;
      }
      case 'history':
        histories.get(message.doc)?.take(message.list, message.done);
        return done;
      case 'refuse':
        return refused(self, message);
      case 'pong':
        // The relay has sent more than has come through here: a frame was lost.
        if (message.sent > self.delivered) return fail(OFFLINE);
        self.requests.forget();
        self.requests.ask(core.incomplete);
        return done;
      default:
        return message satisfies never;
    }
  }

  async function welcome(
    self: Connection,
    message: RelayMessage & { type: 'welcome' },
  ): Promise<Result<null>> {
    self.cancelWelcome();
    const renewed = await renewal.onWelcome({
      epoch: message.epoch,
      knowsCursor: message.knowsCursor,
      lastN: message.lastN,
    });
    if (!renewed.ok) return renewed;
    if (renewed.value === 'say-hello-again') {
      // Who we are, or where we stand, has changed: this hello no longer holds.
      failures = 0;
      hangUpAndReturn(self);
      return done;
    }
    self.welcomed = true;
    self.head = message.head;
    self.delivered = core.position.cursor;
    enter('catching-up');
    return maybeLive(self);
  }

  function hangUpAndReturn(self: Connection): void {
    hangUp(self, null);
    cancelRetry();
    cancelRetry = timers.after(0, open);
  }

  async function maybeLive(self: Connection): Promise<Result<null>> {
    if (connection !== self || !self.welcomed) return done;
    const needsSnapshots = core.position.cursor === CURSOR_START && self.head > 0;
    if (!needsSnapshots && self.delivered >= self.head && phase !== 'live') {
      const settled = await renewal.onCaughtUp();
      if (!settled.ok) return settled;
      if (connection !== self) return done;
      enter('live');
      self.requests.ask(core.incomplete);
    }
    // Own edits need not wait for the end of catching up.
    self.pusher.start(self.socket);
    return done;
  }

  async function entries(
    self: Connection,
    message: RelayMessage & { type: 'entries' },
  ): Promise<Result<null>> {
    if (!self.welcomed) return fail(refusalProblem('malformed-frame'));
    if (message.upTo <= self.delivered) return done;
    // A frame was lost or overtaken: nothing may be skipped, so ask again from the cursor.
    if (message.after !== self.delivered) return fail(OFFLINE);
    const result = await remote.entries(message.list, message.upTo, (envelopes) => {
      if (phase !== 'live') return;
      const before = arriving.shown();
      arriving.take(envelopes);
      if (before !== null || arriving.shown() !== null) core.emit('sync', state());
    });
    if (!result.ok) return result;
    self.delivered = message.upTo;
    if (phase === 'catching-up') {
      progress = { done: message.upTo, total: Math.max(self.head, message.upTo) };
      core.emit('sync', state());
    } else {
      self.requests.ask(core.incomplete);
    }
    return maybeLive(self);
  }

  async function snapshots(
    self: Connection,
    message: RelayMessage & { type: 'snapshots' },
  ): Promise<Result<null>> {
    if (!self.welcomed) return fail(refusalProblem('malformed-frame'));
    renewal.onSnapshots(message.docs);
    const result = await remote.snapshots(message.docs, message.done ? message.upTo : null);
    if (!result.ok) return result;
    progress = { done: (progress?.done ?? 0) + message.docs.length, total: message.total };
    core.emit('sync', state());
    if (message.done) self.delivered = message.upTo;
    return message.done ? maybeLive(self) : done;
  }

  async function refused(
    self: Connection,
    message: RelayMessage & { type: 'refuse' },
  ): Promise<Result<null>> {
    const why = refusalProblem(message.code);
    if (message.code === 'device-clash' || message.code === 'envelope-out-of-order') {
      const renewed = await renewal.newIdentity();
      if (!renewed.ok) return renewed;
      hangUpAndReturn(self);
      return done;
    }
    if (message.n > 0) return refusedOne(self, message.n, why, message.retry);
    hangUp(self, { problem: why, final: message.retry !== 'later' });
    return done;
  }

  /** One envelope will never be taken: it is kept aside, the person is told, and the rest goes on. */
  async function refusedOne(
    self: Connection,
    n: number,
    why: Problem,
    retry: Retry,
  ): Promise<Result<null>> {
    const entry = core.outbox.get(n);
    if (retry === 'later' || entry === undefined) return fail(why);
    const kept = await renewal.setAside(n, why);
    if (!kept.ok) return kept;
    const message = `“${entry.label}” stays on this desktop only. ${why.message}`;
    core.emit('notice', { ...why, message });
    hangUpAndReturn(self);
    return done;
  }

  return {
    connect(next) {
      target = next;
      failures = 0;
      cancelRetry();
      if (connection !== null) hangUpAndReturn(connection);
      else open();
    },
    disconnect() {
      target = null;
      cancelRetry();
      if (connection !== null) hangUp(connection, null);
      else enter('off');
    },
    wake() {
      core.emit('sync', state());
      const self = connection;
      if (self?.welcomed !== true) return;
      self.pusher.start(self.socket);
      // It may have hung up: this device has another name by now.
      if (connection === self) self.requests.ask(core.incomplete);
    },
    retryNow() {
      if (target === null || connection !== null) return;
      cancelRetry();
      failures = 0;
      open();
    },
    state,
    async fetchHistory(doc) {
      if (connection?.welcomed !== true) return fail(OFFLINE);
      const present = histories.get(doc);
      if (present !== undefined) return present.answer;
      const waiter = createHistoryWaiter(timers, () => histories.delete(doc));
      histories.set(doc, waiter);
      connection.socket.send(encodeClientMessage({ type: 'fetchHistory', doc, before: 0 }));
      return waiter.answer;
    },
  };
}
