import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { foldUpdates } from './fold.ts';

const KEYS = ['a', 'b', 'c'];

interface Step {
  readonly author: 0 | 1;
  readonly key: number;
  /** null deletes. */
  readonly value: number | null;
  /** The authors exchange what they have first. */
  readonly meet: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  author: fc.constantFrom(0 as const, 1 as const),
  key: fc.nat(KEYS.length - 1),
  value: fc.option(fc.nat(9)),
  meet: fc.boolean(),
});

/** What two people write, as the updates that their documents emit. */
function written(steps: readonly Step[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [1, 2].map((clientID) => {
    const ydoc = new Y.Doc({ guid: 'd' });
    ydoc.clientID = clientID;
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'exchange') updates.push(update);
    });
    return ydoc;
  });
  const [left, right] = docs as [Y.Doc, Y.Doc];
  for (const { author, key, value, meet } of steps) {
    if (meet) {
      Y.applyUpdate(left, Y.encodeStateAsUpdate(right), 'exchange');
      Y.applyUpdate(right, Y.encodeStateAsUpdate(left), 'exchange');
    }
    const record = docs[author]!.getMap('record');
    if (value === null) record.delete(KEYS[key]!);
    else record.set(KEYS[key]!, value);
  }
  return updates;
}

function contentOf(...updates: Uint8Array[]): unknown {
  const ydoc = new Y.Doc({ guid: 'd' });
  for (const update of updates) Y.applyUpdate(ydoc, update);
  expect(ydoc.store.pendingStructs).toBeNull();
  expect(ydoc.store.pendingDs).toBeNull();
  return ydoc.getMap('record').toJSON();
}

test('folded in any order and in any portions, updates make the same document', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.integer(), (steps, seed) => {
      const updates = written(steps);
      fc.pre(updates.length > 0);
      const shuffled = updates
        .map((update, index) => ({ update, at: Math.sin(seed + index * 7) }))
        .sort((a, b) => a.at - b.at)
        .map(({ update }) => update);
      const half = Math.floor(shuffled.length / 2);
      const first = foldUpdates('d', shuffled.slice(0, half));
      const folded = foldUpdates(
        'd',
        [first, ...shuffled.slice(half)].filter(({ byteLength }) => byteLength > 0),
      );
      expect(contentOf(folded)).toEqual(contentOf(...updates));
    }),
    { numRuns: 300 },
  );
});

test('ten thousand keystrokes fold in seconds, not minutes', { timeout: 20_000 }, () => {
  const updates: Uint8Array[] = [];
  const ydoc = new Y.Doc({ guid: 'd' });
  ydoc.on('update', (update: Uint8Array) => updates.push(update));
  const text = ydoc.getText('body');
  for (let index = 0; index < 10_000; index++) text.insert(index, 'x');
  const from = performance.now();
  const folded = foldUpdates('d', updates);
  expect(performance.now() - from).toBeLessThan(5_000);
  expect(folded.byteLength).toBeLessThan(11_000);
});

test('overwritten values are let go of', () => {
  const ydoc = new Y.Doc({ guid: 'd' });
  const updates: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < 50; index++) ydoc.getMap('record').set('text', 'y'.repeat(1_000));
  expect(foldUpdates('d', updates).byteLength).toBeLessThan(3_000);
});
