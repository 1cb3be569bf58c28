/** A workspace file that meets records: what comes in, what stays, and what later work can still do. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteText } from '../../src-renderer/worker/workspace-file/note-text.ts';
import { contentOf, exported, makePlace, must, restored, type Place } from './round-trip.ts';

const ACME = '0190a6b2-0000-7000-8000-0000000000a1';
const ACME_TWICE = '0190a6b2-0000-7000-8000-0000000000a2';
const DEAL = '0190a6b2-0000-7000-8000-0000000000d1';
const TICKET = '0190a6b2-0000-7000-8000-0000000000e1';
const OTHER_TICKET = '0190a6b2-0000-7000-8000-0000000000e2';

const by = { label: 'By hand', batch: '' };

async function account({ engine }: Place): Promise<void> {
  must(
    await engine.write(
      [{ entity: 'account', id: ACME, values: { name: 'Acme' }, create: true }],
      by,
    ),
  );
}

/** As an editor does it: on top of what stands there. */
async function edit({ engine }: Place, change: (body: Y.XmlFragment) => void): Promise<void> {
  const doc = new Y.Doc({ guid: 'note' });
  const ref = { entity: 'account', id: ACME };
  if (engine.hasBody(ref)) Y.applyUpdate(doc, await engine.openBody(ref));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getXmlFragment('body')));
  must(await engine.editBody(ref, Y.encodeStateAsUpdate(doc, before), 'test'));
}

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph');
  made.insert(0, [new Y.XmlText(text)]);
  return made;
}

const noteOf = async ({ engine }: Place): Promise<string> =>
  noteText(await engine.openBody({ entity: 'account', id: ACME }));

test('a note that both sides wrote has what both wrote, once', async () => {
  const place = await makePlace(1);
  await account(place);
  await edit(place, (body) => body.insert(0, [paragraph('first')]));
  const file = await exported(place);
  await edit(place, (body) => body.insert(1, [paragraph('written later')]));
  const again = await restored(place, file);
  expect(again).toMatchObject({ notes: { created: 0, merged: 0 }, batch: '' });
  expect(await noteOf(place)).toBe('first\nwritten later');

  const elsewhere = await makePlace(2);
  await account(elsewhere);
  await edit(elsewhere, (body) => body.insert(0, [paragraph('their own')]));
  expect(await restored(elsewhere, file)).toMatchObject({ notes: { created: 0, merged: 1 } });
  expect((await noteOf(elsewhere)).split('\n').toSorted()).toEqual(['first', 'their own']);
  expect(await restored(elsewhere, file)).toMatchObject({ notes: { created: 0, merged: 0 } });
});

test('a note that was emptied gets its text back; a line that was deleted stays deleted', async () => {
  const place = await makePlace(1);
  await account(place);
  await edit(place, (body) => body.insert(0, [paragraph('one'), paragraph('two')]));
  const file = await exported(place);
  await edit(place, (body) => body.delete(0, 1));
  await restored(place, file);
  expect(await noteOf(place)).toBe('two');
  await edit(place, (body) => body.delete(0, 1));
  expect(await restored(place, file)).toMatchObject({ notes: { created: 0, merged: 1 } });
  expect(await noteOf(place)).toBe('one\ntwo');
});

/** What the file has is another line of the same note; somebody here wrote a line as well. */
async function meeting(): Promise<{ place: Place; file: Uint8Array<ArrayBuffer> }> {
  const place = await makePlace(1);
  await account(place);
  await edit(place, (body) => body.insert(0, [paragraph('one')]));
  const elsewhere = await makePlace(2);
  await restored(elsewhere, await exported(place));
  await edit(elsewhere, (body) => body.insert(1, [paragraph('from the file')]));
  await edit(place, (body) => body.insert(1, [paragraph('written here')]));
  return { place, file: await exported(elsewhere) };
}

const lines = async (place: Place): Promise<readonly string[]> =>
  (await noteOf(place)).split('\n').toSorted();

test('undo of an import takes its text out of a note that was here, to the last byte of the export', async () => {
  const { place, file } = await meeting();
  const before = await exported(place);
  const { batch, notes } = await restored(place, file);
  expect(notes).toEqual({ created: 0, merged: 1 });
  expect(await lines(place)).toEqual(['from the file', 'one', 'written here']);
  expect(place.engine.undoList()[0]).toMatchObject({ id: batch, records: 1, state: 'done' });
  must(await place.engine.undo(batch));
  expect(await noteOf(place)).toBe('one\nwritten here');
  expect(await exported(place)).toEqual(before);
  must(await place.engine.redo());
  expect(await lines(place)).toEqual(['from the file', 'one', 'written here']);
  must(await place.engine.undo());
  expect(await exported(place)).toEqual(before);
});

