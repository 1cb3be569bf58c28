/** What every storage must do with running numbers. */
import assert from 'node:assert/strict';
import type { DocName } from '../../crm/kernel/ids.ts';
import { fieldOf, fieldsUpdate, sampleDoc } from '../rig/sample-envelopes.ts';
import type { AppendItem, RelayStorage } from './storage.ts';
import { append, must, newWorkspace, pushed, readAll, WORKSPACE, writing } from './storage-rig.ts';

export const numberRules: Readonly<Record<string, (storage: RelayStorage) => Promise<void>>> = {
  async 'a number is assigned once for a field of a record, from one sequence an entity'(storage) {
    await newWorkspace(storage);
    const ticket = (index: number) => sampleDoc(index, 'ticket');
    const creation = (device: string, n: number, doc: DocName) =>
      pushed({
        device,
        n,
        ...writing(doc, fieldsUpdate({ subject: 's' })),
        numbering: [{ doc, field: 'number' }],
      });
    const { entries, results } = await append(
      storage,
      creation('a', 1, ticket(1)),
      creation('b', 1, ticket(1)),
      creation('b', 2, ticket(2)),
      creation('b', 3, sampleDoc(3, 'quote')),
    );
    assert.deepEqual(
      results,
      [1, 3, 4, 6].map((seq) => ({ kind: 'appended', seq })),
    );
    assert.deepEqual(
      entries
        .filter(({ device }) => device === 'relay:rules')
        .map(({ seq, decoded }) => [seq, decoded.n, decoded.changes[0]?.to]),
      [
        [2, 1, 1],
        [5, 2, 2],
        [7, 3, 1],
      ],
    );
    await append(storage, creation('a', 1, ticket(1)));
    assert.equal((await readAll(storage)).length, 7);
    for (const [index, number] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const state = must(await storage.docState(WORKSPACE, ticket(index)));
      assert.equal(fieldOf(state, 'number'), number);
    }
  },

  async 'a number that a record brings is kept when it is free, and nobody gets it afterwards'(
    storage,
  ) {
    await newWorkspace(storage);
    const asking = (device: string, n: number, index: number, fields: Record<string, unknown>) => {
      const doc = sampleDoc(index, 'ticket');
      // Of two values that know nothing of each other the one of the higher client id stands.
      const clientId = device.charCodeAt(0);
      return pushed({
        device,
        n,
        ...writing(doc, fieldsUpdate(fields, clientId)),
        numbering: [{ doc, field: 'number' }],
      });
    };
    const assigned = async (...items: AppendItem[]): Promise<unknown[]> =>
      (await append(storage, ...items)).entries
        .filter(({ device }) => device === 'relay:rules')
        .flatMap(({ decoded }) => decoded.changes.map(({ from, to }) => [from, to]));
    // Two that come back from a file: what they say stays.
    assert.deepEqual(
      await assigned(asking('a', 1, 1, { number: 7 }), asking('a', 2, 2, { number: 3 })),
      [],
    );
    // The next new one comes after the highest, not in the gap.
    assert.deepEqual(await assigned(asking('a', 3, 3, {})), [[null, 8]]);
    // Another record that says a number that is taken gets one of its own.
    assert.deepEqual(await assigned(asking('b', 1, 4, { number: 7 })), [[7, 9]]);
    // The same record from another copy of the file, with another number: it keeps its own.
    assert.deepEqual(await assigned(asking('b', 2, 2, { number: 30 })), [[30, 3]]);
    assert.deepEqual(await assigned(asking('c', 1, 1, { number: 7 })), []);
    // Other fields and other entities count for themselves.
    const quote = sampleDoc(1, 'quote');
    assert.deepEqual(
      await assigned(
        pushed({
          device: 'c',
          n: 2,
          ...writing(quote, fieldsUpdate({ number: 7 })),
          numbering: [{ doc: quote, field: 'number' }],
        }),
      ),
      [],
    );
  },
};
