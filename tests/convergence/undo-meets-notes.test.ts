/** What one takes out of a note again, and what others wrote of it, or brought as well, and nobody had told them. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { noteText } from '../../src-renderer/worker/workspace-file/note-text.ts';
import { aTeam } from './two-people.ts';

const SEEDS = [1, 2, 3];
const REF = { entity: 'account', id: derivedId('import', 'account', 'externalId', 'a-1') };

/** A paragraph as an editor makes it; the note's whole state is also what a file of the workspace holds. */
function paragraph(text: string, clientID: number): Uint8Array {
  const doc = new Y.Doc({ guid: 'note' });
  doc.clientID = clientID;
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('body').insert(0, [element]);
  return Y.encodeStateAsUpdate(doc);
}

/** The two and a record that both have, with what they do to its note. */
async function aTeamWithANote(seed: number) {
  const team = await aTeam(seed);
  const { ann, ben, done, meet } = team;
  const made = ann().write([{ ...REF, create: true, values: { name: 'Acme' } }], {
    label: 'New',
    batch: '',
  });
  expect(await done(made)).toMatchObject({ ok: true });
  await meet();
  return {
    ...team,
    async types(engine: Engine, update: Uint8Array) {
      expect(await done(engine.editBody(REF, update, 'window'))).toMatchObject({ ok: true });
    },
    async brings(engine: Engine, update: Uint8Array, batch: string) {
      const body = { ref: REF, update, goesWithRecord: false };
      const brought = engine.putIntoBodies([body], { label: 'Import of a copy', batch });
      expect(await done(brought)).toMatchObject({ ok: true });
    },
    async takesBack(engine: Engine, batch: string) {
      expect(await done(engine.undo(batch))).toMatchObject({ ok: true });
    },
    async reads(engine: Engine, expected: string) {
      expect(noteText(await engine.openBody(REF)).trim()).toBe(expected);
    },
    async bothRead(expected: string) {
      for (const engine of [ann(), ben()]) await this.reads(engine, expected);
    },
  };
}

/** While nobody can tell the other, Ben types what a file of Ann's brings as well. */
async function typedAndBrought(seed: number) {
  const team = await aTeamWithANote(seed);
  team.apart();
  const letters = paragraph('call Nora', 71);
  await team.types(team.ben(), letters);
  await team.brings(team.ann(), letters, 'copy');
  return { team, letters };
}

describe.each(SEEDS)('two people and a note (seed %i)', (seed) => {
  it('letters that a file brought before they came from who typed them stay when the file is taken back', async () => {
    const { team } = await typedAndBrought(seed);
    await team.takesBack(team.ann(), 'copy');
    await team.reads(team.ann(), '');
    await team.meet();
    await team.bothRead('call Nora');
  });

  it('so they do where the two had met before the file was taken back', async () => {
    const { team } = await typedAndBrought(seed);
    await team.meet();
    await team.takesBack(team.ann(), 'copy');
    await team.meet();
    await team.bothRead('call Nora');
  });

  it('letters that their author has thrown away since do not come back', async () => {
    const { team, letters } = await typedAndBrought(seed);
    const doc = new Y.Doc({ guid: 'note' });
    Y.applyUpdate(doc, letters);
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment('body').delete(0, 1);
    await team.types(team.ben(), Y.encodeStateAsUpdate(doc, before));
    await team.takesBack(team.ann(), 'copy');
    await team.meet();
    await team.bothRead('');
  });

  it('what two files brought stays until both are taken back', async () => {
    const team = await aTeamWithANote(seed);
    team.apart();
    const text = paragraph('from the old system', 72);
    await team.brings(team.ann(), text, 'anns copy');
    await team.brings(team.ben(), text, 'bens copy');
    await team.takesBack(team.ann(), 'anns copy');
    await team.meet();
    await team.bothRead('from the old system');
    await team.takesBack(team.ben(), 'bens copy');
    await team.meet();
    await team.bothRead('');
  });

  it('text of a file alone goes with it', async () => {
    const team = await aTeamWithANote(seed);
    await team.brings(team.ann(), paragraph('from the old system', 72), 'copy');
    await team.meet();
    await team.takesBack(team.ann(), 'copy');
    await team.meet();
    await team.bothRead('');
  });
});
