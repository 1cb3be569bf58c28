import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeClientMessage,
  decodeRelayMessage,
  encodeClientMessage,
  encodeRelayMessage,
  FRAME_MAX_BYTES,
  type ClientMessage,
  type RelayMessage,
} from './feed.contract.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
const count = fc.nat();
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const entry = fc.record({ seq: count, envelope: bytes });
const docState = fc.record({ doc: text, state: bytes });

const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    protocol: count,
    device: text,
    token: text,
    epoch: text,
    cursor: fc.maxSafeNat(),
    create: text,
  }),
  fc.record({ type: fc.constant('push' as const), envelopes: fc.array(bytes) }),
  fc.record({ type: fc.constant('fetchDoc' as const), doc: text }),
  fc.record({ type: fc.constant('fetchHistory' as const), doc: text, before: count }),
  fc.record({ type: fc.constant('ping' as const) }),
);

const relayMessage: fc.Arbitrary<RelayMessage> = fc.oneof(
  fc.record({
    type: fc.constant('welcome' as const),
    protocol: count,
    epoch: text,
    knowsCursor: fc.boolean(),
    head: fc.maxSafeNat(),
    lastN: count,
    workspaceName: text,
  }),
  fc.record({
    type: fc.constant('entries' as const),
    after: count,
    upTo: count,
    list: fc.array(entry),
  }),
  fc.record({
    type: fc.constant('snapshots' as const),
    upTo: count,
    total: count,
    done: fc.boolean(),
    docs: fc.array(docState),
  }),
  fc.record({
    type: fc.constant('ack' as const),
    acks: fc.array(fc.record({ n: count, seq: count })),
  }),
  fc.record({ type: fc.constant('doc' as const), doc: text, state: bytes }),
  fc.record({
    type: fc.constant('history' as const),
    doc: text,
    done: fc.boolean(),
    list: fc.array(entry),
  }),
  fc.record({
    type: fc.constant('refuse' as const),
    code: fc.constantFrom('bad-token' as const, 'storage-full' as const, 'device-clash' as const),
    retry: fc.constantFrom('never' as const, 'later' as const, 'upgrade' as const),
    n: count,
    why: text,
  }),
  fc.record({ type: fc.constant('pong' as const), sent: fc.maxSafeNat() }),
);

describe('a frame of the feed', () => {
  test('of a desktop says the same when it is read', () => {
    fc.assert(
      fc.property(clientMessage, (message) => {
        expect(decodeClientMessage(encodeClientMessage(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  test('of the relay says the same when it is read', () => {
    fc.assert(
      fc.property(relayMessage, (message) => {
        expect(decodeRelayMessage(encodeRelayMessage(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  test('of any bytes is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        expect(() => [decodeClientMessage(frame), decodeRelayMessage(frame)]).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
  });

  test('that is cut short, or goes on too long, is no frame', () => {
    fc.assert(
      fc.property(clientMessage, fc.nat(), (message, at) => {
        const frame = encodeClientMessage(message);
        expect(decodeClientMessage(frame.slice(0, at % frame.byteLength))).toBeNull();
        expect(decodeClientMessage(Uint8Array.from([...frame, 0]))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('with one bit wrong is another message or none, and what is read of it fits into the frame', () => {
    fc.assert(
      fc.property(clientMessage, fc.nat(), fc.nat(7), (message, at, bit) => {
        const frame = encodeClientMessage(message);
        frame[at % frame.byteLength]! ^= 1 << bit;
        const read = decodeClientMessage(frame);
        const held =
          read?.type === 'push'
            ? read.envelopes.reduce((sum, envelope) => sum + envelope.byteLength, 0)
            : 0;
        expect(held).toBeLessThanOrEqual(frame.byteLength);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of one direction is not one of the other', () => {
    fc.assert(
      fc.property(clientMessage, relayMessage, (client, relay) => {
        expect(decodeRelayMessage(encodeClientMessage(client))).toBeNull();
        expect(decodeClientMessage(encodeRelayMessage(relay))).toBeNull();
      }),
    );
  });

  test.each([
    ['more envelopes than it has bytes', [1, 255, 255, 255, 255, 255, 255, 15]],
    ['an envelope longer than itself', [1, 1, 255, 255, 255, 127, 0]],
    ['a name longer than itself', [2, 255, 255, 255, 127]],
    ['a number beyond what can be counted', [0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]],
  ])('that claims %s allocates nothing for it', (_title, frame) => {
    const before = process.memoryUsage().arrayBuffers;
    for (let turn = 0; turn < 100; turn++)
      expect(decodeClientMessage(Uint8Array.from(frame))).toBeNull();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(FRAME_MAX_BYTES);
  });

  test('holds its own copy of what it carries', () => {
    const frame = encodeClientMessage({ type: 'push', envelopes: [Uint8Array.of(1, 2, 3)] });
    const read = decodeClientMessage(frame);
    frame.fill(0);
    expect(read).toEqual({ type: 'push', envelopes: [Uint8Array.of(1, 2, 3)] });
  });

  test('with a refusal that this version has no name for is taken for the worst', () => {
    const frame = encodeRelayMessage({
      type: 'refuse',
      code: 'too-tired' as 'bad-token',
      retry: 'maybe' as 'never',
      n: 0,
      why: 'x'.repeat(900),
    });
    const read = decodeRelayMessage(frame);
    expect(read).toMatchObject({ code: 'malformed-frame', retry: 'never' });
    expect(read?.type === 'refuse' && read.why).toHaveLength(500);
  });
});
