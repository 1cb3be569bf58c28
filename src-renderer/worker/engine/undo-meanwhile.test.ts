/** Edits of a person while a large act is taken back, and what is taken in again after that. */
import { expect, test } from 'vitest';
import type { Result } from '../../../crm/kernel/result.ts';
import type { Engine } from './engine-api.ts';
import { startLoneEngine } from './engine-fixture.ts';

const COUNT = 200;
const hand = { label: 'By hand', batch: '' };

interface Imported {
  readonly engine: Engine;
  readonly newId: () => string;
  readonly ids: readonly string[];
  readonly act: string;
  readonly mine: string;
}

async function imported(): Promise<Imported> {
  const { engine, newId } = await startLoneEngine(undefined, {
    deps: {
      actSizes: { chunkRecords: 20, groupChunks: 2 },
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    },
  });
  const mine = newId();
  const account = { entity: 'account', create: true };
  await engine.write([{ ...account, id: mine, values: { name: 'Mine' } }], hand);
  const ids = Array.from({ length: COUNT }, newId);
  const done = await engine.write(
    ids.map((id, at) => ({ ...account, id, values: { name: `Account ${at}` } })),
    { label: 'Import', batch: '', planned: 'as it goes' },
  );
  if (!done.ok) throw new Error(done.problem.message);
  return { engine, newId, ids, act: done.value.txId, mine };
}

/** `edit` is done once, as soon as the first part of the undo is on the disk. */
async function undoAnd<Value>(
  { engine, act }: Imported,
  edit: () => Promise<Value>,
): Promise<{ readonly undone: Awaited<ReturnType<Engine['undo']>>; readonly edited: Value }> {
  let begun: Promise<Value> | undefined;
  const undone = await engine.undo(act, {
    checked: () => undefined,
    saved: () => void (begun ??= edit()),
    isCancelled: () => false,
  });
  if (begun === undefined) throw new Error('something was saved');
  return { undone, edited: await begun };
}

const countOf = (engine: Engine): number => [...engine.all('account')].length;

test('an edit has its turn before the undo of a large act is over', async () => {
  const team = await imported();
  let left = 0;
  const { undone } = await undoAnd(team, async () => {
    const values = { name: 'Mine, later' };
    await team.engine.write([{ entity: 'account', id: team.mine, create: false, values }], hand);
    left = countOf(team.engine);
  });
  expect(undone).toMatchObject({ ok: true });
  expect(left).toBeGreaterThan(1);
  expect([...team.engine.all('account')]).toMatchObject([{ id: team.mine, name: 'Mine, later' }]);
});

test('whoever edits a record of the act meanwhile keeps all of it', async () => {
  const team = await imported();
  const last = team.ids.at(-1) ?? '';
  const { undone, edited } = await undoAnd(team, () => {
    const values = { industry: 'Retail' };
    return team.engine.write([{ entity: 'account', id: last, create: false, values }], hand);
  });
  expect(edited).toMatchObject({ ok: true });
  expect(undone).toMatchObject({
    ok: false,
    problem: { code: 'later-work', record: `account/${last}` },
  });
  expect(countOf(team.engine)).toBe(COUNT + 1);
  expect(team.engine.get('account', last)).toMatchObject({ industry: 'Retail' });
  // The later work taken back first, as the refusal says.
  expect(await team.engine.undo()).toMatchObject({ ok: true });
  expect(await team.engine.undo(team.act)).toMatchObject({ ok: true });
  expect(countOf(team.engine)).toBe(1);
});

test('whoever links to a record of the act meanwhile keeps all of it', async () => {
  const team = await imported();
  const deal = { entity: 'deal', id: team.newId(), create: true };
  const { undone, edited } = await undoAnd<Result<unknown>>(team, () => {
    const stage = { stage: 'Prospecting', rank: 'a0' };
    const values = { name: 'Boots', stage, account: team.ids.at(-1) };
    return team.engine.write([{ ...deal, values }], hand);
  });
  expect(edited).toMatchObject({ ok: true });
  expect(undone).toMatchObject({ ok: false, problem: { code: 'later-work' } });
  expect(countOf(team.engine)).toBe(COUNT + 1);
});

test('a command takes nothing away that was saved while it waited for its turn', async () => {
  const { engine, newId } = await startLoneEngine();
  const [one, other] = [newId(), newId()];
  for (const [id, tag] of [
    [one, 'a'],
    [other, 'b'],
  ] as const) {
    const values = { name: `Account ${tag}`, tags: [tag] };
    await engine.write([{ entity: 'account', id, create: true, values }], hand);
  }
  const values = { tags: ['a', 'meanwhile'] };
  const base = { tags: ['a'] };
  const tagged = engine.write([{ entity: 'account', id: one, create: false, values, base }], hand);
  const merge = { entity: 'account', survivor: one, losers: [other], take: {} };
  const merged = engine.run('records.merge', merge);
  expect(await Promise.all([tagged, merged])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(engine.get('account', one)).toMatchObject({ tags: ['a', 'b', 'meanwhile'] });
});

test.each(['whole', 'stopped halfway'] as const)(
  'a file that was taken back (%s) and taken in again is taken back again, in the end without a trace',
  async (first) => {
    const { engine, newId } = await startLoneEngine(undefined, {
      deps: { actSizes: { chunkRecords: 20, groupChunks: 2 } },
    });
    const ids = Array.from({ length: COUNT }, newId);
    const takeIn = async (batch: string, isCancelled: () => boolean): Promise<boolean> => {
      const inputs = ids.map((id, at) => {
        const values = { name: `Account ${at}`, tags: [batch] };
        return { entity: 'account', id, create: true, values };
      });
      const act = { label: 'Import', batch, planned: 'as it goes' as const };
      let saved = 0;
      const done = await engine.write(inputs, act, {
        saved: (count) => void (saved = count),
        isCancelled: () => saved > 0 && isCancelled(),
      });
      return done.ok;
    };
    expect(await takeIn('first', () => first === 'stopped halfway')).toBe(first === 'whole');
    expect(countOf(engine)).toBeGreaterThan(0);
    expect(await engine.undo('first')).toMatchObject({ ok: true });
    expect(countOf(engine)).toBe(0);
    expect(await takeIn('again', () => false)).toBe(true);
    expect(engine.get('account', ids[0] ?? '')).toMatchObject({ tags: ['again'] });
    expect(await engine.undo('again')).toMatchObject({ ok: true });
    expect(countOf(engine)).toBe(0);
    // What was taken back twice is put in again as it was the second time.
    expect(await engine.redo('again')).toMatchObject({ ok: true });
    expect(engine.get('account', ids[0] ?? '')).toMatchObject({ tags: ['again'] });
  },
);
