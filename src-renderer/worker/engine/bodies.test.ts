import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ENVELOPE_MAX_BYTES } from '../../../crm/contracts/envelope.contract.ts';
import { startLoneEngine } from './engine-fixture.ts';

/** The update of a window whose editor put this text into an empty note. */
function updateWith(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getXmlFragment('body').push([new Y.XmlText(text)]);
  return Y.encodeStateAsUpdate(doc);
}

async function textOf(state: Promise<Uint8Array>): Promise<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await state);
  return doc.getXmlFragment('body').toJSON();
}

it('what is too large for any relay is refused before it is kept, and the note goes on', async () => {
  const { engine, newId } = await startLoneEngine();
  const ref = { entity: 'deal', id: newId() };
  const before = engine.pending().length;
  const huge = await engine.editBody(ref, updateWith('x'.repeat(ENVELOPE_MAX_BYTES)), 'window');
  expect(huge).toMatchObject({ ok: false, problem: { code: 'note-too-large' } });
  expect(engine.pending()).toHaveLength(before);

  expect(await engine.editBody(ref, updateWith('short'), 'window')).toMatchObject({ ok: true });
  expect(engine.pending()).toHaveLength(before + 1);
  expect(await textOf(engine.openBody(ref))).toBe('short');
});
