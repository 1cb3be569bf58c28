import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  decodeEnvelope,
  encodeEnvelope,
  ENVELOPE_VERSION_IN_PARTS,
} from '../../../crm/contracts/envelope.contract.ts';
import { EMPTY_ENVELOPE } from '../../../crm/contracts/empty-envelope.fixture.ts';
import { derivedId, docName } from '../../../crm/kernel/ids.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { Slot, Write } from '../../../crm/kernel/write.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { NewRecordOp, newRecordUpdate } from './new-record-update.ts';
import { patchedRow } from './patched-row.ts';
import { applyWrite, newDoc, projectRow } from './record-doc.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const slot: fc.Arbitrary<Slot> = fc.oneof(
  word.map((field) => ({ field })),
  fc
    .tuple(word, fc.string({ minLength: 1 }))
    .map(([field, member]) => ({ field: `s${field}`, member })),
  fc.tuple(word, word, word).map(([field, row, column]) => ({ field: `r${field}`, row, column })),
);
// Yjs gives an object with the key "__proto__" another prototype as it reads it; no field takes one.
const value = fc
  .jsonValue()
  .filter(
    (json) => json !== null && !JSON.stringify(json).includes('__proto__'),
  ) as fc.Arbitrary<Json>;
const writes = fc.uniqueArray(fc.record({ slot, to: value }), {
  selector: (write) => JSON.stringify(write.slot),
});

function contentOf(doc: Y.Doc): unknown {
  const maps: Record<string, unknown> = {};
  for (const name of doc.share.keys()) maps[name] = doc.getMap(name).toJSON();
  return maps;
}

function throughYjs(all: readonly Write[]): Y.Doc {
  const doc = newDoc('deal/x', 42);
  doc.transact(() => all.forEach((write) => applyWrite(doc, write)));
  return doc;
}

it('a first update written directly holds what the same writes to a Y.Doc hold, client and clocks included', () => {
  fc.assert(
    fc.property(writes, (all) => {
      const direct = newDoc('deal/x', 1);
      Y.applyUpdate(direct, newRecordUpdate(42, all));
      const made = throughYjs(all);
      expect(contentOf(direct)).toEqual(contentOf(made));
      expect(Y.decodeStateVector(Y.encodeStateVector(direct))).toEqual(
        Y.decodeStateVector(Y.encodeStateVector(made)),
      );
      // Either can be taken for the other: applying the second brings nothing new.
      let brings = false;
      direct.on('update', () => void (brings = true));
      Y.applyUpdate(direct, Y.encodeStateAsUpdate(made));
      expect(brings).toBe(false);
    }),
  );
});

it('the update of a new record is the same before and after it is written in parts, and as a teammate reads it', () => {
  fc.assert(
    fc.property(fc.array(writes, { minLength: 8, maxLength: 30 }), (records) => {
      const ops = records.map(
        (all, index) => new NewRecordOp(docName('deal', derivedId(String(index))), 42, all),
      );
      const updates = records.map((all) => newRecordUpdate(42, all));
      expect(ops.map(({ update }) => update)).toEqual(updates);
      const bytes = encodeEnvelope({ ...EMPTY_ENVELOPE, ops });
      expect(bytes[0]).toBe(ENVELOPE_VERSION_IN_PARTS);
      expect(ops.map(({ update }) => update)).toEqual(updates);
      const decoded = decodeEnvelope(bytes);
      expect(decoded.ok && decoded.envelope.ops.map(({ update }) => update)).toEqual(updates);
    }),
  );
});

it('the row of a new record is the one that its document gives', () => {
  const head = { id: '0', entity: 'deal', createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'u' };
  const all: Write[] = [
    { slot: { field: 'createdAt' }, to: head.createdAt },
    { slot: { field: 'createdBy' }, to: 'u' },
    { slot: { field: 'name' }, to: 'Sale' },
    { slot: { field: 'tags', member: 'b' }, to: true },
    { slot: { field: 'tags', member: 'a' }, to: true },
    {
      slot: { field: 'contacts', row: 'r2', column: 'contact' },
      to: '00000000-0000-7000-8000-000000000001',
    },
    {
      slot: { field: 'contacts', row: 'r1', column: 'contact' },
      to: '00000000-0000-7000-8000-000000000002',
    },
    { slot: { field: 'lines', row: 'l1', column: 'place' }, to: 'zz' },
    ...['l1', 'l2'].flatMap((line) => [
      { slot: { field: 'lines', row: line, column: 'quantity' }, to: 1 },
      {
        slot: { field: 'lines', row: line, column: 'unitPrice' },
        to: { amountMinor: 5, currency: 'EUR' },
      },
    ]),
  ];
  expect(patchedRow(deal, head, all)?.['lines']).toMatchObject([{ id: 'l2' }, { id: 'l1' }]);
  expect(patchedRow(deal, head, all)).toEqual(projectRow(deal, '0', throughYjs(all)));
});
