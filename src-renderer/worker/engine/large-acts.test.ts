/** Large acts of new records: the outbox keeps them until the fold, and nothing else does. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../../crm/kernel/ids.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import { createDisk, type Disk, type DiskHooks } from '../store/memory-disk.ts';
import type { Core } from './core.ts';
import { createRenewal } from '../sync/renewal.ts';
import { createCore } from './create-core.ts';
import type { RecordInput } from './engine-api.ts';
import { loneDeps, startLoneEngine } from './engine-fixture.ts';
import { fold } from './folding.ts';
import { createLocalWrites, type LocalWrites } from './local-writes.ts';
import type { EngineDeps } from './ports.ts';

const SIZES = { chunkRecords: 50, groupChunks: 2, bulkRecords: 64 };

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

function accounts(newId: () => string, count: number): RecordInput[] {
  return Array.from({ length: count }, (_, index) => ({
    entity: 'account',
    id: newId(),
    create: true,
    values: { name: `Account ${index}`, tags: ['x'] },
  }));
}

function rename(id: string, name: string): RecordInput[] {
  return [{ entity: 'account', id, create: false, values: { name } }];
}

const shown = ({ rows }: EngineDeps): unknown =>
  [...rows.all('account')].toSorted((a, b) => (a.id < b.id ? -1 : 1));

interface Desktop {
  readonly core: Core;
  readonly local: LocalWrites;
  readonly deps: EngineDeps;
  readonly newId: () => string;
}

/** An engine without a feed: a test says itself what the relay acknowledged. */
async function startCore(disk: Disk, seed = 1, hooks?: DiskHooks): Promise<Desktop> {
  const deps = loneDeps(disk, {
    seed,
    deps: { actSizes: SIZES },
    ...(hooks === undefined ? {} : { hooks }),
  });
  const core = createCore(deps);
  createRenewal(core);
  await core.start();
  const local = createLocalWrites(core, () => undefined);
  return { core, local, deps, newId: () => newId(deps.clock, deps.random) };
}

