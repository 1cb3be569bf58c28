import { describe, expect, test } from 'vitest';
import { IMPORT_MAX_BYTES, importCalls } from '../../../crm/contracts/rpc/import.rpc.ts';
import { createHarness } from './import-harness.ts';

describe('running', () => {
  const file = (rows: number): string =>
    `Account name,Employees\n${Array.from({ length: rows }, (_, index) => `Company ${index},${index}`).join('\n')}\n`;

  test('writes some thousand records at a time, with progress, under one batch that undo takes back', async () => {
    const harness = await createHarness();
    const report = await harness.import('accounts.csv', file(9000));
    expect(harness.progress.slice(-4).map(({ done }) => done)).toEqual([0, 4096, 8192, 9000]);
    expect(report.batch).not.toBe('');
    await harness.engine.undo(report.batch);
    expect(harness.rows('account')).toEqual([]);
  });

  test('answers in the shapes of the contract', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(3));
    const bytes = new TextEncoder().encode(file(3));
    const inspected = await harness.calls['import.inspect']({ fileName: 'accounts.csv', bytes });
    expect(importCalls['import.inspect'].output.safeParse(inspected).success).toBe(true);
    const rehearsed = await harness.calls['import.rehearse'](plan);
    expect(importCalls['import.rehearse'].output.safeParse(rehearsed).success).toBe(true);
    expect(harness.rows('account')).toEqual([]);
  });

  test('takes back what was written when it is cancelled', async () => {
    let cancel = (): void => undefined;
    const harness = await createHarness(() => {
      if (harness.progress.at(-1)?.done === 4096) cancel();
      return Promise.resolve();
    });
    const { plan } = await harness.plan('accounts.csv', file(9000));
    cancel = () => void harness.calls['import.cancel']({ importId: plan.importId });
    expect(await harness.calls['import.run'](plan)).toMatchObject({
      ok: false,
      problem: { code: 'import-cancelled' },
    });
    expect(harness.rows('account')).toEqual([]);
    // The wizard is still open: the person may run it again.
    cancel = () => undefined;
    expect(await harness.calls['import.run'](plan)).toMatchObject({
      ok: true,
      value: { created: 9000 },
    });
  });

  test('takes back what was written when a write fails, and says why it failed', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(9000));
    harness.fillDiskAfter(2);
    expect(await harness.calls['import.run'](plan)).toMatchObject({
      ok: false,
      problem: { code: 'disk-full' },
    });
    expect(harness.rows('account')).toEqual([]);
  });

  test('is refused while the same file is being imported', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(600));
    const first = harness.calls['import.run'](plan);
    expect(await harness.calls['import.run'](plan)).toMatchObject({
      ok: false,
      problem: { code: 'import-running' },
    });
    expect(await first).toMatchObject({ ok: true });
  });

  test('is refused for a file that is no longer held', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(2));
    await harness.calls['import.cancel']({ importId: plan.importId });
    expect(await harness.calls['import.run'](plan)).toMatchObject({
      ok: false,
      problem: { code: 'import-gone' },
    });
  });

  test('holds four files at most: the oldest gives way', async () => {
    const harness = await createHarness();
    const { plan: oldest } = await harness.plan('accounts.csv', file(2));
    for (let count = 0; count < 4; count++) await harness.plan('accounts.csv', file(2));
    expect(await harness.calls['import.rehearse'](oldest)).toMatchObject({
      ok: false,
      problem: { code: 'import-gone' },
    });
  });

  test.each([
    ['a field that is not there', { mapping: ['nonsense', null] }, 'import-mapping-field'],
    ['too few columns', { mapping: ['name'] }, 'import-mapping-width'],
    ['no column at all', { mapping: [null, null], keyField: null }, 'import-mapping-empty'],
    ['a key that no column fills', { keyField: 'domain' }, 'import-key-unmapped'],
    ['an entity that is not there', { entity: 'spaceship' }, 'unknown-entity'],
  ])('is refused for a plan with %s', async (_what, change, code) => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(2));
    expect(await harness.calls['import.run']({ ...plan, ...change })).toMatchObject({
      ok: false,
      problem: { code },
    });
  });

  test('another encoding or delimiter than the guessed one is read anew', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', 'Account name;Industry\nA,B;Retail\n');
    const changed = {
      ...plan,
      mapping: ['name', null],
      reading: { ...plan.reading, delimiter: ',' },
    };
    const result = await harness.calls['import.rehearse'](changed);
    expect(result.ok).toBe(false);
    expect(await harness.calls['import.rehearse'](plan)).toMatchObject({
      ok: true,
      value: { created: 1 },
    });
  });
});

test('a file beyond the limit is refused before it is read', async () => {
  const harness = await createHarness();
  const bytes = new Uint8Array(IMPORT_MAX_BYTES + 1);
  expect(await harness.calls['import.inspect']({ fileName: 'big.csv', bytes })).toMatchObject({
    ok: false,
    problem: { code: 'import-too-large', message: expect.stringContaining('big.csv') },
  });
});
