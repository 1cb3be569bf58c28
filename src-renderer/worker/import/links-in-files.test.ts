import { describe, expect, test } from 'vitest';
import { ACME, createHarness, only, withAccounts } from './import-harness.ts';

describe('a link is found by', () => {
  test.each([
    ['the name, whatever its case and accents', 'ÁCME'],
    ['the domain', 'acme.com'],
    ['the address of the site', 'https://www.acme.com/about'],
    ['an e-mail', 'Hello@Acme.com'],
  ])('%s', async (_how, text) => {
    const harness = await withAccounts();
    await harness.import(
      'contacts.csv',
      `Last name,Email,Company\nLovelace,ada@example.org,"${text}"\n`,
    );
    expect(only(harness, 'contact')).toMatchObject({ account: ACME });
  });

  test('a code', async () => {
    const harness = await createHarness();
    await harness.put('product', ACME, { name: 'Rocket', code: 'SKU-7' });
    await harness.import('tickets.csv', 'Ticket id,Ticket subject,Product\n1,Broken,sku-7\n');
    expect(only(harness, 'ticket')).toMatchObject({ product: ACME });
  });
});

describe('a link that finds nothing', () => {
  const FILE =
    'Last name,Email,Company\nLovelace,ada@example.org,Zenith Sytems\nHopper,grace@example.org,Nowhere Ltd\n';

  test('is left empty, reported with its first row, and its near miss is offered', async () => {
    const harness = await withAccounts();
    const report = await harness.import('contacts.csv', FILE);
    expect(report).toMatchObject({ created: 2, skippedCount: 0, withoutLink: { account: 2 } });
    expect(report.problems).toEqual([
      {
        field: 'account',
        text: 'Zenith Sytems',
        reason: expect.any(String),
        rows: 1,
        firstRow: 2,
        offer: 'Zenith Systems',
      },
      {
        field: 'account',
        text: 'Nowhere Ltd',
        reason: expect.any(String),
        rows: 1,
        firstRow: 3,
        offer: null,
      },
    ]);
  });

  test('is made when wished, but a near miss is not made into a double', async () => {
    const harness = await withAccounts();
    const report = await harness.import('contacts.csv', FILE, { createMissing: ['account'] });
    expect(report).toMatchObject({ linkedCreated: { account: 1 }, withoutLink: { account: 1 } });
    expect(harness.rows('account').map((row) => row['name'])).toEqual([
      'Acme',
      'Zenith Systems',
      'Nowhere Ltd',
    ]);
  });

  test('is made in spite of a near miss when the person insists on the text', async () => {
    const harness = await withAccounts();
    const report = await harness.import('contacts.csv', FILE, {
      createMissing: ['account'],
      corrections: { 'account\nZenith Sytems': 'Zenith Sytems' },
    });
    expect(report).toMatchObject({ linkedCreated: { account: 2 }, problems: [] });
  });

  test('is left empty without complaint when the person corrects it to nothing', async () => {
    const harness = await withAccounts();
    const corrections = { 'account\nNowhere Ltd': '', 'account\nZenith Sytems': 'Zenith Systems' };
    const report = await harness.import('contacts.csv', FILE, { corrections });
    expect(report).toMatchObject({ problems: [], withoutLink: { account: 1 } });
  });

  test('names two records: neither is guessed', async () => {
    const harness = await withAccounts();
    await harness.put('account', '0190a6b2-0000-7000-8000-000000000003', { name: 'acme' });
    const report = await harness.import(
      'contacts.csv',
      'Last name,Email,Company\nLovelace,a@example.org,Acme\n',
    );
    expect(report.problems[0]).toMatchObject({
      text: 'Acme',
      reason: expect.stringContaining('2 accounts'),
    });
  });
});

describe('the queues that a file names', () => {
  const SUPPORT = '0190a6b2-0000-7000-8000-000000000003';
  const FILE =
    'Ticket id,Ticket subject,Queue\n1,Broken,Suport\n2,Late,support\n3,Wrong sum,Billing\n4,Twice,BILLING\n';

  test('join those that the team keeps, and a slip is offered rather than added', async () => {
    const harness = await createHarness();
    await harness.put('queue', SUPPORT, { name: 'Support' });
    const report = await harness.import('tickets.csv', FILE);
    expect(report).toMatchObject({ created: 4, linkedCreated: { queue: 1 } });
    expect(report.problems).toMatchObject([{ field: 'queue', text: 'Suport', offer: 'Support' }]);
    const billing = harness.rows('queue').find(({ name }) => name === 'Billing');
    const queues = harness
      .rows('ticket')
      .toSorted((a, b) => (String(a['externalId']) < String(b['externalId']) ? -1 : 1))
      .map((row) => row['queue']);
    expect(queues).toEqual([undefined, SUPPORT, billing?.id, billing?.id]);
    expect(await harness.import('tickets.csv', FILE)).toMatchObject({
      created: 0,
      updated: 0,
      linkedCreated: {},
    });
  });

  test('are left out when the person does not want them', async () => {
    const harness = await createHarness();
    const report = await harness.import('tickets.csv', FILE, { createMissing: [] });
    expect(report).toMatchObject({ created: 4, linkedCreated: {} });
    expect(harness.rows('queue')).toEqual([]);
  });
});
