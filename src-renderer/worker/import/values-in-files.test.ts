import { describe, expect, test } from 'vitest';
import { primaryFirst } from '../../../crm/kernel/fields/child-rows.ts';
import type { PhoneRow } from '../../../crm/kernel/fields/phones.field.ts';
import { createHarness, only } from './import-harness.ts';

describe('values', () => {
  test('that cannot be read leave their field empty, grouped by value, and drop no row', async () => {
    const harness = await createHarness();
    const report = await harness.import(
      'accounts.csv',
      'Account name,Employees,Founded\nA,many,1999\nB,many,1820\nC,5,999\n',
    );
    expect(report).toMatchObject({ created: 3, skippedCount: 0 });
    expect(report.problems).toMatchObject([
      { field: 'employees', text: 'many', rows: 2, firstRow: 2 },
      { field: 'foundedYear', text: '999', rows: 1, firstRow: 4 },
    ]);
  });

  test('beyond the last column are told, and not lost unseen', async () => {
    const harness = await createHarness();
    const rows = Array.from({ length: 8 }, (_, at) => `Firm ${at},Berlin`);
    const report = await harness.import(
      'accounts.csv',
      ['Account name,Billing City', ...rows, 'Long,Wien,and more', 'Padded,Graz,,'].join('\n'),
    );
    expect(report).toMatchObject({ created: 10 });
    expect(report.doubts).toEqual([
      {
        reason: 'with values beyond the last column, which are left out',
        rows: 1,
        firstRow: 10,
      },
    ]);
  });

  test('of a typo are offered, and taken once the offer is accepted', async () => {
    const harness = await createHarness();
    const file = 'Ticket id,Ticket subject,Ticket priority\n1,Broken,Critical\n';
    const report = await harness.import('tickets.csv', file);
    expect(report.problems).toMatchObject([
      { field: 'priority', text: 'Critical', offer: 'Urgent' },
    ]);
    await harness.import('tickets.csv', file, { corrections: { 'priority\nCritical': 'Urgent' } });
    expect(only(harness, 'ticket')).toMatchObject({ priority: 'Urgent' });
  });

  test('of an address come together from its columns', async () => {
    const harness = await createHarness();
    await harness.import(
      'a.csv',
      'Account Name,Billing Street,Billing City,Billing Country\nAcme,1 Main St,Springfield,USA\n',
    );
    expect(only(harness, 'account')['billingAddress']).toEqual({
      street: '1 Main St',
      city: 'Springfield',
      country: 'United States',
    });
  });

  test('of several phone columns come together, each with the use that its header names', async () => {
    const harness = await createHarness();
    await harness.import(
      'c.csv',
      'Last Name,Mobile Phone,Business Phone\nLovelace,+44 7700 900123,+44 20 7946 0018\n',
    );
    expect(primaryFirst(only(harness, 'contact')['phones'] as readonly PhoneRow[])).toMatchObject([
      { label: 'Mobile', number: '+44 7700 900123', primary: true },
      { label: 'Business', number: '+44 20 7946 0018' },
    ]);
  });

  test('of money take the currency of the workspace where they name none', async () => {
    const harness = await createHarness();
    await harness.import(
      'd.csv',
      'Deal id,Deal name,Stage,Amount\n1,A,Won,"1,234.50"\n2,B,Won,€ 10\n',
    );
    expect(harness.rows('deal').map((row) => row['amount'])).toEqual([
      { amountMinor: 123_450, currency: 'USD' },
      { amountMinor: 1000, currency: 'EUR' },
    ]);
  });
});

describe('a new record', () => {
  test.each([
    ['of one name is called by it', 'First name,Last name\nCher,\n', { lastName: 'Cher' }],
    [
      'without a name is called by its e-mail',
      'Last name,Email\n,ada.lovelace@example.org\n',
      { firstName: 'Ada', lastName: 'Lovelace' },
    ],
    [
      'with its whole name in one column has it split',
      'Name,Email,Job title\nAda Lovelace,a@example.org,Analyst\n',
      { firstName: 'Ada', lastName: 'Lovelace' },
    ],
  ])('%s', async (_what, file, expected) => {
    const harness = await createHarness();
    await harness.import('contacts.csv', file, { entity: 'contact' });
    expect(only(harness, 'contact')).toMatchObject(expected);
  });

  test('without anything to be called by is skipped with the reason', async () => {
    const harness = await createHarness();
    const report = await harness.import(
      'contacts.csv',
      'Last name,Department\n,Sales\nLovelace,Maths\n',
    );
    expect(report).toMatchObject({
      created: 1,
      skippedCount: 1,
      skipped: [{ row: 2, reason: 'has no last name' }],
    });
  });

  test('whose required choice is missing is skipped until the person says what empty cells mean', async () => {
    const harness = await createHarness();
    const file = 'Subject,Due date\nCall back,2024-05-01\n';
    const report = await harness.import('activities.csv', file, { entity: 'activity' });
    expect(report).toMatchObject({
      created: 0,
      skippedCount: 1,
      problems: [{ field: 'kind', text: '', rows: 1 }],
    });
    await harness.import('activities.csv', file, {
      entity: 'activity',
      corrections: { 'kind\n': 'Task' },
    });
    expect(only(harness, 'activity')).toMatchObject({
      kind: 'Task',
      dueAt: '2024-05-01T00:00:00.000Z',
    });
  });

  test('of an unknown stage starts in the first one, and that is reported', async () => {
    const harness = await createHarness();
    const report = await harness.import('deals.csv', 'Deal id,Deal name,Stage\n1,A,Somewhere\n');
    expect(report.problems.map(({ text }) => text)).toEqual(['Somewhere', '']);
    expect(only(harness, 'deal')['stage']).toMatchObject({ stage: 'Prospecting' });
  });

  test('does not become its own parent', async () => {
    const harness = await createHarness();
    const report = await harness.import('accounts.csv', 'Account name,Parent\nAcme,Acme\n');
    expect(report.problems).toMatchObject([
      { field: 'parentAccount', text: 'Acme', reason: 'names the record itself' },
    ]);
    expect(only(harness, 'account')['parentAccount']).toBeUndefined();
  });

  test('gets a parent that stands only as a name in the same file, when wished', async () => {
    const harness = await createHarness();
    const report = await harness.import(
      'accounts.csv',
      'Account name,Parent\nAcme,Holding\nBeta,Holding\n',
      { createMissing: ['account'] },
    );
    expect(report).toMatchObject({ created: 2, linkedCreated: { account: 1 } });
    const holding = harness.rows('account').find((row) => row['name'] === 'Holding');
    expect(
      harness.rows('account').filter((row) => row['parentAccount'] === holding?.id),
    ).toHaveLength(2);
  });
});
