import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import type { ImportInspection, ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import { fixture } from '../../../tests/fixture-files.ts';
import { createHarness } from './import-harness.ts';

const FOLDER = 'crm-sales-opportunities';
const harness = await createHarness();
const inspections: Record<string, ImportInspection> = {};
const reports: Record<string, ImportReport> = {};

async function take(file: string, corrections: Record<string, string> = {}): Promise<void> {
  const { inspection } = await harness.plan(file, fixture(`${FOLDER}/${file}`));
  inspections[file] = inspection;
  reports[file] = await harness.import(file, fixture(`${FOLDER}/${file}`), { corrections });
}

const CORRECTIONS = { 'product\nGTXPro': 'GTX Pro' };

beforeAll(async () => {
  await take('sales_teams.csv');
  await take('products.csv');
  await take('accounts.csv', { 'industry\ntechnolgy': 'Technology' });
  await take('sales_pipeline.csv', CORRECTIONS);
}, 60_000);

const deals = (): readonly AnyRow[] => harness.rows('deal');
const inStage = (stage: string): readonly AnyRow[] =>
  deals().filter((deal) => (deal['stage'] as StageValue).stage === stage);
const totalOf = (rows: readonly AnyRow[]): number =>
  rows.reduce((sum, row) => sum + ((row['amount'] as Money | undefined)?.amountMinor ?? 0), 0) /
  100;
const withName = (entity: string, name: string): AnyRow | undefined =>
  harness.rows(entity).find((row) => row['name'] === name);

describe('the four real sales files', () => {
  test('are recognised by their headers', () => {
    expect(Object.values(inspections).map(({ entity, keyField }) => [entity, keyField])).toEqual([
      ['user', 'name'],
      ['product', 'name'],
      ['account', 'name'],
      ['deal', 'externalId'],
    ]);
    expect(
      inspections['sales_pipeline.csv']?.columns.map(({ header, field }) => [header, field]),
    ).toEqual([
      ['opportunity_id', 'externalId'],
      ['sales_agent', 'owner'],
      ['product', 'product'],
      ['account', 'account'],
      ['deal_stage', 'stage'],
      ['engage_date', 'engagedDate'],
      ['close_date', 'closedDate'],
      ['close_value', 'amount'],
      ['engage_quarter', null],
      ['close_quarter', null],
    ]);
    expect(inspections['accounts.csv']?.columns.map(({ field }) => field)).toEqual([
      'name',
      'industry',
      'foundedYear',
      'annualRevenue',
      'employees',
      'billingAddress',
      'parentAccount',
    ]);
  });

  test('give 35 users, with managers that are no agents reported and not invented', () => {
    expect(harness.rows('user')).toHaveLength(35);
    expect(reports['sales_teams.csv']).toMatchObject({
      created: 35,
      skippedCount: 0,
      withoutLink: { manager: 35 },
    });
    expect(
      reports['sales_teams.csv']?.problems.map(({ field, text }) => [field, text]).toSorted(),
    ).toEqual([
      ['manager', 'Cara Losch'],
      ['manager', 'Celia Rouche'],
      ['manager', 'Dustin Brinkmann'],
      ['manager', 'Melvin Marxen'],
      ['manager', 'Rocco Neubert'],
      ['manager', 'Summer Sewald'],
    ]);
  });

  test('give 7 products with their prices', () => {
    expect(harness.rows('product')).toHaveLength(7);
    expect(withName('product', 'GTK 500')).toMatchObject({
      family: 'GTK',
      price: { amountMinor: 2_676_800, currency: 'USD' },
    });
  });

  test('give 85 accounts, 15 of them with a parent, whichever stands first in the file', () => {
    expect(harness.rows('account')).toHaveLength(85);
    expect(
      harness.rows('account').filter((row) => row['parentAccount'] !== undefined),
    ).toHaveLength(15);
    const children = harness
      .rows('account')
      .filter((row) => row['parentAccount'] === withName('account', 'Acme Corporation')?.id);
    expect(children).toHaveLength(4);
    expect(withName('account', 'Acme Corporation')).toMatchObject({
      industry: 'Technology',
      foundedYear: 1996,
      annualRevenue: { amountMinor: 110_004, currency: 'USD' },
      employees: 2822,
      billingAddress: { country: 'United States' },
    });
  });

  test('give 8,800 deals by stage', () => {
    expect(deals()).toHaveLength(8800);
    expect(inStage('Won')).toHaveLength(4238);
    expect(inStage('Lost')).toHaveLength(2473);
    expect(inStage('Engaging')).toHaveLength(1589);
    expect(inStage('Prospecting')).toHaveLength(500);
  });

  test('leave 1,425 deals without an account, and say so', () => {
    expect(deals().filter((deal) => deal['account'] === undefined)).toHaveLength(1425);
    expect(reports['sales_pipeline.csv']).toMatchObject({
      created: 8800,
      skippedCount: 0,
      withoutLink: { account: 1425, owner: 0, product: 0 },
      problems: [],
    });
  });

  test('have their dates read day first, decided over the whole columns', () => {
    const { reading, dateOrderWhy } = inspections['sales_pipeline.csv']!;
    expect(reading).toMatchObject({
      dateOrder: 'DMY',
      encoding: 'utf-8',
      delimiter: ',',
      decimal: '.',
    });
    expect(dateOrderWhy).toMatch(
      /^\d+ of 15011 dates can only be day first .*, none only month first/,
    );
    const engaged = deals().flatMap((deal) => (deal['engagedDate'] as string | undefined) ?? []);
    expect(engaged).toHaveLength(8300);
    expect(engaged.every((date) => /^201[67]-/.test(date))).toBe(true);
  });

  test('add up to 10,005,534 won, by quarter of closing and for the best seller', () => {
    const won = inStage('Won');
    expect(totalOf(won)).toBe(10_005_534);
    const closedIn = (from: string, until: string): number =>
      totalOf(
        won.filter(
          (deal) => String(deal['closedDate']) >= from && String(deal['closedDate']) <= until,
        ),
      );
    expect([
      closedIn('2017-01-01', '2017-03-31'),
      closedIn('2017-04-01', '2017-06-30'),
      closedIn('2017-07-01', '2017-09-30'),
      closedIn('2017-10-01', '2017-12-31'),
    ]).toEqual([1_134_672, 3_086_111, 2_982_255, 2_802_496]);
    const sellers = new Map<string, number>();
    for (const deal of won) {
      const name = String(harness.engine.get('user', String(deal['owner']))?.['name']);
      sellers.set(name, (sellers.get(name) ?? 0) + totalOf([deal]));
    }
    const [best] = [...sellers].toSorted((a, b) => b[1] - a[1]);
    expect(best).toEqual(['Darcel Schlecht', 1_153_214]);
  });

  test('name deals by product and account', () => {
    const deal = deals().find((row) => row['externalId'] === '1C1I7A6R');
    expect(deal?.['name']).toBe('GTX Plus Basic · Cancity');
  });

  test('have GTXPro offered as GTX Pro, which links all 1,480 deals once it is accepted', async () => {
    const fresh = await createHarness();
    await fresh.import('products.csv', fixture(`${FOLDER}/products.csv`));
    const { plan } = await fresh.plan(
      'sales_pipeline.csv',
      fixture(`${FOLDER}/sales_pipeline.csv`),
    );
    const rehearsal = await fresh.calls['import.rehearse'](plan);
    expect(
      rehearsal.ok && rehearsal.value.problems.find(({ text }) => text === 'GTXPro'),
    ).toMatchObject({
      field: 'product',
      rows: 1480,
      firstRow: 3,
      offer: 'GTX Pro',
    });
    expect(rehearsal.ok && rehearsal.value.withoutLink['product']).toBe(1480);
    expect(fresh.rows('deal')).toEqual([]);
    const product = withName('product', 'GTX Pro');
    expect(deals().filter((row) => row['product'] === product?.id)).toHaveLength(1480);
  });

  test('have technolgy offered as Technology', async () => {
    const fresh = await createHarness();
    const { plan } = await fresh.plan('accounts.csv', fixture(`${FOLDER}/accounts.csv`));
    const rehearsal = await fresh.calls['import.rehearse'](plan);
    expect(rehearsal.ok && rehearsal.value.problems).toEqual([
      {
        field: 'industry',
        text: 'technolgy',
        reason: expect.any(String),
        rows: 12,
        firstRow: 2,
        offer: 'Technology',
      },
    ]);
  });

  test('change nothing when they are imported a second time', async () => {
    const before = JSON.stringify([
      harness.rows('user'),
      harness.rows('product'),
      harness.rows('account'),
      deals(),
    ]);
    for (const [file, total] of [
      ['sales_teams.csv', 35],
      ['products.csv', 7],
      ['accounts.csv', 85],
      ['sales_pipeline.csv', 8800],
    ] as const) {
      const corrections = { ...CORRECTIONS, 'industry\ntechnolgy': 'Technology' };
      const sent = harness.engine.pending().length;
      const again = await harness.import(file, fixture(`${FOLDER}/${file}`), { corrections });
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: total, linkedCreated: {} });
      expect(harness.engine.pending()).toHaveLength(sent);
    }
    expect(
      JSON.stringify([
        harness.rows('user'),
        harness.rows('product'),
        harness.rows('account'),
        deals(),
      ]),
    ).toBe(before);
  });

  test('get the same ids on every desktop', async () => {
    const other = await createHarness();
    await other.import('accounts.csv', fixture(`${FOLDER}/accounts.csv`));
    const ids = (rows: readonly AnyRow[]): readonly string[] => rows.map(({ id }) => id).toSorted();
    expect(ids(other.rows('account'))).toEqual(ids(harness.rows('account')));
  });

  test('bring the managers in as users when missing users are to be created', async () => {
    const fresh = await createHarness();
    const report = await fresh.import('sales_teams.csv', fixture(`${FOLDER}/sales_teams.csv`), {
      createMissing: ['user'],
    });
    expect(report).toMatchObject({ created: 35, linkedCreated: { user: 6 }, problems: [] });
    expect(fresh.rows('user')).toHaveLength(41);
    expect(fresh.rows('user').filter((row) => row['manager'] !== undefined)).toHaveLength(35);
  });
});
