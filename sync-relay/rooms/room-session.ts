/** One y-websocket connection: shows its token in the address, then is a member of one room. */
import { FRAME_MAX_BYTES, type RefusalCode } from '../../crm/contracts/feed.contract.ts';
import { ENVELOPE_MAX_BYTES } from '../../crm/contracts/envelope.contract.ts';
import { parseDocName } from '../../crm/kernel/ids.ts';
import { isUpdate } from '../feed/envelope-check.ts';
import { createIntake } from '../intake.ts';
import { createOutflow } from '../outflow.ts';
import type { Link, Session } from '../ports.ts';
import { REFUSALS } from '../refusals.ts';
import type { RelayContext } from '../relay-context.ts';
import type { OpenWorkspace } from '../workspaces/open-workspaces.ts';
import { readToken, sameHash } from '../workspaces/token.ts';
import type { Room, RoomMember } from './room.ts';
import { decodeRoomFrame } from './room-frames.ts';

export interface RoomRequest {
  /** As it stood in the address, decoded. */
  readonly doc: string;
  readonly token: string;
}

export interface RoomSession extends Session {
  readonly refuse: (code: RefusalCode) => void;
}

/** An envelope holds some framing beside the update. */
const UPDATE_MAX_BYTES = ENVELOPE_MAX_BYTES - 4096;

type Entered =
  | { readonly ok: true; readonly open: OpenWorkspace; readonly room: Room }
  | { readonly ok: false; readonly code: RefusalCode };

/** @param ended called once, when nothing of this session is left */
export function createRoomSession(
  context: RelayContext,
  link: Link,
  request: RoomRequest,
  ended: () => void,
): RoomSession {
  const { ports, limits } = context;
  const { timers, log, clock } = ports;
  /** Frames that came before the room was ready. */
  let early: Uint8Array[] | null = [];
  let earlyBytes = 0;
  let inside: { readonly open: OpenWorkspace; readonly room: Room } | null = null;
  let closed = false;
  let behind = false;
  let askLater: (() => Uint8Array) | null = null;
  let cancelAsk: (() => void) | null = null;

  const out = createOutflow(link, timers, limits, () => {
    log('session.stalled', { endpoint: 'room' });
    refuse('rate-limited');
  });
  const intake = createIntake(clock, timers, roomIntakeBounds(limits), link.setReading);

  const member: RoomMember = {
    send: out.send,
    refuse,
    sendUpdate(frame, whole) {
      if (behind) return;
      if (!out.full()) return out.send(frame);
      behind = true;
      void out.ready().then((ready) => {
        behind = false;
        if (ready) out.send(whole());
      });
    },
    askAgain(step1) {
      if (cancelAsk !== null) {
        askLater = step1;
        return;
      }
      out.send(step1());
      cancelAsk = timers.after(limits.roomResyncMinMs, () => {
        cancelAsk = null;
        const ask = askLater;
        askLater = null;
        if (ask !== null) member.askAgain(ask);
      });
    },
  };

  function refuse(code: RefusalCode): void {
    if (closed) return;
    log('session.refused', { endpoint: 'room', refusal: code });
    finish();
    link.close(REFUSALS[code].closeCode, code);
  }

  function finish(): void {
    if (closed) return;
    closed = true;
    early = null;
    cancelAsk?.();
    intake.end();
    out.end();
    inside?.room.leave(member);
    inside?.open.release();
    if (inside !== null) log('session.closed', { endpoint: 'room' });
    ended();
  }

  async function enter(): Promise<void> {
    const entered = await findRoom(request, context);
    if (!entered.ok) return refuse(entered.code);
    if (closed) return entered.open.release();
    inside = entered;
    log('session.opened', { endpoint: 'room' });
    entered.room.enter(member);
    const waited = early ?? [];
    early = null;
    for (const frame of waited) take(frame);
  }

  function take(bytes: Uint8Array): void {
    if (inside === null || closed) return;
    const frame = decodeRoomFrame(bytes);
    if (frame === null) return refuse('malformed-frame');
    if (frame.type === 'update' && frame.update.byteLength > UPDATE_MAX_BYTES) {
      return refuse('frame-too-large');
    }
    if (frame.type === 'update' && !isUpdate(frame.update)) return refuse('malformed-frame');
    inside.room.receive(member, frame);
  }

  void enter();

  return {
    refuse,
    closed: finish,
    authenticated: () => inside !== null,
    receive(bytes) {
      if (closed) return;
      if (bytes.byteLength > FRAME_MAX_BYTES) return refuse('frame-too-large');
      if (!intake.take(bytes.byteLength)) return refuse('rate-limited');
      if (early === null) return take(bytes);
      earlyBytes += bytes.byteLength;
      if (earlyBytes > limits.roomWaitingBytesMax) return refuse('frame-too-large');
      early.push(bytes);
    },
  };
}

async function findRoom(
  { doc, token }: RoomRequest,
  { workspaces }: RelayContext,
): Promise<Entered> {
  const credentials = readToken(token);
  if (credentials === null) return { ok: false, code: 'bad-token' };
  if (parseDocName(doc) === null) return { ok: false, code: 'malformed-frame' };
  const opened = await workspaces.open(credentials.workspace);
  if (!opened.ok) return { ok: false, code: opened.problem.code };
  const open = opened.value;
  if (open === null) return { ok: false, code: 'unknown-workspace' };
  if (!sameHash(open.workspace.secretHash, credentials.secretHash)) {
    open.release();
    return { ok: false, code: 'bad-token' };
  }
  const room = await open.rooms.open(doc);
  if (!room.ok) {
    open.release();
    return { ok: false, code: room.problem.code };
  }
  return { ok: true, open, room: room.value };
}

function roomIntakeBounds(limits: RelayContext['limits']) {
  return {
    framesPerSecond: limits.roomFramesPerSecond,
    framesBurst: limits.roomFramesBurst,
    bytesPerSecond: limits.roomBytesPerSecond,
    bytesBurst: limits.roomBytesBurst,
    debtBurstsMax: limits.debtBurstsMax,
  };
}