test('a record that had no note has none after the undo', async () => {
  const place = await makePlace(1);
  await account(place);
  const before = await exported(place);
  const elsewhere = await makePlace(2);
  await account(elsewhere);
  await edit(elsewhere, (body) => body.insert(0, [paragraph('theirs')]));
  const { batch } = await restored(place, await exported(elsewhere));
  expect(await noteOf(place)).toBe('theirs');
  must(await place.engine.undo(batch));
  expect(await exported(place)).toEqual(before);
});

test('undo of an import leaves what was typed into its text since', async () => {
  const { place, file } = await meeting();
  const { batch } = await restored(place, file);
  await edit(place, (body) => {
    const texts = body.toArray().map((one) => (one as Y.XmlElement).get(0) as Y.XmlText);
    texts.find((text) => text.toJSON() === 'from the file')?.insert(4, ', typed');
  });
  must(await place.engine.undo(batch));
  expect(await lines(place)).toEqual([', typed', 'one', 'written here']);
});

test('text that an undo took out comes back with the next import, once', async () => {
  const { place, file } = await meeting();
  must(await place.engine.undo((await restored(place, file)).batch));
  expect(await restored(place, file)).toMatchObject({ notes: { created: 0, merged: 1 } });
  expect(await lines(place)).toEqual(['from the file', 'one', 'written here']);
  expect(await restored(place, file)).toMatchObject({ notes: { created: 0, merged: 0 } });
  must(await place.engine.undo());
  expect(await noteOf(place)).toBe('one\nwritten here');
});

test('a ticket comes back with its number, and keeps the one that it has', async () => {
  const first = await makePlace(1);
  const ticket = (id: string, values: object) => ({
    entity: 'ticket',
    id,
    values: { subject: 'Printer', status: 'New', ...values },
    create: true,
    trusted: true as const,
  });
  must(await first.engine.write([ticket(TICKET, { number: 1042 })], by));
  const file = await exported(first);
  const wiped = await makePlace(2);
  await restored(wiped, file);
  expect(wiped.engine.titleOf('ticket', TICKET)).toContain('T-1042');

  const other = await makePlace(3);
  must(await other.engine.write([ticket(TICKET, { number: 7 })], by));
  expect(await restored(other, file)).toMatchObject({ problems: [], batch: '' });
  expect(other.engine.get('ticket', TICKET)).toMatchObject({ number: 7 });
});

test('a number that another ticket has by now is left to the relay, and said', async () => {
  const first = await makePlace(1);
  const values = { subject: 'Printer', status: 'New', number: 1042 };
  const one = { entity: 'ticket', values, create: true, trusted: true as const };
  must(await first.engine.write([{ ...one, id: TICKET }], by));
  const file = await exported(first);
  const busy = await makePlace(2);
  must(await busy.engine.write([{ ...one, id: OTHER_TICKET }], by));
  const report = await restored(busy, file);
  expect(report.problems).toEqual([
    { file: 'Tickets', row: 2, what: 'Number (another record has it)' },
  ]);
  expect(busy.engine.get('ticket', TICKET)).not.toHaveProperty('number');
});

test('two accounts that were merged before the export are taken apart after the import', async () => {
  const first = await makePlace(1);
  must(
    await first.engine.write(
      [
        { entity: 'account', id: ACME, values: { name: 'Acme' }, create: true },
        { entity: 'account', id: ACME_TWICE, values: { name: 'ACME Inc' }, create: true },
        {
          entity: 'deal',
          id: DEAL,
          values: {
            name: 'Boots',
            account: ACME_TWICE,
            stage: { stage: 'Prospecting', rank: 'a0' },
          },
          create: true,
        },
      ],
      by,
    ),
  );
  const apart = await contentOf(first);
  must(
    await first.engine.run('records.merge', {
      entity: 'account',
      survivor: ACME,
      losers: [ACME_TWICE],
      take: {},
    }),
  );
  const wiped = await makePlace(2);
  await restored(wiped, await exported(first));
  expect(wiped.engine.get('deal', DEAL)).toMatchObject({ account: ACME });
  must(await wiped.engine.run('records.unmerge', { entity: 'account', loser: ACME_TWICE }));
  const content = await contentOf(wiped);
  for (const name of Object.keys(apart)) expect(content[name]).toEqual(apart[name]);
});

test('what a teammate wrote alike in that moment makes no act of it, so nothing is offered to be undone', async () => {
  const place = await makePlace(1);
  await account(place);
  const file = await exported(place);
  // While the file is being written, the same comes from somebody else.
  const elsewhere = await makePlace(2, ({ write }) => ({
    write: async (records, act, watch) => {
      must(await write(records, { label: 'A teammate', batch: '' }));
      return write(records, act, watch);
    },
  }));
  expect(await restored(elsewhere, file)).toMatchObject({ batch: '' });
  expect(elsewhere.engine.undoList().map(({ label }) => label)).not.toContain('Import of copy.zip');
  expect(elsewhere.engine.get('account', ACME)).toMatchObject({ name: 'Acme' });
});
