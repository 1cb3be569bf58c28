import { expect, test } from 'vitest';
import { encodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import {
  decodeClientMessage,
  encodeRelayMessage,
  FEED_PROTOCOL,
  type ClientMessage,
  type RelayMessage,
} from '../../../crm/contracts/feed.contract.ts';
import { newRecordUpdate } from '../documents/new-record-update.ts';
import { startLoneEngine } from './engine-fixture.ts';
import type { FeedTransport } from './ports.ts';

const ACCOUNT = '01890a5d-ac96-774b-bcce-b302099a8057';
const DEVICE = '01890a5d-ac96-774b-bcce-b302099a8058';

function envelopeOf(n: number, name: string): Uint8Array {
  const writes = [
    { slot: { field: 'createdAt' }, to: '2026-01-05T00:00:00.000Z' },
    { slot: { field: 'name' }, to: name },
  ];
  const update = newRecordUpdate(7 + n, writes);
  return encodeEnvelope({
    txId: `01890a5d-ac96-774b-bcce-b302099a809${n}`,
    device: DEVICE,
    n,
    actor: '',
    atMs: 0,
    scope: 'workspace',
    batch: '',
    label: 'An account',
    undoes: '',
    changes: [],
    ops: [{ doc: `account/${ACCOUNT}`, scope: 'workspace', update }],
    numbering: [],
  });
}

/** The first byte of an envelope is its version; of this one no desktop has heard. */
function ofNewerVersion(envelope: Uint8Array): Uint8Array {
  return Uint8Array.from(envelope, (byte, index) => (index === 0 ? 99 : byte));
}

/** A relay that answers a greeting with these messages and hears what it is told. */
function relayWith(messages: readonly RelayMessage[]) {
  const heard: ClientMessage[] = [];
  const transport: FeedTransport = {
    connect: (_url, { opened, received }) => {
      queueMicrotask(opened);
      return {
        send: (frame) => {
          const message = decodeClientMessage(frame);
          if (message === null) return;
          heard.push(message);
          if (message.type === 'hello')
            for (const answer of messages) received(encodeRelayMessage(answer));
        },
        close: () => undefined,
      };
    },
  };
  return { transport, heard };
}

test('a change that only a newer version can read is not passed by: nothing after it is taken, and the person is told to update', async () => {
  const { transport, heard } = relayWith([
    {
      type: 'welcome',
      protocol: FEED_PROTOCOL,
      epoch: 'e',
      knowsCursor: true,
      head: 3,
      lastN: 0,
      workspaceName: 'Team',
    },
    {
      type: 'entries',
      after: 0,
      upTo: 3,
      list: [
        { seq: 1, envelope: envelopeOf(1, 'Before') },
        { seq: 2, envelope: ofNewerVersion(envelopeOf(2, 'From the future')) },
        { seq: 3, envelope: envelopeOf(3, 'After') },
      ],
    },
  ]);
  const { engine } = await startLoneEngine(undefined, { deps: { transport } });
  const target = { url: 'ws://relay', token: 'token', create: '' };
  engine.connect(target);
  await expect
    .poll(() => engine.syncState())
    .toMatchObject({ state: 'offline', problem: { code: 'team-is-newer' } });
  expect(engine.get('account', ACCOUNT)).toMatchObject({ name: 'Before' });

  engine.retryNow();
  await expect.poll(() => heard.filter(({ type }) => type === 'hello').length).toBe(2);
  expect(heard.findLast(({ type }) => type === 'hello')).toMatchObject({ cursor: 1 });
});
