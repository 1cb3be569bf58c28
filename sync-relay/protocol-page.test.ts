import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  decodeEnvelope,
  ENVELOPE_MAX_BYTES,
  ENVELOPE_MAX_OPS,
} from '../crm/contracts/envelope.contract.ts';
import {
  decodeClientMessage,
  decodeRelayMessage,
  encodeClientMessage,
  encodeRelayMessage,
  FRAME_MAX_BYTES,
  FRAME_MAX_BYTES_UNAUTHENTICATED,
  type ClientMessage,
  type RelayMessage,
} from '../crm/contracts/feed.contract.ts';
import { EMPTY_ENVELOPE } from '../crm/contracts/empty-envelope.fixture.ts';
import { JOIN_LINK_MAX_CHARS } from '../crm/contracts/join-link.contract.ts';
import { RELAY_LIMITS } from './limits.ts';
import { REFUSALS } from './refusals.ts';
import { createRig } from './rig/core-rig.ts';
import { recordOf } from './rig/sample-envelopes.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** Without the blanks that line up the columns of tables. */
const page = readFileSync(path.join(import.meta.dirname, '../docs/protocol.md'), 'utf8').replaceAll(
  / +\|/g,
  ' |',
);

function example(name: string): Uint8Array {
  const block = new RegExp(`\`\`\`hex ${name} from=\\w+\\n([0-9a-f \\n]+)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no example named ${name}`);
  return Uint8Array.from(block.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
}

function rowsOf(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter(
      (line) =>
        line.startsWith('| ') &&
        !line.startsWith('| ---') &&
        !line.startsWith('| code') &&
        !line.startsWith('| what'),
    )
    .map((line) => line.slice(2, -2).split(' | '));
}

describe('the page about the protocol', () => {
  test('has the words of the example as they go over the wire', async () => {
    const rig = createRig();
    const desktop = rig.feed();
    desktop.session.receive(example('hello'));
    await rig.pass(1);
    desktop.session.receive(example('push'));
    await rig.pass(1);
    const kinds = desktop.heard().map(({ type }) => type);
    expect(kinds).toEqual(['welcome', 'snapshots', 'ack', 'entries']);
    expect(desktop.frames.slice(1)).toEqual(['snapshots', 'ack', 'entries'].map(example));
    expect(decodeRelayMessage(example('welcome'))).toEqual({
      ...desktop.heardOf('welcome')[0],
      epoch: 'e1',
    });
  });

  test('has an envelope that says what the text beside it says', () => {
    const decoded = decodeEnvelope(example('envelope'));
    if (!decoded.ok) throw new Error(decoded.code);
    const { ops } = decoded.envelope;
    expect(decoded.envelope).toEqual({
      ...EMPTY_ENVELOPE,
      txId: 't1',
      device: 'desk',
      changes: [{ doc: ops[0]!.doc, slot: { field: 'name' }, from: null, to: 'Acme' }],
      ops: [{ doc: ops[0]!.doc, scope: 'workspace', update: example('update') }],
    });
    expect(recordOf(example('update'))).toEqual({ name: 'Acme' });
    expect(decodeClientMessage(example('push'))).toEqual({
      type: 'push',
      envelopes: [example('envelope')],
    });
  });

  test('has the type number of every message', () => {
    const client: Record<ClientMessage['type'], ClientMessage> = {
      hello: {
        type: 'hello',
        protocol: 2,
        device: '',
        token: '',
        epoch: '',
        cursor: 0,
        create: '',
      },
      push: { type: 'push', envelopes: [] },
      fetchDoc: { type: 'fetchDoc', doc: '' },
      fetchHistory: { type: 'fetchHistory', doc: '', before: 0 },
      ping: { type: 'ping' },
    };
    const relay: Record<RelayMessage['type'], RelayMessage> = {
      welcome: {
        type: 'welcome',
        protocol: 2,
        epoch: '',
        knowsCursor: true,
        head: 0,
        lastN: 0,
        workspaceName: '',
      },
      entries: { type: 'entries', after: 0, upTo: 0, list: [] },
      snapshots: { type: 'snapshots', upTo: 0, total: 0, done: true, docs: [] },
      ack: { type: 'ack', acks: [] },
      doc: { type: 'doc', doc: '', state: new Uint8Array() },
      history: { type: 'history', doc: '', done: true, list: [] },
      refuse: { type: 'refuse', code: 'bad-token', retry: 'never', n: 0, why: '' },
      pong: { type: 'pong', sent: 0 },
    };
    for (const message of Object.values(client)) {
      expect(page).toContain(`| ${encodeClientMessage(message)[0]} | \`${message.type}\` |`);
    }
    for (const message of Object.values(relay)) {
      expect(page).toContain(`| ${encodeRelayMessage(message)[0]} | \`${message.type}\` |`);
    }
  });

  test('has every refusal with its retry and close code', () => {
    const told = Object.fromEntries(
      rowsOf('Refusals').map(([code = '', retry, closeCode]) => [
        code.replaceAll('`', ''),
        [retry, closeCode],
      ]),
    );
    expect(told).toEqual(
      Object.fromEntries(
        Object.entries(REFUSALS).map(([code, it]) => [code, [it.retry, String(it.closeCode)]]),
      ),
    );
  });

  test('has the limits of the code', () => {
    const limits = Object.fromEntries(rowsOf('Limits').map(([what = '', limit]) => [what, limit]));
    const number = (value: number) => value.toLocaleString('en-US');
    const {
      feedFramesPerSecond,
      feedFramesBurst,
      feedBytesPerSecond,
      feedBytesBurst,
      roomFramesPerSecond,
      roomFramesBurst,
      roomBytesPerSecond,
      roomBytesBurst,
    } = RELAY_LIMITS;
    const rate = (frames: number, framesBurst: number, bytes: number, bytesBurst: number) =>
      `${number(frames)} (${number(framesBurst)}) frames/s, ${bytes / MIB} MiB/s (${bytesBurst / MIB} MiB)`;
    expect(limits).toMatchObject({
      'frame before the welcome': `${FRAME_MAX_BYTES_UNAUTHENTICATED / KIB} KiB`,
      frame: `4 MiB + ${(FRAME_MAX_BYTES - 4 * MIB) / KIB} KiB`,
      envelope: `${ENVELOPE_MAX_BYTES / MIB} MiB, ${number(ENVELOPE_MAX_OPS)} operations`,
      'hello after connecting': `${RELAY_LIMITS.helloTimeoutMs / 1000} s`,
      connections: `${number(RELAY_LIMITS.connectionsMax)}; ${RELAY_LIMITS.connectionsPerAddressMax} an address; ${RELAY_LIMITS.connectionsUnauthenticatedMax} without a valid token`,
      'feed, sustained (burst)': rate(
        feedFramesPerSecond,
        feedFramesBurst,
        feedBytesPerSecond,
        feedBytesBurst,
      ),
      'room, sustained (burst)': rate(
        roomFramesPerSecond,
        roomFramesBurst,
        roomBytesPerSecond,
        roomBytesBurst,
      ),
      'questions without an answer': String(RELAY_LIMITS.requestsPendingMax),
      'members of a room': String(RELAY_LIMITS.roomMembersMax),
      'awareness state of one client': `${RELAY_LIMITS.awarenessStateBytesMax / KIB} KiB; ${RELAY_LIMITS.awarenessClientsPerMemberMax} clients a connection`,
    });
    expect(page).toContain(`at most ${number(JOIN_LINK_MAX_CHARS)} characters`);
    expect(page).toContain(`for ${RELAY_LIMITS.sendStallMs / 1000} s it is disconnected`);
    expect(page).toContain(`at most every ${RELAY_LIMITS.awarenessFlushMs} ms`);
    expect(page).toContain(`WebSocket pings every ${RELAY_LIMITS.pingIntervalMs / 1000} s`);
  });
});
