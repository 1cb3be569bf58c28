import { describe, expect, it } from 'vitest';
import type { BulkEdit, BulkReport } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { startLoneEngine, type LoneEngine } from '../engine/engine-fixture.ts';
import { createBulkJobs, type BulkJobs } from './bulk-jobs.ts';

interface Stage {
  readonly lone: LoneEngine;
  readonly jobs: BulkJobs;
  readonly ids: readonly string[];
  readonly told: number[];
}

/** So many accounts, each with a tag of its own. */
async function stageWith(count: number, pause = (): void => undefined): Promise<Stage> {
  const lone = await startLoneEngine();
  const ids = Array.from({ length: count }, () => lone.newId());
  await lone.engine.write(
    ids.map((id, index) => ({
      entity: 'account',
      id,
      create: true,
      values: { name: `Account ${index}`, tags: [`t${index}`] },
    })),
    { label: 'Begin', batch: '' },
  );
  const jobs = createBulkJobs({
    engine: lone.engine,
    entityNamed,
    newId: lone.newId,
    pause: async () => pause(),
    currency: () => 'EUR',
    country: () => 'DE',
  });
  return { lone, jobs, ids, told: [] };
}

const JOB = '00000000-0000-7000-8000-0000000000aa';

function run({ jobs, told }: Stage, edit: BulkEdit, whole = true): Promise<Result<BulkReport>> {
  return jobs.run({ job: JOB, entity: 'account', label: 'All of them', whole, edit }, ({ done }) =>
    told.push(done),
  );
}

function reportOf(result: Result<BulkReport>): BulkReport {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

const tagsOf = ({ lone, ids }: Stage, index: number): unknown =>
  lone.engine.get('account', ids[index] ?? '')?.['tags'];

describe('an act over many records', () => {
  it('is one act: told as it goes, in the list once, undone as one', async () => {
    const stage = await stageWith(2500);
    const { engine } = stage.lone;
    const report = reportOf(
      await run(stage, { kind: 'values', ids: [...stage.ids], values: { tier: 'A' } }),
    );
    expect(report).toMatchObject({ changed: 2500, asked: 2500, refusedCount: 0 });
    expect(stage.told).toEqual([1024, 2048, 2500]);
    expect(engine.undoList()[0]).toMatchObject({
      id: report.txId,
      label: 'All of them',
      records: 2500,
    });
    expect((await engine.undo(report.txId)).ok).toBe(true);
    expect([...engine.all('account')].filter((row) => row['tier'] !== undefined)).toEqual([]);
  });

  it('adds and takes members without touching what else is in the set', async () => {
    const stage = await stageWith(3);
    const [, second = ''] = stage.ids;
    await stage.lone.engine.write(
      [{ entity: 'account', id: second, create: false, values: { tags: ['old', 'vip'] } }],
      { label: 'Tag', batch: '' },
    );
    const report = reportOf(
      await run(stage, {
        kind: 'members',
        ids: [...stage.ids],
        field: 'tags',
        add: ['vip'],
        remove: ['old', 't2'],
      }),
    );
    expect(report.changed).toBe(3);
    expect([0, 1, 2].map((index) => tagsOf(stage, index))).toEqual([
      ['t0', 'vip'],
      ['vip'],
      ['vip'],
    ]);
  });

  it('writes nothing when a record refuses and the whole was wanted, and says which and why', async () => {
    const stage = await stageWith(2);
    const gone = stage.lone.newId();
    const edit: BulkEdit = {
      kind: 'values',
      ids: [...stage.ids, gone],
      values: { tier: 'B' },
    };
    const report = reportOf(await run(stage, edit));
    expect(report).toMatchObject({ changed: 0, txId: '', asked: 3, refusedCount: 1 });
    expect(report.refused[0]).toMatchObject({ id: gone, problem: { code: 'record-gone' } });
    expect(stage.lone.engine.get('account', stage.ids[0] ?? '')?.['tier']).toBeUndefined();
    expect(reportOf(await run(stage, edit, false))).toMatchObject({ changed: 2, refusedCount: 1 });
  });

  it('is taken back whole when it is stopped', async () => {
    const stopper = { stop: (): void => undefined };
    const stage = await stageWith(3000, () => stopper.stop());
    stopper.stop = () => {
      if (stage.told.length > 0) stage.jobs.stop(JOB);
    };
    const stopped = await run(stage, { kind: 'archived', ids: [...stage.ids], archived: true });
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'bulk-stopped' } });
    expect(stage.told).toEqual([1024]);
    const archived = [...stage.lone.engine.all('account')].filter((row) => row.archivedAt);
    expect(archived).toEqual([]);
  });

  it('says that nothing is different where it is so already', async () => {
    const stage = await stageWith(2);
    const edit: BulkEdit = { kind: 'values', ids: [...stage.ids], values: { name: 'Same' } };
    expect(reportOf(await run(stage, edit)).changed).toBe(2);
    expect(reportOf(await run(stage, edit))).toMatchObject({ changed: 0, txId: '' });
  });
});

describe('texts as a spreadsheet wrote them', () => {
  const reading = { dateOrder: 'DMY', decimal: ',' } as const;

  it('are read by the field kinds, links by the name of the record', async () => {
    const stage = await stageWith(2);
    const [first = '', second = ''] = stage.ids;
    const report = reportOf(
      await run(
        stage,
        {
          kind: 'texts',
          fields: ['employees', 'annualRevenue', 'parentAccount', 'industry'],
          rows: [
            { id: first, texts: ['1.200', '1.500,50', 'account 1', 'Zoology'] },
            { id: second, texts: ['', '9 USD', '', ''] },
          ],
          reading,
        },
        false,
      ),
    );
    expect(report.unread.map(({ field, text }) => [field, text])).toEqual([
      ['industry', 'Zoology'],
    ]);
    expect(stage.lone.engine.get('account', first)).toMatchObject({
      employees: 1200,
      annualRevenue: { amountMinor: 150_050, currency: 'EUR' },
      parentAccount: second,
    });
  });

  it('that are not taken are given back as they were, with the reason; the others are taken', async () => {
    const stage = await stageWith(2);
    const [first = '', second = ''] = stage.ids;
    const report = reportOf(
      await run(
        stage,
        {
          kind: 'texts',
          fields: ['name', 'employees'],
          rows: [
            { id: first, texts: [' ', '12'] },
            { id: second, texts: ['Second', 'a dozen'] },
          ],
          reading,
        },
        false,
      ),
    );
    expect(report).toMatchObject({ changed: 2, unreadCount: 2, refusedCount: 0 });
    expect(report.unread).toEqual([
      { id: first, title: 'Account 0', field: 'name', text: ' ', reason: 'must not be empty' },
      {
        id: second,
        title: 'Second',
        field: 'employees',
        text: 'a dozen',
        reason: 'is not a number',
      },
    ]);
    expect(stage.lone.engine.get('account', first)).toMatchObject({
      name: 'Account 0',
      employees: 12,
    });
  });
});
