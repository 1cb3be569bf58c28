import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENVELOPE_MAX_BYTES } from '../../../crm/contracts/envelope.contract.ts';
import { createDisk } from '../store/memory-disk.ts';
import { noteText } from '../workspace-file/note-text.ts';
import type { BodyInput, Engine, RecordRef } from './engine-api.ts';
import { startLoneEngine } from './engine-fixture.ts';

function noteOf(text: string, clientID: number): Uint8Array {
  const doc = new Y.Doc({ guid: 'note' });
  doc.clientID = clientID;
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('body').insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
}

const textIn = async (engine: Engine, ref: RecordRef): Promise<string> =>
  noteText(await engine.openBody(ref));

const into = (ref: RecordRef, text: string): BodyInput => ({
  ref,
  update: noteOf(text, 7),
  goesWithRecord: false,
});

const ACT = { label: 'Import of notes', batch: 'the-batch' };

test('text of an act is taken out of many notes and put in again, after restarts and folds too', async () => {
  const disk = createDisk();
  // Folds as soon as it may.
  const deps = {
    foldAfter: { entries: 1, bytes: 1 },
    timers: {
      after: (_ms: number, run: () => void) => {
        const timer = setTimeout(run, 0);
        return () => clearTimeout(timer);
      },
    },
  };
  let { engine, newId } = await startLoneEngine(disk, { deps });
  const refs = Array.from({ length: 150 }, () => ({ entity: 'deal', id: newId() }));
  for (const ref of refs.slice(0, 3)) await engine.editBody(ref, noteOf('typed', 5), 'window');
  const list = refs.map((ref, at) => into(ref, `imported ${at}`));
  expect(await engine.putIntoBodies(list, ACT)).toEqual({ ok: true, value: [] });
  expect(engine.undoList()).toMatchObject([{ id: 'the-batch', records: 150, state: 'done' }]);
  let seed = 1;
  const restart = async (): Promise<void> => {
    await engine.stop();
    ({ engine, newId } = await startLoneEngine(disk, { deps, seed: ++seed }));
  };
  const [first, , , fourth] = refs;
  if (first === undefined || fourth === undefined) throw new Error('there are no records');
  for (let round = 0; round < 2; round++) {
    await restart();
    expect((await textIn(engine, first)).split('\n').toSorted()).toEqual(['imported 0', 'typed']);
    const saved: number[] = [];
    const watch = {
      checked: () => undefined,
      saved: (count: number) => void saved.push(count),
      isCancelled: () => false,
    };
    expect(await engine.undo('the-batch', watch)).toMatchObject({ ok: true });
    expect(saved.at(-1)).toBe(150);
    expect([await textIn(engine, first), await textIn(engine, fourth)]).toEqual(['typed', '']);
    await restart();
    expect(await engine.takenOut(fourth)).toHaveLength(1);
    expect(await engine.redo('the-batch')).toMatchObject({ ok: true });
    expect(await textIn(engine, fourth)).toBe('imported 3');
    expect(await engine.takenOut(fourth)).toEqual([]);
  }
});

test('a note that no relay would take is named, and the others are written', async () => {
  const { engine, newId } = await startLoneEngine();
  const refs = Array.from({ length: 3 }, () => ({ entity: 'deal', id: newId() }));
  const [one, huge, three] = refs;
  if (one === undefined || huge === undefined || three === undefined) throw new Error('no records');
  const done = await engine.putIntoBodies(
    [into(one, 'one'), into(huge, 'x'.repeat(ENVELOPE_MAX_BYTES)), into(three, 'three')],
    ACT,
  );
  expect(done).toMatchObject({
    ok: true,
    value: [{ id: huge.id, problem: { code: 'note-too-large' } }],
  });
  expect([
    await textIn(engine, one),
    await textIn(engine, huge),
    await textIn(engine, three),
  ]).toEqual(['one', '', 'three']);
});

test('an act of which nothing is left is taken back all the same, and does not stand in the way', async () => {
  const { engine, newId } = await startLoneEngine();
  const ref = { entity: 'deal', id: newId() };
  await engine.putIntoBodies([into(ref, 'imported')], ACT);
  const doc = new Y.Doc({ guid: 'note' });
  Y.applyUpdate(doc, await engine.openBody(ref));
  const before = Y.encodeStateVector(doc);
  doc.getXmlFragment('body').delete(0, 1);
  await engine.editBody(ref, Y.encodeStateAsUpdate(doc, before), 'window');
  expect(await engine.undo()).toMatchObject({ ok: true, value: { state: 'undone' } });
  expect(await engine.undo()).toMatchObject({ ok: false, problem: { code: 'nothing-to-undo' } });
});

