import { describe, expect, it } from 'vitest';
import { createDisk } from '../store/memory-disk.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import { startLoneEngine, type LoneEngine } from './engine-fixture.ts';

const act = { label: 'Test', batch: '' };

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

async function createDeal(
  { engine, newId }: LoneEngine,
  values: Record<string, unknown> = {},
): Promise<string> {
  const id = newId();
  const stage = { stage: 'Prospecting', rank: 'a0' };
  valueOf(
    await engine.write(
      [{ entity: 'deal', id, create: true, values: { name: 'Big sale', stage, ...values } }],
      act,
    ),
  );
  return id;
}

function snapshot({ engine }: LoneEngine): unknown {
  return ['deal', 'account', 'contact'].map((entity) =>
    [...engine.all(entity)].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

describe('a write', () => {
  it('shows its row once it is durable', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call' });
    expect(lone.engine.get('deal', id)).toMatchObject({
      name: 'Big sale',
      nextStep: 'Call',
      entity: 'deal',
    });
    expect(lone.engine.pending()).toHaveLength(1);
  });

  it('is refused whole when one of its records is not valid', async () => {
    const lone = await startLoneEngine();
    const [good, bad] = [lone.newId(), lone.newId()];
    const result = await lone.engine.write(
      [
        { entity: 'account', id: good, create: true, values: { name: 'Acme' } },
        { entity: 'account', id: bad, create: true, values: { name: 'Bad', employees: -5 } },
      ],
      act,
    );
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'invalid-value', fields: ['employees'] },
    });
    expect(lone.engine.get('account', good)).toBeUndefined();
  });

  it('that the disk has no room for leaves rows, documents and outbox as they were', async () => {
    let isFull = false;
    const lone = await startLoneEngine(createDisk(), {
      hooks: { fateOf: () => (isFull ? 'full' : 'kept') },
    });
    const id = await createDeal(lone);
    isFull = true;
    const refused = await lone.engine.write(
      [{ entity: 'deal', id, create: false, values: { name: 'Other' } }],
      act,
    );
    expect(refused).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    expect(lone.engine.get('deal', id)?.['name']).toBe('Big sale');
    isFull = false;
    valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: false, values: { nextStep: 'Mail' } }],
        act,
      ),
    );
    expect(lone.engine.get('deal', id)).toMatchObject({ name: 'Big sale', nextStep: 'Mail' });
    expect(lone.engine.pending()).toHaveLength(2);
  });

  it('to a set touches only the members that differ', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { tags: ['a', 'b'] });
    valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: false, values: { tags: ['b', 'c'] } }],
        act,
      ),
    );
    expect(lone.engine.get('deal', id)?.['tags']).toEqual(['b', 'c']);
    const { entries } = await lone.engine.history({ entity: 'deal', id });
    expect(entries[0]?.changes.map(({ slot, to }) => [slot.member, to])).toEqual([
      ['c', true],
      ['a', null],
    ]);
  });
});

describe('what the program does for itself', () => {
  it('cannot be undone by mistake', async () => {
    const lone = await startLoneEngine();
    const values = { name: 'Ada' };
    valueOf(
      await lone.engine.write([{ entity: 'user', id: lone.newId(), create: true, values }], {
        ...act,
        unlisted: true,
      }),
    );
    expect(lone.engine.undoList()).toEqual([]);
    expect(await lone.engine.undo()).toMatchObject({ problem: { code: 'nothing-to-undo' } });
  });
});

describe('a set', () => {
  it('keeps what a teammate added while the person was editing it', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { tags: ['a'] });
    const seen = lone.engine.get('deal', id)?.['tags'];
    const edit = (tags: readonly string[], base?: unknown) =>
      lone.engine.write(
        [
          {
            entity: 'deal',
            id,
            create: false,
            values: { tags },
            ...(base === undefined ? {} : { base: { tags: base } }),
          },
        ],
        act,
      );
    valueOf(await edit(['a', 'from a teammate']));
    valueOf(await edit(['a', 'mine'], seen));
    expect(lone.engine.get('deal', id)?.['tags']).toEqual(['a', 'from a teammate', 'mine']);
  });
});

