import { expect, test } from 'vitest';
import { createHarness, valueOf } from './import-harness.ts';

const FILE = 'Firm,Branch,Since\nAcme,technolgy,1990\nZenith,Banking,1985';
const CHOICES = {
  entity: 'account',
  mapping: ['name', 'industry', 'foundedYear'],
  keyField: 'name',
  corrections: { 'industry\ntechnolgy': 'Technology' },
};

test('a file is read as the last time, corrections and all, by its headers', async () => {
  const harness = await createHarness();
  await harness.import('firms.csv', FILE, CHOICES);
  const again = await harness.plan('more firms.csv', 'firm,BRANCH,since\nNova,technolgy,2001');
  expect(again.inspection).toMatchObject({ remembered: true, entity: 'account' });
  expect(again.plan).toMatchObject(CHOICES);
  expect((await harness.plan('x.csv', 'Firm,Branch\nNova,Banking')).inspection.remembered).toBe(
    false,
  );
});

test('guessing again forgets nothing and begins anew', async () => {
  const harness = await createHarness();
  await harness.import('firms.csv', FILE, CHOICES);
  const bytes = new TextEncoder().encode(FILE);
  const fresh = await harness.calls['import.inspect']({
    fileName: 'firms.csv',
    bytes,
    fresh: true,
  });
  expect(valueOf(fresh)).toMatchObject({ remembered: false, corrections: {} });
});

test('what would be guessed anyway is not written down', async () => {
  const harness = await createHarness();
  await harness.import('accounts.csv', 'Account name,Industry\nAcme,Banking');
  expect(harness.rows('importMapping')).toEqual([]);
});

test('undoing the import forgets with it how it was read', async () => {
  const harness = await createHarness();
  const { batch } = await harness.import('firms.csv', FILE, CHOICES);
  expect(harness.rows('importMapping')).toHaveLength(1);
  valueOf(await harness.engine.undo(batch));
  expect(harness.rows('importMapping')).toEqual([]);
});

test('two desktops that read the same file in their own way have one memory of it', async () => {
  const [one, other] = [await createHarness(), await createHarness()];
  await one.import('firms.csv', FILE, CHOICES);
  await other.import('firms.csv', FILE, { ...CHOICES, mapping: ['name', null, 'foundedYear'] });
  expect(other.rows('importMapping').map(({ id }) => id)).toEqual(
    one.rows('importMapping').map(({ id }) => id),
  );
});