test('a creation is not taken back over what was written in the notes since', async () => {
  const { engine, newId } = await startLoneEngine();
  const ref = { entity: 'account', id: newId() };
  await engine.write([{ ...ref, values: { name: 'Nordwind' }, create: true }], {
    label: 'Create account',
    batch: '',
  });
  const doc = new Y.Doc({ guid: 'note' });
  const heard: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void heard.push(update));
  const fragment = doc.getXmlFragment('body');
  const paragraph = new Y.XmlElement('paragraph');
  // What an editor puts in by itself when it opens is nobody's text.
  fragment.insert(0, [paragraph]);
  paragraph.insert(0, [new Y.XmlText('Call back')]);
  for (const update of heard) await engine.editBody(ref, update, 'window');

  const refused = await engine.undo();
  expect(refused).toMatchObject({
    ok: false,
    problem: { code: 'later-work', record: `account/${ref.id}` },
  });
  expect(engine.get('account', ref.id)).toBeDefined();

  heard.length = 0;
  paragraph.delete(0, 1);
  for (const update of heard) await engine.editBody(ref, update, 'window');
  expect(await engine.undo()).toMatchObject({ ok: true });
  expect(engine.get('account', ref.id)).toBeUndefined();
});

test('text that stood in a note before its record was made is in no way of undo, also after a restart', async () => {
  const disk = createDisk();
  let { engine, newId } = await startLoneEngine(disk);
  const ref = { entity: 'activity', id: newId() };
  await engine.editBody(ref, noteOf('the draft', 5), 'window');
  const values = { kind: 'Email', subject: 'Re: Printer' };
  await engine.write([{ ...ref, values, create: true }], { label: 'Reply', batch: '' });
  await engine.stop();
  ({ engine, newId } = await startLoneEngine(disk, { seed: 2 }));
  expect(await engine.undo()).toMatchObject({ ok: true });
  // Written on while it was a draft again.
  await engine.editBody(ref, noteOf('and more', 6), 'window');
  expect(await engine.redo()).toMatchObject({ ok: true });
  expect(await engine.undo()).toMatchObject({ ok: true });
  expect(await textIn(engine, ref)).toContain('the draft');

  expect(await engine.redo()).toMatchObject({ ok: true });
  await engine.editBody(ref, noteOf('a teammate’s', 7), 'window');
  expect(await engine.undo()).toMatchObject({ ok: false, problem: { code: 'later-work' } });
});

test('a record that came with its note from a file goes with it, until somebody writes in it', async () => {
  const { engine, newId } = await startLoneEngine();
  const refs = [newId(), newId()].map((id) => ({ entity: 'account', id }));
  for (const ref of refs)
    await engine.write([{ ...ref, values: { name: 'From a file' }, create: true }], ACT);
  const notes = refs.map((ref) => ({ ...into(ref, 'from the file'), goesWithRecord: true }));
  expect(await engine.putIntoBodies(notes, ACT)).toMatchObject({ ok: true });
  expect(await engine.undo()).toMatchObject({ ok: true });
  expect(await engine.redo()).toMatchObject({ ok: true });
  const [first] = refs;
  if (first !== undefined) await engine.editBody(first, noteOf('by hand', 8), 'window');
  expect(await engine.undo()).toMatchObject({ ok: false, problem: { code: 'later-work' } });
});

test('text that is too large to be kept is not said to be put in again', async () => {
  const { engine, newId } = await startLoneEngine();
  const [large, small] = [newId(), newId()].map((id) => ({ entity: 'account', id }));
  if (large === undefined || small === undefined) throw new Error('there are two');
  for (const ref of [large, small])
    await engine.write([{ ...ref, values: { name: 'Nordwind' }, create: true }], {
      label: 'Create account',
      batch: '',
    });
  const texts = [into(large, 'x'.repeat(2_500_000)), into(small, 'short')];
  expect(await engine.putIntoBodies(texts, ACT)).toEqual({ ok: true, value: [] });
  expect(await engine.undo()).toMatchObject({ ok: true });
  expect(await engine.redo()).toMatchObject({ ok: false, problem: { code: 'note-too-large' } });
  expect(await textIn(engine, small)).toBe('');
});
