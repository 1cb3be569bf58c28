/**
 * What every storage must do, as rules that a test file runs against each implementation. Kept free
 * of any test runner: a rule fails by throwing.
 */
import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { decodeEnvelope } from '../../crm/contracts/envelope.contract.ts';
import type { DocName } from '../../crm/kernel/ids.ts';
import {
  fieldOf,
  fieldsUpdate,
  sampleBytes,
  sampleDoc,
  sampleEnvelope,
} from '../rig/sample-envelopes.ts';
import { numberRules } from './number-rules.ts';
import type { AppendItem, RelayStorage, StatePage } from './storage.ts';
import {
  append,
  MANY_BYTES,
  must,
  newWorkspace,
  numbering,
  OTHER,
  pushed,
  readAll,
  WORKSPACE,
  writing,
} from './storage-rig.ts';

export const storageRules: Readonly<Record<string, (storage: RelayStorage) => Promise<void>>> = {
  async 'a workspace is found as it was created, and created once'(storage) {
    assert.equal(must(await storage.findWorkspace(WORKSPACE)), null);
    await newWorkspace(storage);
    const found = must(await storage.findWorkspace(WORKSPACE));
    assert.equal(found?.name, 'Rules');
    assert.equal(found.head, 0);
    assert.deepEqual(
      [...found.secretHash],
      Array.from({ length: 32 }, () => 7),
    );
    const again = { id: WORKSPACE, name: 'Thief', secretHash: new Uint8Array(32), createdAtMs: 2 };
    assert.equal(must(await storage.createWorkspace(again)), 'exists');
    assert.equal(must(await storage.findWorkspace(WORKSPACE))?.name, 'Rules');
  },

  async 'documents are found by how their names begin, and workspaces by a document'(storage) {
    await newWorkspace(storage);
    const [first, second] = [sampleDoc(1), sampleDoc(2)];
    assert.deepEqual(must(await storage.docNames(WORKSPACE, 'account/')), []);
    assert.deepEqual(must(await storage.workspacesWith(first)), []);
    await append(
      storage,
      pushed({ device: 'a', n: 1, ...writing(first, fieldsUpdate({ name: 'a' })) }),
      pushed({ device: 'a', n: 2, ...writing(second, fieldsUpdate({ name: 'b' })) }),
    );
    const prefix = first.slice(0, first.indexOf('/') + 1);
    assert.deepEqual(must(await storage.docNames(WORKSPACE, prefix)), [first, second]);
    assert.deepEqual(must(await storage.docNames(WORKSPACE, `${prefix}~`)), []);
    assert.deepEqual(must(await storage.workspacesWith(first)), [WORKSPACE]);
  },

  async 'envelopes of several devices get consecutive numbers in the order of the batch'(storage) {
    await newWorkspace(storage);
    const { results, head, entries } = await append(
      storage,
      pushed({ device: 'a', n: 1 }),
      pushed({ device: 'b', n: 1 }),
      pushed({ device: 'a', n: 2 }),
    );
    assert.deepEqual(
      results,
      [1, 2, 3].map((seq) => ({ kind: 'appended', seq })),
    );
    assert.equal(head, 3);
    assert.deepEqual(
      entries.map(({ seq, device, decoded }) => [seq, device, decoded.n]),
      [
        [1, 'a', 1],
        [2, 'b', 1],
        [3, 'a', 2],
      ],
    );
    assert.equal(must(await storage.findWorkspace(WORKSPACE))?.head, 3);
  },

  async 'the same envelope again keeps its number and adds nothing'(storage) {
    await newWorkspace(storage);
    await append(storage, pushed({ device: 'a', n: 1 }), pushed({ device: 'a', n: 2 }));
    const { results, entries, head } = await append(
      storage,
      pushed({ device: 'a', n: 1 }),
      pushed({ device: 'a', n: 2 }),
      pushed({ device: 'a', n: 3 }),
    );
    assert.deepEqual(results, [
      { kind: 'repeated', seq: 1 },
      { kind: 'repeated', seq: 2 },
      { kind: 'appended', seq: 3 },
    ]);
    assert.equal(entries.length, 1);
    assert.equal(head, 3);
    assert.equal((await readAll(storage)).length, 3);
  },

  async 'the same envelope twice in one batch is appended once'(storage) {
    await newWorkspace(storage);
    const { results } = await append(
      storage,
      pushed({ device: 'a', n: 1 }),
      pushed({ device: 'a', n: 1 }),
    );
    assert.deepEqual(results, [
      { kind: 'appended', seq: 1 },
      { kind: 'repeated', seq: 1 },
    ]);
  },

  async 'another envelope under a used number is refused'(storage) {
    await newWorkspace(storage);
    await append(storage, pushed({ device: 'a', n: 1 }));
    const { results, entries } = await append(
      storage,
      pushed({ device: 'a', n: 1, txId: 'of-a-copied-profile' }),
    );
    assert.deepEqual(results, [{ kind: 'refused', code: 'device-clash', nextN: 2 }]);
    assert.equal(entries.length, 0);
  },

  async 'a gap in the numbers of a device is refused, and what stands beside it is not'(storage) {
    await newWorkspace(storage);
    const { results } = await append(
      storage,
      pushed({ device: 'a', n: 2 }),
      pushed({ device: 'b', n: 1 }),
    );
    assert.deepEqual(results, [
      { kind: 'refused', code: 'envelope-out-of-order', nextN: 1 },
      { kind: 'appended', seq: 1 },
    ]);
    assert.equal(must(await storage.lastN(WORKSPACE, 'a')), 0);
    assert.equal(must(await storage.lastN(WORKSPACE, 'b')), 1);
  },

  async 'appends that are asked for at once do not share numbers'(storage) {
    await newWorkspace(storage);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        append(storage, pushed({ device: `d${index}`, n: 1 })),
      ),
    );
    const seqs = outcomes.flatMap(({ entries }) => entries.map(({ seq }) => seq));
    assert.deepEqual(
      seqs.sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  },

  async 'workspaces do not see each other'(storage) {
    await newWorkspace(storage);
    await newWorkspace(storage, OTHER);
    await append(storage, pushed({ device: 'a', n: 1 }));
    const there = must(await storage.append(OTHER, [pushed({ device: 'a', n: 1 })], numbering));
    assert.equal(there.head, 1);
    assert.equal((await readAll(storage)).length, 1);
    assert.equal(must(await storage.countDocs(OTHER)), 1);
    assert.equal(must(await storage.readStates(OTHER, 0, MANY_BYTES)).list.length, 1);
  },

  async 'entries are read after a cursor, up to a head, in order, whole'(storage) {
    await newWorkspace(storage);
    const sent = [1, 2, 3, 4, 5, 6].map((n) => sampleBytes({ device: 'a', n }));
    for (const bytes of sent) {
      const decoded = decodeEnvelope(bytes);
      assert.ok(decoded.ok);
      await append(storage, { kind: 'pushed', envelope: decoded.envelope, bytes });
    }
    const some = must(await storage.readEntries(WORKSPACE, 2, 5, MANY_BYTES));
    assert.deepEqual(
      some.map(({ seq, device }) => [seq, device]),
      [
        [3, 'a'],
        [4, 'a'],
        [5, 'a'],
      ],
    );
    assert.deepEqual(new Uint8Array(some[0]?.envelope ?? []), new Uint8Array(sent[2] ?? []));
    assert.equal(must(await storage.readEntries(WORKSPACE, 0, 6, 1)).length, 1);
    assert.equal(must(await storage.readEntries(WORKSPACE, 6, 6, 1)).length, 0);
  },

  async 'a document is everything that was written to it'(storage) {
    await newWorkspace(storage);
    const doc = sampleDoc(1);
    await append(
      storage,
      pushed({ device: 'a', n: 1, ...writing(doc, fieldsUpdate({ name: 'Acme' })) }),
    );
    await append(
      storage,
      pushed({ device: 'b', n: 1, ...writing(doc, fieldsUpdate({ city: 'Bonn' })) }),
    );
    const state = must(await storage.docState(WORKSPACE, doc));
    assert.equal(fieldOf(state, 'name'), 'Acme');
    assert.equal(fieldOf(state, 'city'), 'Bonn');
    assert.equal(must(await storage.docState(WORKSPACE, sampleDoc(2))).byteLength, 0);
  },

  async 'a document stays whole however often it is read in between'(storage) {
    await newWorkspace(storage);
    const doc = sampleDoc(1);
    for (let n = 1; n <= 40; n++) {
      await append(
        storage,
        pushed({ device: 'a', n, ...writing(doc, fieldsUpdate({ [`f${n}`]: n })) }),
      );
      if (n % 7 === 0) must(await storage.docState(WORKSPACE, doc));
    }
    const state = must(await storage.docState(WORKSPACE, doc));
    for (let n = 1; n <= 40; n++) assert.equal(fieldOf(state, `f${n}`), n);
  },

  async 'an update that only deletes is not lost, before or after what it deletes'(storage) {
    await newWorkspace(storage);
    const ydoc = new Y.Doc();
    ydoc.getMap('record').set('name', 'Acme');
    const created = Y.encodeStateAsUpdate(ydoc);
    const before = Y.encodeStateVector(ydoc);
    ydoc.getMap('record').delete('name');
    const deletion = Y.encodeStateAsUpdate(ydoc, before);
    const [late, early] = [sampleDoc(1), sampleDoc(2)];
    await append(storage, pushed({ device: 'a', n: 1, ...writing(late, created) }));
    must(await storage.docState(WORKSPACE, late));
    await append(storage, pushed({ device: 'a', n: 2, ...writing(late, deletion) }));
    assert.equal(fieldOf(must(await storage.docState(WORKSPACE, late)), 'name'), undefined);
    await append(storage, pushed({ device: 'a', n: 3, ...writing(early, deletion) }));
    must(await storage.docState(WORKSPACE, early));
    await append(storage, pushed({ device: 'a', n: 4, ...writing(early, created) }));
    assert.equal(fieldOf(must(await storage.docState(WORKSPACE, early)), 'name'), undefined);
  },

  async 'one envelope may write one document twice'(storage) {
    await newWorkspace(storage);
    const doc = sampleDoc(1);
    const ops = [
      ...writing(doc, fieldsUpdate({ a: 1 })).ops,
      ...writing(doc, fieldsUpdate({ b: 2 })).ops,
    ];
    await append(storage, pushed({ device: 'a', n: 1, ops }));
    const state = must(await storage.docState(WORKSPACE, doc));
    assert.deepEqual([fieldOf(state, 'a'), fieldOf(state, 'b')], [1, 2]);
  },

  async 'all documents come in pages, each once'(storage) {
    await newWorkspace(storage);
    for (let n = 1; n <= 25; n++) await append(storage, pushed({ device: 'a', n }));
    const names = new Set<string>();
    let pages = 0;
    for (let next: number | null = 0; next !== null; pages++) {
      const page: StatePage = must(await storage.readStates(WORKSPACE, next, 200));
      for (const { doc } of page.list) {
        assert.ok(!names.has(doc));
        names.add(doc);
      }
      next = page.next;
    }
    assert.equal(names.size, 25);
    assert.ok(pages > 3);
    assert.equal(must(await storage.countDocs(WORKSPACE)), 25);
  },

  async 'the history of a document is its envelopes, newest first, in pages'(storage) {
    await newWorkspace(storage);
    const doc = sampleDoc(1);
    for (let n = 1; n <= 5; n++) {
      const target = n === 3 ? sampleDoc(2) : doc;
      await append(
        storage,
        pushed({ device: 'a', n, ...writing(target, fieldsUpdate({ name: n })) }),
      );
    }
    const first = must(await storage.historyOf(WORKSPACE, doc, 0, 1));
    assert.deepEqual([first.list.map(({ seq }) => seq), first.done], [[5], false]);
    const rest = must(await storage.historyOf(WORKSPACE, doc, 5, MANY_BYTES));
    assert.deepEqual([rest.list.map(({ seq }) => seq), rest.done], [[4, 2, 1], true]);
    const none = must(await storage.historyOf(WORKSPACE, sampleDoc(9), 0, MANY_BYTES));
    assert.deepEqual(none, { list: [], done: true });
  },

  async 'the relay numbers its own envelopes'(storage) {
    await newWorkspace(storage);
    const authored = (doc: DocName): AppendItem => ({
      kind: 'authored',
      device: 'room:rules',
      compose: (n) =>
        sampleEnvelope({ device: 'room:rules', n, ...writing(doc, fieldsUpdate({ n })) }),
    });
    const { results, entries } = await append(
      storage,
      authored(sampleDoc(1)),
      pushed({ device: 'a', n: 1 }),
      authored(sampleDoc(2)),
    );
    assert.ok(results.every(({ kind }) => kind === 'appended'));
    assert.deepEqual(
      entries.map(({ decoded }) => decoded.n),
      [1, 1, 2],
    );
    const [first] = await readAll(storage);
    const decoded = decodeEnvelope(first?.envelope ?? new Uint8Array());
    assert.ok(decoded.ok && decoded.envelope.device === 'room:rules' && decoded.envelope.n === 1);
  },

  ...numberRules,
};