describe('a start', () => {
  it('shows what was durable before: from the journal, from packs, and after both', async () => {
    const disk = createDisk();
    const lone = await startLoneEngine(disk);
    const id = await createDeal(lone);
    const many = Array.from({ length: 300 }, (_, index) => ({
      entity: 'account',
      id: lone.newId(),
      create: true,
      values: {
        name: `Account ${index}`,
        tags: ['x'],
        emails: [{ id: 'e', address: 'a@b.example', primary: true }],
      },
    }));
    valueOf(await lone.engine.write(many, act));
    valueOf(
      await lone.engine.write(
        [{ entity: 'account', id: many[7]?.id ?? '', create: false, values: { name: 'Changed' } }],
        act,
      ),
    );
    const before = snapshot(lone);
    disk.crash();
    const again = await startLoneEngine(disk, { seed: 2 });
    expect(snapshot(again)).toEqual(before);
    valueOf(
      await again.engine.write(
        [{ entity: 'deal', id, create: false, values: { nextStep: 'x' } }],
        act,
      ),
    );
    const last = await startLoneEngine(disk, { seed: 3 });
    expect(last.engine.get('deal', id)).toMatchObject({ name: 'Big sale', nextStep: 'x' });
    expect(last.engine.pending()).toHaveLength(4);
  });

  it('after a long journal was folded shows the same rows, history and undo list', async () => {
    const disk = createDisk();
    const timers: (() => void)[] = [];
    const lone = await startLoneEngine(disk, {
      deps: { timers: { after: (_ms, run) => (timers.push(run), () => undefined) } },
    });
    const id = await createDeal(lone);
    for (let index = 0; index < 2001; index++) {
      valueOf(
        await lone.engine.write(
          [{ entity: 'deal', id, create: false, values: { nextStep: `Step ${index}` } }],
          act,
        ),
      );
    }
    expect(disk.tables.journal.size).toBe(2002);
    timers.at(-1)?.();
    await lone.engine.stop();
    expect(disk.tables.journal.size).toBe(0);
    const again = await startLoneEngine(disk, { seed: 2 });
    expect(again.engine.get('deal', id)?.['nextStep']).toBe('Step 2000');
    expect((await again.engine.history({ entity: 'deal', id })).entries).toHaveLength(2002);
    valueOf(await again.engine.undo());
    expect(again.engine.get('deal', id)?.['nextStep']).toBe('Step 1999');
  });
});