describe('a large act of new records', () => {
  it('is whole after a start that comes before the fold: rows, history, and its place in the undo list', async () => {
    const disk = createDisk();
    const lone = await startLoneEngine(disk, { deps: { actSizes: SIZES } });
    const [early] = accounts(lone.newId, 1);
    valueOf(
      await lone.engine.write(early === undefined ? [] : [early], { label: 'One', batch: '' }),
    );
    const many = accounts(lone.newId, 330);
    const third = many[2]?.id ?? '';
    valueOf(await lone.engine.write(many, { label: 'Import', batch: '' }));
    valueOf(await lone.engine.write(rename(third, 'Renamed'), { label: 'Rename', batch: '' }));
    // One entry for each of the small acts; the last envelopes of the large one are too few to be worth a fold.
    expect(disk.tables.journal.size).toBe(3);
    disk.crash();

    const again = await startLoneEngine(disk, { seed: 2 });
    expect(shown(again.deps)).toEqual(shown(lone.deps));
    expect(again.engine.undoList().map(({ label, records }) => [label, records])).toEqual([
      ['Rename', 1],
      ['Import', 330],
      ['One', 1],
    ]);
    const { entries } = await again.engine.history({ entity: 'account', id: third });
    expect(entries.map(({ label }) => label)).toEqual(['Rename', 'Import']);
    valueOf(await again.engine.undo());
    valueOf(await again.engine.undo());
    expect([...again.deps.rows.all('account')].map(({ id }) => id)).toEqual([early?.id]);
  });

  it.each([1, 2, 5])('lets edits in while it is written, %s of them', async (count) => {
    const disk = createDisk();
    const lone = await startLoneEngine(disk, { deps: { actSizes: SIZES } });
    const edited = accounts(lone.newId, count);
    const many = accounts(lone.newId, 1100);
    const order: string[] = [];
    const act = { label: 'Import', batch: lone.newId(), planned: 'as it goes' } as const;
    const importing = lone.engine
      .write(many, act, { saved: () => void order.push('part'), isCancelled: () => false })
      .finally(() => void order.push('import'));
    const editing = (async () => {
      for (const one of edited) {
        valueOf(await lone.engine.write([one], { label: 'Edit', batch: '' }));
        order.push('edit');
      }
    })();
    await Promise.all([importing, editing]);
    valueOf(await importing);
    // Each waits for no more than what is on its way and being made ready.
    expect(order.slice(0, 2 * count + 2).filter((one) => one === 'edit')).toHaveLength(count);
    expect(order.at(-1)).toBe('import');
    const ns = lone.engine.pending().map(({ n }) => n);
    expect(ns).toEqual(Array.from(ns, (_, index) => index + 1));
    disk.crash();
    const again = await startLoneEngine(disk, { seed: 2, deps: { actSizes: SIZES } });
    expect(shown(again.deps)).toEqual(shown(lone.deps));
    valueOf(await again.engine.undo(act.batch));
    expect([...again.engine.all('account')]).toHaveLength(count);
  });

  it('asked to be planned as it goes keeps what came before a record that is refused', async () => {
    const lone = await startLoneEngine(createDisk(), { deps: { actSizes: SIZES } });
    const many = accounts(lone.newId, 150);
    const bad = { ...many[149], values: { name: 'Bad', employees: -5 } } as RecordInput;
    const inputs = [...many.slice(0, 149), bad];
    const act = { label: 'Import', batch: '' };
    expect(await lone.engine.write(inputs, act)).toMatchObject({ ok: false });
    expect([...lone.engine.all('account')]).toHaveLength(0);
    const written = await lone.engine.write(inputs, { ...act, planned: 'as it goes' });
    expect(written).toMatchObject({ ok: false, problem: { code: 'invalid-value' } });
    expect([...lone.engine.all('account')]).toHaveLength(100);
    valueOf(await lone.engine.undo());
    expect([...lone.engine.all('account')]).toHaveLength(0);
  });

  it('stays in the outbox when the relay has it, until the fold', async () => {
    const disk = createDisk();
    const { core, local, deps, newId: draw } = await startCore(disk);
    valueOf(await local.write(accounts(draw, 300), { label: 'Import', batch: '' }));
    const before = shown(deps);
    const sent = [...core.outbox.keys()];
    valueOf(await core.commit({ outboxSent: sent }));
    expect([...core.outbox.keys()]).toEqual([]);
    expect([...disk.tables.outbox.keys()]).toEqual(sent);
    disk.crash();

    const again = await startCore(disk, 2);
    expect(shown(again.deps)).toEqual(before);
    expect([...again.core.outbox.keys()]).toEqual([]);
    valueOf(await fold(again.core));
    expect(disk.tables.outbox.size).toBe(0);
    expect(disk.tables.journal.size).toBe(0);
    expect(shown((await startLoneEngine(disk, { seed: 3 })).deps)).toEqual(before);
  });

  it('that must leave the outbox before the fold goes into the journal', async () => {
    const disk = createDisk();
    const { core, local, deps, newId: draw } = await startCore(disk);
    const many = accounts(draw, 300);
    const edited = many[0]?.id ?? '';
    valueOf(await local.write(many, { label: 'Import', batch: '' }));
    valueOf(await local.write(rename(edited, 'Edited'), { label: 'Edit', batch: '' }));
    const before = shown(deps);
    const [first = 0, ...others] = [...core.unfolded.keys()];
    valueOf(await core.commit({ outboxRemove: [first] }));
    expect(disk.tables.outbox.has(first)).toBe(false);
    expect([...core.unfolded.keys()]).toEqual(others);
    disk.crash();
    const again = await startCore(disk, 2);
    expect(shown(again.deps)).toEqual(before);
    valueOf(await fold(again.core));
    expect(shown((await startLoneEngine(disk, { seed: 3 })).deps)).toEqual(before);
  });

  it.each([
    ['an edit', (one: string) => rename(one, 'Edited'), 1],
    ['an act as large', (_: string, draw: () => string) => accounts(draw, 300), 6],
    ['an acknowledgement', () => [], 0],
  ])(
    'that failed and is on the disk all the same is not there after %s and a start',
    async (_title, next, waiting) => {
      const disk = createDisk();
      let isDenied = false;
      const hooks: DiskHooks = { fateOf: () => (isDenied ? 'denied' : 'kept') };
      const { core, local, deps, newId: draw } = await startCore(disk, 1, hooks);
      const [first] = accounts(draw, 1);
      valueOf(await local.write(first === undefined ? [] : [first], { label: 'One', batch: '' }));
      isDenied = true;
      const failed = await local.write(accounts(draw, 100), { label: 'Import', batch: '' });
      expect(failed).toMatchObject({ ok: false, problem: { code: 'store-failed' } });
      expect(disk.tables.outbox.size).toBe(3);
      isDenied = false;
      const records = next(first?.id ?? '', draw);
      if (records.length > 0) valueOf(await local.write(records, { label: 'Next', batch: '' }));
      else valueOf(await core.commit({ outboxSent: [1] }));
      const before = shown(deps);
      const undoable = core.acts.list();
      const sent = [...core.outbox.keys()];
      expect(sent).toHaveLength(records.length > 0 ? waiting + 1 : 0);
      disk.crash();

      const again = await startCore(disk, 2);
      expect(shown(again.deps)).toEqual(before);
      expect(again.core.acts.list()).toEqual(undoable);
      expect([...again.core.outbox.keys()]).toEqual(sent);
      expect(again.core.position.n).toBe(sent.at(-1) ?? 1);
    },
  );

  it('whose envelope is gone from the outbox has everything fetched again, and loses nothing that is left', async () => {
    const disk = createDisk();
    const { core, local, newId: draw } = await startCore(disk);
    valueOf(await local.write(accounts(draw, 300), { label: 'Import', batch: '' }));
    const [first = 0] = [...core.unfolded.keys()];
    disk.tables.outbox.delete(first);
    const again = await startCore(disk, 2);
    expect([...again.deps.rows.all('account')]).toHaveLength(250);
    expect(again.core.position.cursor).toBe(0);
  });

  it('makes room in the journal before it goes on, once that is full', async () => {
    const disk = createDisk();
    const lone = await startLoneEngine(disk, {
      deps: { actSizes: { ...SIZES, journalMaxBytes: 10_000 } },
    });
    valueOf(await lone.engine.write(accounts(lone.newId, 1000), { label: 'Import', batch: '' }));
    expect(disk.tables.packs.docs.size).toBeGreaterThan(10);
    disk.crash();
    const again = await startLoneEngine(disk, { seed: 2 });
    expect(shown(again.deps)).toEqual(shown(lone.deps));
  });
});
