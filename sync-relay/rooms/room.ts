/**
 * One open document: what its members type goes into the workspace's log, and only from there to
 * everybody, in this room and on the feed.
 */
import * as Y from 'yjs';
import type { Envelope } from '../../crm/contracts/envelope.contract.ts';
import type { RefusalCode } from '../../crm/contracts/feed.contract.ts';
import { newId, type DocName } from '../../crm/kernel/ids.ts';
import type { RelayLimits } from '../limits.ts';
import type { RelayPorts } from '../ports.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import { createPresence } from './presence.ts';
import {
  awarenessFrame,
  step1Frame,
  step2Frame,
  updateFrame,
  type RoomFrame,
} from './room-frames.ts';
import { createStagedDocument } from './staged-document.ts';

/** Several members' keystrokes share an envelope up to this size. */
const SHARED_ENVELOPE_BYTES_MAX = 1024 * 1024;

export interface RoomMember {
  readonly send: (frame: Uint8Array) => void;
  /** An update that may be left out when `whole` is sent later instead: a slow reader is not buried. */
  readonly sendUpdate: (frame: Uint8Array, whole: () => Uint8Array) => void;
  /** Asks for what its last update built on; `step1` is made when it is time to ask. */
  readonly askAgain: (step1: () => Uint8Array) => void;
  readonly refuse: (code: RefusalCode) => void;
}

export interface Room {
  /** Nobody is in it and nothing is under way. */
  readonly empty: () => boolean;
  readonly enter: (member: RoomMember) => void;
  readonly leave: (member: RoomMember) => void;
  readonly receive: (member: RoomMember, frame: RoomFrame) => void;
  /** An update of this document that has just been committed, by a member or through the feed. */
  readonly committed: (update: Uint8Array) => void;
  readonly end: () => void;
}

interface RoomOptions {
  readonly doc: DocName;
  readonly state: Uint8Array;
  readonly workspace: Workspace;
  readonly ports: RelayPorts;
  readonly limits: RelayLimits;
  /** The room is `empty` from now on. */
  readonly emptied: () => void;
  /** The room no longer knows what the log holds; it must be loaded anew. */
  readonly failed: () => void;
}

export function createRoom(options: RoomOptions): Room {
  const { doc, workspace, ports, limits, emptied, failed } = options;
  const document = createStagedDocument(doc, options.state);
  const members = new Set<RoomMember>();
  const device = `room:${ports.storage.epoch}`;
  let waiting: Uint8Array[] = [];
  let logging = false;
  let ended = false;

  const presence = createPresence(limits, ports.timers, (update) => {
    for (const member of members) member.send(awarenessFrame(update));
  });

  const empty = () => members.size === 0 && !logging;

  function end(): void {
    ended = true;
    presence.end();
    document.destroy();
  }

  function fail(code: RefusalCode): void {
    if (ended) return;
    ports.log('room.failed', { refusal: code });
    end();
    failed();
    for (const member of members) member.refuse(code);
  }

  function logNext(): void {
    if (logging || ended || waiting.length === 0) return;
    logging = true;
    const update = takeShared();
    const txId = newId(ports.clock, ports.random);
    const atMs = ports.clock.nowMs();
    const compose = (n: number): Envelope => ({
      txId,
      device,
      n,
      actor: '',
      atMs,
      scope: 'workspace',
      batch: '',
      label: '',
      undoes: '',
      changes: [],
      ops: [{ doc, scope: 'workspace', update }],
      numbering: [],
    });
    workspace.submit({ kind: 'authored', device, compose }, (outcome) => {
      logging = false;
      if (!outcome.ok) return fail(outcome.problem.code);
      if (waiting.length > 0) logNext();
      else if (empty()) emptied();
    });
  }

  function takeShared(): Uint8Array {
    let bytes = 0;
    let count = 0;
    while (count < waiting.length) {
      bytes += waiting[count]?.byteLength ?? 0;
      if (count > 0 && bytes > SHARED_ENVELOPE_BYTES_MAX) break;
      count++;
    }
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return Y.mergeUpdates(taken);
  }

  function take(member: RoomMember, update: Uint8Array): void {
    const staged = document.stage(update);
    // A document that choked on an update half way is not the log's any more.
    if (staged.kind === 'unreadable') {
      member.refuse('malformed-frame');
      return fail('storage-failed');
    }
    waiting.push(...staged.news);
    logNext();
    if (staged.gapped) member.askAgain(() => step1Frame(document.stateVector()));
  }

  return {
    end,
    empty,
    enter(member) {
      if (members.size >= limits.roomMembersMax) return member.refuse('too-many-connections');
      members.add(member);
      member.send(step1Frame(document.stateVector()));
      const everybody = presence.everybody();
      if (everybody !== null) member.send(awarenessFrame(everybody));
    },
    leave(member) {
      if (!members.delete(member) || ended) return;
      presence.leave(member);
      if (empty()) emptied();
    },
    receive(member, frame) {
      if (ended) return;
      switch (frame.type) {
        case 'step1': {
          const update = document.missingFrom(frame.stateVector);
          if (update === null) member.refuse('malformed-frame');
          else member.send(step2Frame(update));
          return;
        }
        case 'update':
          return take(member, frame.update);
        case 'awareness':
          if (!presence.receive(member, frame.states)) member.refuse('malformed-frame');
          return;
        case 'queryAwareness': {
          const everybody = presence.everybody();
          if (everybody !== null) member.send(awarenessFrame(everybody));
          return;
        }
        case 'auth':
          return;
        default:
          frame satisfies never;
      }
    },
    committed(update) {
      if (ended) return;
      document.commit(update);
      const frame = updateFrame(update);
      for (const member of members) member.sendUpdate(frame, () => updateFrame(document.whole()));
    },
  };
}
