/**
 * What one takes back and what another writes at the same time, with both outcomes of each race that Yjs decides by client
 * ids: several seeds a rule.
 */
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { aTeam, type Team } from './two-people.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
/** Enough for what was written to arrive. */
const BEFORE_REPAIR_MS = 800;
/** As a file names it, on every desktop. */
const ID = derivedId('import', 'account', 'externalId', 'a-1');
const REF = { entity: 'account', id: ID };

const file = { label: 'Import', batch: '' };
const hand = { label: 'By hand', batch: '' };

/** A file names the record, and it is here or not. */
async function bring(
  { done }: Team,
  engine: Engine,
  values: Record<string, unknown> = {},
): Promise<string> {
  const whole = { name: 'Acme', ...values };
  const made = await done(
    engine.write([{ ...REF, create: true, values: whole, fromFile: true }], file),
  );
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.txId;
}

async function tag({ done }: Team, engine: Engine, tags: readonly string[]): Promise<string> {
  const base = { tags: engine.get('account', ID)?.['tags'] };
  const made = await done(engine.write([{ ...REF, create: false, values: { tags }, base }], hand));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.txId;
}

function bothShow({ ann, ben }: Team, expected: unknown): void {
  for (const engine of [ann(), ben()]) {
    if (expected === undefined) expect(engine.get('account', ID)).toBeUndefined();
    else expect(engine.get('account', ID)).toMatchObject(expected as object);
  }
}

describe.each(SEEDS)('two people (seed %i)', (seed) => {
  it('a record that a teammate worked on at the same time comes back when its file was taken back', async () => {
    const team = await aTeam(seed);
    const act = await bring(team, team.ann(), { industry: 'Retail' });
    await team.meet();
    team.apart();
    const tagged = await tag(team, team.ben(), ['vip']);
    expect(await team.done(team.ann().undo(act))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, { name: 'Acme', industry: 'Retail', tags: ['vip'] });
    // Whose work it stood for takes that back: nothing keeps it any more.
    expect(await team.done(team.ben().undo(tagged))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, undefined);
  });

  it('what two brought stays until both took it back', async () => {
    const team = await aTeam(seed);
    team.apart();
    const anns = await bring(team, team.ann());
    const bens = await bring(team, team.ben());
    await team.meet();
    expect(await team.done(team.ann().undo(anns))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, { name: 'Acme' });
    expect(await team.done(team.ben().undo(bens))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, undefined);
    expect(await team.done(team.ann().redo(anns))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, { name: 'Acme' });
  });

  it('what two brought stays also where one took it back before they heard of each other', async () => {
    const team = await aTeam(seed);
    team.apart();
    const anns = await bring(team, team.ann());
    const bens = await bring(team, team.ben());
    expect(await team.done(team.ann().undo(anns))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, { name: 'Acme' });
    expect(await team.done(team.ben().undo(bens))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, undefined);
  });

  it.each(['before', 'after'] as const)(
    'a tag that a file and a teammate put on stays, where the file is taken back %s they hear of each other',
    async (when) => {
      const team = await aTeam(seed);
      await bring(team, team.ann());
      await team.meet();
      team.apart();
      const values = { ...REF, create: false, values: { tags: ['vip'] }, fromFile: true as const };
      const brought = await team.done(team.ann().write([values], file));
      if (!brought.ok) throw new Error('it is written');
      const tagged = await tag(team, team.ben(), ['vip']);
      if (when === 'after') await team.meet();
      expect(await team.done(team.ann().undo(brought.value.txId))).toMatchObject({ ok: true });
      await team.meet();
      bothShow(team, { tags: ['vip'] });
      expect(await team.done(team.ben().undo(tagged))).toMatchObject({ ok: true });
      await team.meet();
      bothShow(team, { name: 'Acme' });
      expect(team.ann().get('account', ID)?.['tags']).toBeUndefined();
    },
  );

  it('a record that is taken back and brought anew keeps what a teammate wrote meanwhile, and nothing of the first file', async () => {
    const team = await aTeam(seed);
    const act = await bring(team, team.ann(), { industry: 'Retail' });
    await team.meet();
    team.apart();
    await tag(team, team.ben(), ['vip']);
    expect(await team.done(team.ann().undo(act))).toMatchObject({ ok: true });
    await bring(team, team.ann(), { territory: 'North' });
    await team.meet();
    bothShow(team, { name: 'Acme', territory: 'North', tags: ['vip'] });
    expect(team.ben().get('account', ID)?.['industry']).toBeUndefined();
  });

  it('a record that comes from a teammate while a file that makes it here waits keeps what both say', async () => {
    const team = await aTeam(seed);
    await bring(team, team.ann(), { tags: ['from ann'] });
    await team.meet();
    // Planned before it came.
    await bring(team, team.ben(), { tags: ['from ben'] });
    await team.meet();
    bothShow(team, { tags: ['from ann', 'from ben'] });
  });

  it('a record that is taken back and brought anew keeps what a teammate’s file brought meanwhile', async () => {
    const team = await aTeam(seed);
    const [anns] = await Promise.all([
      bring(team, team.ann(), { tags: ['from ann'] }),
      bring(team, team.ben(), { tags: ['from ben'] }),
    ]);
    expect(await team.done(team.ann().undo(anns))).toMatchObject({ ok: true });
    await team.meet(BEFORE_REPAIR_MS);
    await bring(team, team.ann(), { industry: 'Retail' });
    await team.meet();
    for (const engine of [team.ann(), team.ben()])
      expect(engine.get('account', ID)?.['tags']).toEqual(expect.arrayContaining(['from ben']));
  });

  it('a record of one’s own that nobody else wrote in is gone when it is taken back', async () => {
    const team = await aTeam(seed);
    const act = await bring(team, team.ann());
    await team.meet();
    expect(await team.done(team.ann().undo(act))).toMatchObject({ ok: true });
    await team.meet();
    bothShow(team, undefined);
  });
});
