/**
 * One desktop's connection to the feed: hello, welcome, then what it missed and what happens,
 * while its own changes go into the log.
 */
import {
  decodeClientMessage,
  encodeRelayMessage,
  FRAME_MAX_BYTES,
  FRAME_MAX_BYTES_UNAUTHENTICATED,
  type ClientMessage,
  type RefusalCode,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import { createIntake } from '../intake.ts';
import { createOutflow } from '../outflow.ts';
import type { Link, Peer, Session } from '../ports.ts';
import { REFUSALS } from '../refusals.ts';
import type { RelayContext } from '../relay-context.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { greet, type Welcomed } from './greeting.ts';
import { createPushIntake, type PushIntake } from './push-intake.ts';
import { answerRequest, type DocRequest } from './requests.ts';

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'greeting' }
  | {
      readonly is: 'open';
      readonly welcomed: Welcomed;
      readonly delivery: Delivery;
      readonly pushes: PushIntake;
    }
  | { readonly is: 'closed' };

export interface FeedSession extends Session {
  readonly refuse: (code: RefusalCode) => void;
}

/** @param ended called once, when nothing of this session is left */
export function createFeedSession(
  context: RelayContext,
  link: Link,
  peer: Peer,
  ended: () => void,
): FeedSession {
  const { ports, limits } = context;
  const { timers, log, clock } = ports;
  const openedAtMs = clock.nowMs();
  let state: State = { is: 'waiting' };
  let requests: DocRequest[] = [];
  let answering = false;

  const out = createOutflow(link, timers, limits, () => {
    log('session.stalled', { endpoint: 'feed' });
    finish();
    link.close(REFUSALS['rate-limited'].closeCode, 'stalled');
  });
  const intake = createIntake(clock, timers, feedIntakeBounds(limits), link.setReading);
  const cancelHelloTimeout = timers.after(limits.helloTimeoutMs, () => {
    if (state.is === 'waiting') refuse('hello-timeout');
  });

  const send = (message: RelayMessage) => out.send(encodeRelayMessage(message));

  function refuse(code: RefusalCode): void {
    if (state.is === 'closed') return;
    const { retry, why, closeCode } = REFUSALS[code];
    log('session.refused', { endpoint: 'feed', refusal: code });
    send({ type: 'refuse', code, retry, n: 0, why });
    finish();
    link.close(closeCode, code);
  }

  function finish(): void {
    if (state.is === 'closed') return;
    const last = state;
    state = { is: 'closed' };
    requests = [];
    cancelHelloTimeout();
    intake.end();
    out.end();
    if (last.is === 'open') {
      last.delivery.end();
      last.welcomed.open.release();
      log('session.closed', {
        endpoint: 'feed',
        counts: { durationMs: clock.nowMs() - openedAtMs },
      });
    }
    ended();
  }

  async function open(hello: Extract<ClientMessage, { type: 'hello' }>): Promise<void> {
    cancelHelloTimeout();
    state = { is: 'greeting' };
    const greeted = await greet(hello, peer, context);
    if (!greeted.ok) return refuse(greeted.code);
    const { welcomed } = greeted;
    // Read through a function: the state can have changed while this was waiting.
    if (isClosed()) return welcomed.open.release();
    const { workspace } = welcomed.open;
    send(welcomed.message);
    const delivery = createDelivery({
      workspace,
      storage: ports.storage,
      out,
      log,
      start: welcomed.start,
      failed: refuse,
    });
    const pushes = createPushIntake({
      context,
      workspace,
      device: hello.device,
      send,
      delivery,
      intake,
    });
    state = { is: 'open', welcomed, delivery, pushes };
    log('session.opened', { endpoint: 'feed', counts: { head: workspace.head() } });
    delivery.begin(pushes.acknowledge);
  }

  const isClosed = () => state.is === 'closed';

  function ask(request: DocRequest, welcomed: Welcomed): void {
    if (requests.length >= limits.requestsPendingMax) return refuse('rate-limited');
    requests.push(request);
    if (!answering) void answerAll(welcomed);
  }

  /** One after the other, each when the one before has gone out: answers can be large. */
  async function answerAll(welcomed: Welcomed): Promise<void> {
    answering = true;
    for (let next = requests[0]; next !== undefined; next = requests[0]) {
      if (!(await out.ready())) break;
      const answer = await answerRequest(next, welcomed.open.workspace.id, ports.storage);
      if (isClosed()) break;
      if (answer === null) return refuse('storage-failed');
      send(answer.message);
      if (answer.rest === null) requests.shift();
      else requests[0] = answer.rest;
    }
    answering = false;
  }

  return {
    refuse,
    authenticated: () => state.is === 'open',
    closed: finish,
    receive(frame) {
      if (state.is === 'closed') return;
      const bytesMax = state.is === 'open' ? FRAME_MAX_BYTES : FRAME_MAX_BYTES_UNAUTHENTICATED;
      if (frame.byteLength > bytesMax) return refuse('frame-too-large');
      if (!intake.take(frame.byteLength)) return refuse('rate-limited');
      const message = decodeClientMessage(frame);
      if (message === null) return refuse('malformed-frame');
      if (state.is === 'waiting' && message.type === 'hello') return void open(message);
      if (state.is !== 'open') return refuse('malformed-frame');
      switch (message.type) {
        case 'hello':
          return refuse('malformed-frame');
        case 'push':
          if (!state.pushes.take(message.envelopes)) refuse('malformed-frame');
          return;
        case 'fetchDoc':
        case 'fetchHistory':
          return ask(message, state.welcomed);
        case 'ping':
          return send({ type: 'pong', sent: state.delivery.sent() });
        default:
          message satisfies never;
      }
    },
  };
}

function feedIntakeBounds(limits: RelayContext['limits']) {
  return {
    framesPerSecond: limits.feedFramesPerSecond,
    framesBurst: limits.feedFramesBurst,
    bytesPerSecond: limits.feedBytesPerSecond,
    bytesBurst: limits.feedBytesBurst,
    debtBurstsMax: limits.debtBurstsMax,
  };
}