describe('undo', () => {
  it('takes back the last act, and redo puts it there again', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call' });
    valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: false, values: { nextStep: 'Mail' } }],
        act,
      ),
    );
    valueOf(await lone.engine.undo());
    expect(lone.engine.get('deal', id)?.['nextStep']).toBe('Call');
    valueOf(await lone.engine.redo());
    expect(lone.engine.get('deal', id)?.['nextStep']).toBe('Mail');
    valueOf(await lone.engine.undo());
    valueOf(await lone.engine.undo());
    expect(lone.engine.get('deal', id)).toBeUndefined();
    valueOf(await lone.engine.redo());
    expect(lone.engine.get('deal', id)).toMatchObject({ name: 'Big sale', nextStep: 'Call' });
  });

  it('takes back a bulk act of many envelopes as one, after a restart too', async () => {
    const disk = createDisk();
    const lone = await startLoneEngine(disk);
    const many = Array.from({ length: 1200 }, (_, index) => ({
      entity: 'account',
      id: lone.newId(),
      create: true,
      values: { name: `Account ${index}` },
    }));
    valueOf(await lone.engine.write(many, { label: 'Import', batch: '' }));
    const again = await startLoneEngine(disk, { seed: 2 });
    expect(again.engine.undoList()).toMatchObject([
      { label: 'Import', records: 1200, state: 'done' },
    ]);
    valueOf(await again.engine.undo());
    expect([...again.engine.all('account')]).toEqual([]);
    valueOf(await again.engine.redo());
    expect([...again.engine.all('account')]).toHaveLength(1200);
  });

  it('takes a creation back again after a redo', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call' });
    for (let round = 0; round < 3; round++) {
      valueOf(await lone.engine.undo());
      expect(lone.engine.get('deal', id)).toBeUndefined();
      valueOf(await lone.engine.redo());
      expect(lone.engine.get('deal', id)).toMatchObject({ nextStep: 'Call' });
    }
  });

  it('asked for twice at once takes back two acts', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call' });
    for (const nextStep of ['Mail', 'Visit'])
      valueOf(
        await lone.engine.write([{ entity: 'deal', id, create: false, values: { nextStep } }], act),
      );
    await Promise.all([lone.engine.undo(), lone.engine.undo()]);
    expect(lone.engine.get('deal', id)?.['nextStep']).toBe('Call');
  });

  it.each(['while it looks', 'while it writes'])(
    'that is stopped %s leaves every record as it was, and can be asked for again',
    async (when) => {
      const lone = await startLoneEngine(createDisk(), {
        deps: { actSizes: { chunkRecords: 100, groupChunks: 2 } },
      });
      const many = Array.from({ length: 1200 }, (_, index) => ({
        entity: 'account',
        id: lone.newId(),
        create: true,
        values: { name: `Account ${index}` },
      }));
      const made = valueOf(await lone.engine.write(many, { label: 'Import', batch: '' }));
      const accounts = () =>
        [...lone.engine.all('account')].toSorted((a, b) => a.id.localeCompare(b.id));
      const before = accounts();
      let looked = 0;
      let saved = 0;
      const stopped = await lone.engine.undo(made.txId, {
        checked: (records, of) => {
          looked = records;
          expect(of).toBe(1200);
        },
        saved: (records) => (saved = records),
        isCancelled: () => (when === 'while it looks' ? looked > 0 : saved > 0),
      });
      expect(stopped).toMatchObject({ ok: false, problem: { code: 'undo-stopped' } });
      expect(saved > 0).toBe(when === 'while it writes');
      expect(accounts()).toEqual(before);
      expect(lone.engine.undoList()).toMatchObject([{ label: 'Import', state: 'done' }]);
      valueOf(await lone.engine.undo(made.txId));
      expect([...lone.engine.all('account')]).toEqual([]);
    },
  );

  it('is refused, naming the record, where later work stands on it', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call' });
    const first = valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: false, values: { nextStep: 'Mail' } }],
        act,
      ),
    );
    valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: false, values: { nextStep: 'Visit' } }],
        act,
      ),
    );
    const refused = await lone.engine.undo(first.txId);
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'later-work', record: `deal/${id}` },
    });
    expect(lone.engine.get('deal', id)?.['nextStep']).toBe('Visit');
  });

  it('of a creation is refused while another record links to it', async () => {
    const lone = await startLoneEngine();
    const account = lone.newId();
    const made = valueOf(
      await lone.engine.write(
        [{ entity: 'account', id: account, create: true, values: { name: 'Acme' } }],
        act,
      ),
    );
    await createDeal(lone, { account });
    expect(await lone.engine.undo(made.txId)).toMatchObject({
      ok: false,
      problem: { code: 'later-work' },
    });
    valueOf(await lone.engine.undo());
    valueOf(await lone.engine.undo(made.txId));
    expect(lone.engine.get('account', account)).toBeUndefined();
  });

  it('of a conversion takes back what the lead was made into, though the lead links to it', async () => {
    const lone = await startLoneEngine();
    const lead = lone.newId();
    const values = { firstName: 'Ada', lastName: 'Lovelace', company: 'Engines' };
    valueOf(await lone.engine.write([{ entity: 'lead', id: lead, create: true, values }], act));
    const converted = valueOf(await lone.engine.run('lead.convert', { lead }));
    expect(lone.engine.get('lead', lead)?.['convertedAccount']).toBeDefined();
    valueOf(await lone.engine.undo(converted.txId));
    expect(lone.engine.get('lead', lead)?.['convertedAccount']).toBeUndefined();
    for (const entity of ['account', 'contact', 'deal'])
      expect([...lone.engine.all(entity)]).toEqual([]);
    valueOf(await lone.engine.redo());
    expect([...lone.engine.all('deal')]).toHaveLength(1);
  });

  it('of a creation leaves nothing behind when the record is made anew', async () => {
    const lone = await startLoneEngine();
    const id = await createDeal(lone, { nextStep: 'Call', tags: ['old'] });
    valueOf(await lone.engine.undo());
    const stage = { stage: 'Won', rank: 'a0' };
    valueOf(
      await lone.engine.write(
        [{ entity: 'deal', id, create: true, values: { name: 'Anew', stage } }],
        act,
      ),
    );
    const row = lone.engine.get('deal', id);
    expect(row).toMatchObject({ name: 'Anew' });
    expect(row?.['nextStep']).toBeUndefined();
    expect(row?.['tags']).toBeUndefined();
  });
});
