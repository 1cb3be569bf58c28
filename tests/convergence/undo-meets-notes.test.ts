/** What one takes out of a note again, and what others wrote of it, or brought as well, and nobody had told them. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { noteText } from '../../src-renderer/worker/workspace-file/note-text.ts';
import { aTeam, type Team } from './two-people.ts';

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

async function bothHaveTheRecord(team: Team): Promise<void> {
  const made = await team.done(
    team
      .ann()
      .write([{ ...REF, create: true, values: { name: 'Acme' } }], { label: 'New', batch: '' }),
  );
  expect(made).toMatchObject({ ok: true });
  await team.meet();
}

async function type({ done }: Team, engine: Engine, update: Uint8Array): Promise<void> {
  expect(await done(engine.editBody(REF, update, 'window'))).toMatchObject({ ok: true });
}

async function bring(
  { done }: Team,
  engine: Engine,
  update: Uint8Array,
  batch: string,
): Promise<void> {
  const body = { ref: REF, update, goesWithRecord: false };
  const brought = await done(engine.putIntoBodies([body], { label: 'Import of a copy', batch }));
  expect(brought).toMatchObject({ ok: true });
}

async function undo({ done }: Team, engine: Engine, batch: string): Promise<void> {
  expect(await done(engine.undo(batch))).toMatchObject({ ok: true });
}

async function bothRead({ ann, ben }: Team, expected: string): Promise<void> {
  for (const engine of [ann(), ben()])
    expect(noteText(await engine.openBody(REF)).trim()).toBe(expected);
}

describe.each(SEEDS)('two people and a note (seed %i)', (seed) => {
  it('letters that a file brought before they came from who typed them stay when the file is taken back', async () => {
    const team = await aTeam(seed);
    await bothHaveTheRecord(team);
    team.apart();
    const letters = paragraph('call Nora', 71);
    await type(team, team.ben(), letters);
    await bring(team, team.ann(), letters, 'copy');
    await undo(team, team.ann(), 'copy');
    await bothRead({ ...team, ben: team.ann }, '');
    await team.meet();
    await bothRead(team, 'call Nora');
  });

  it('so they do where the two had met before the file was taken back', async () => {
    const team = await aTeam(seed);
    await bothHaveTheRecord(team);
    team.apart();
    const letters = paragraph('call Nora', 71);
    await type(team, team.ben(), letters);
    await bring(team, team.ann(), letters, 'copy');
    await team.meet();
    await undo(team, team.ann(), 'copy');
    await team.meet();
    await bothRead(team, 'call Nora');
  });

  it('letters that their author has thrown away since do not come back', async () => {
    const team = await aTeam(seed);
    await bothHaveTheRecord(team);
    team.apart();
    const letters = paragraph('call Nora', 71);
    await type(team, team.ben(), letters);
    const doc = new Y.Doc({ guid: 'note' });
    Y.applyUpdate(doc, letters);
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment('body').delete(0, 1);
    await type(team, team.ben(), Y.encodeStateAsUpdate(doc, before));
    await bring(team, team.ann(), letters, 'copy');
    await undo(team, team.ann(), 'copy');
    await team.meet();
    await bothRead(team, '');
  });

  it('what two files brought stays until both are taken back', async () => {
    const team = await aTeam(seed);
    await bothHaveTheRecord(team);
    team.apart();
    const text = paragraph('from the old system', 72);
    await bring(team, team.ann(), text, 'anns copy');
    await bring(team, team.ben(), text, 'bens copy');
    await undo(team, team.ann(), 'anns copy');
    await team.meet();
    await bothRead(team, 'from the old system');
    await undo(team, team.ben(), 'bens copy');
    await team.meet();
    await bothRead(team, '');
  });

  it('text of a file alone goes with it', async () => {
    const team = await aTeam(seed);
    await bothHaveTheRecord(team);
    await bring(team, team.ann(), paragraph('from the old system', 72), 'copy');
    await team.meet();
    await undo(team, team.ann(), 'copy');
    await team.meet();
    await bothRead(team, '');
  });
});
