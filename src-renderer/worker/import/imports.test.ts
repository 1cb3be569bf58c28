import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { primaryFirst } from '../../../crm/kernel/fields/child-rows.ts';
import type { EmailRow } from '../../../crm/kernel/fields/emails.field.ts';
import type { PhoneRow } from '../../../crm/kernel/fields/phones.field.ts';
import { IMPORT_MAX_BYTES, importCalls } from '../../../crm/contracts/rpc/import.rpc.ts';
import { fixture } from '../../../tests/fixture-files.ts';
import { createHarness, valueOf, type Harness } from './import-harness.ts';

const ACME = '0190a6b2-0000-7000-8000-000000000001';
const ZENITH = '0190a6b2-0000-7000-8000-000000000002';

async function withAccounts(): Promise<Harness> {
  const harness = await createHarness();
  await harness.put('account', ACME, { name: 'Acme', domain: 'acme.com', emails: [{ id: 'e', address: 'hello@acme.com' }] });
  await harness.put('account', ZENITH, { name: 'Zenith Systems' });
  return harness;
}
const only = (harness: Harness, entity: string): AnyRow => {
  expect(harness.rows(entity)).toHaveLength(1);
  return harness.rows(entity)[0]!;
};

describe('a link is found by', () => {
  test.each([
    ['the name, whatever its case and accents', 'ÁCME'],
    ['the domain', 'acme.com'],
    ['the address of the site', 'https://www.acme.com/about'],
    ['an e-mail', 'Hello@Acme.com'],
  ])('%s', async (_how, text) => {
    const harness = await withAccounts();
    await harness.import('contacts.csv', `Last name,Email,Company\nLovelace,ada@example.org,"${text}"\n`);
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
  const FILE = 'Last name,Email,Company\nLovelace,ada@example.org,Zenith Sytems\nHopper,grace@example.org,Nowhere Ltd\n';

  test('is left empty, reported with its first row, and its near miss is offered', async () => {
    const harness = await withAccounts();
    const report = await harness.import('contacts.csv', FILE);
    expect(report).toMatchObject({ created: 2, skippedCount: 0, withoutLink: { account: 2 } });
    expect(report.problems).toEqual([
      { field: 'account', text: 'Zenith Sytems', reason: expect.any(String), rows: 1, firstRow: 2, offer: 'Zenith Systems' },
      { field: 'account', text: 'Nowhere Ltd', reason: expect.any(String), rows: 1, firstRow: 3, offer: null },
    ]);
  });

  test('is made when wished, but a near miss is not made into a double', async () => {
    const harness = await withAccounts();
    const report = await harness.import('contacts.csv', FILE, { createMissing: ['account'] });
    expect(report).toMatchObject({ linkedCreated: { account: 1 }, withoutLink: { account: 1 } });
    expect(harness.rows('account').map((row) => row['name'])).toEqual(['Acme', 'Zenith Systems', 'Nowhere Ltd']);
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
    const report = await harness.import('contacts.csv', 'Last name,Email,Company\nLovelace,a@example.org,Acme\n');
    expect(report.problems[0]).toMatchObject({ text: 'Acme', reason: expect.stringContaining('2 accounts') });
  });
});

describe('recognising records', () => {
  test('a deal is recognised by its external id', async () => {
    const harness = await createHarness();
    await harness.put('deal', ACME, { name: 'Big one', externalId: 'D-7', stage: { stage: 'Proposal', rank: 'a0' } });
    const report = await harness.import('deals.csv', 'Deal id,Deal name,Stage\nd-7,Bigger one,Won\n');
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect(only(harness, 'deal')['name']).toBe('Bigger one');
  });

  test('an account that is here is updated, and empty cells clear nothing', async () => {
    const harness = await withAccounts();
    await harness.put('account', ACME, { industry: 'Software', employees: 12 });
    const report = await harness.import('accounts.csv', 'Account name,Industry,Employees\nacme,,40\n');
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect(harness.engine.get('account', ACME)).toMatchObject({ industry: 'Software', employees: 40 });
  });

  test('addresses and tags are added to those that are here', async () => {
    const harness = await createHarness();
    await harness.import('contacts.csv', 'Last name,Email,Labels\nLovelace,ada@example.org,math\n');
    const [{ id } = { id: '' }] = harness.rows('contact');
    await harness.put('contact', id, { tags: ['math', 'vip'] });
    const more = 'Last name,Email,Labels\nLovelace,ada@example.org; ada@home.example,poetry\n';
    expect(await harness.import('contacts.csv', more)).toMatchObject({ created: 0, updated: 1 });
    expect(only(harness, 'contact')).toMatchObject({
      tags: ['math', 'poetry', 'vip'],
    });
    expect(primaryFirst(only(harness, 'contact')['emails'] as readonly EmailRow[])).toMatchObject([
      { address: 'ada@example.org', primary: true },
      { address: 'ada@home.example' },
    ]);
  });

  test('an address that a teammate adds while the import runs stays', async () => {
    let meanwhile: (() => Promise<void>) | undefined;
    const harness = await createHarness(async () => {
      const act = meanwhile;
      meanwhile = undefined;
      await act?.();
    });
    await harness.import('contacts.csv', 'Last name,Email,Labels\nLovelace,ada@example.org,math\n');
    const rows = Array.from({ length: 600 }, (_, index) => `Nobody,n${index}@example.org,x`).join('\n');
    const { plan } = await harness.plan('more.csv', `Last name,Email,Labels\n${rows}\nLovelace,ada@example.org,poetry\n`);
    const id = only(harness, 'contact').id;
    // The first pause comes after the first rows were read, the write of this contact long after it.
    meanwhile = () => harness.put('contact', id, { tags: ['math', 'vip'] });
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: true });
    expect(harness.engine.get('contact', id)?.['tags']).toEqual(['math', 'poetry', 'vip']);
  });

  test('a card keeps its place on the board as long as its stage stays', async () => {
    const harness = await createHarness();
    const file = 'Deal id,Deal name,Stage\nD1,One,Proposal\n';
    await harness.import('deals.csv', file);
    await harness.put('deal', only(harness, 'deal').id, { stage: { stage: 'Proposal', rank: 'a3V' } });
    expect(await harness.import('deals.csv', file)).toMatchObject({ unchanged: 1 });
    expect(only(harness, 'deal')['stage']).toEqual({ stage: 'Proposal', rank: 'a3V' });
  });

  test('two people at one address are two contacts, at the first import and at the second', async () => {
    const harness = await createHarness();
    const file = 'First name,Last name,Email\nAda,Lovelace,office@example.org\nGrace,Hopper,office@example.org\n';
    expect(await harness.import('contacts.csv', file)).toMatchObject({ created: 2 });
    expect(await harness.import('contacts.csv', file)).toMatchObject({ created: 0, unchanged: 2 });
    const third = 'First name,Last name,Email\nJoan,Clarke,office@example.org\n';
    expect(await harness.import('contacts.csv', third)).toMatchObject({ created: 1, updated: 0 });
  });

  test('rows that nothing recognises are told apart by all their cells, and equal ones by their number', async () => {
    const harness = await createHarness();
    const file = 'First name,Last name\nAda,Lovelace\nAda,Lovelace\nGrace,Hopper\n';
    expect(await harness.import('contacts.csv', file, { keyField: null })).toMatchObject({ created: 3 });
    expect(await harness.import('contacts.csv', file, { keyField: null })).toMatchObject({ created: 0, unchanged: 3 });
  });

  test('a key that stands in two rows makes one record, and is reported', async () => {
    const harness = await createHarness();
    const report = await harness.import('deals.csv', 'Deal id,Deal name,Stage\nD1,One,Proposal\nD1,One,Won\n', {
      keyField: 'externalId',
    });
    expect(report).toMatchObject({ created: 1, problems: [{ field: 'externalId', text: 'D1', firstRow: 2 }] });
    expect(only(harness, 'deal')['stage']).toMatchObject({ stage: 'Won' });
  });

  test('an archived record is not brought back unasked: its row is skipped and says why', async () => {
    const harness = await withAccounts();
    await harness.archive('account', ACME);
    const report = await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n');
    expect(report).toMatchObject({ created: 0, updated: 0, skipped: [{ row: 2, reason: expect.stringContaining('archive') }] });
  });

  test('a record that was renamed after its import is still the same record', async () => {
    const harness = await createHarness();
    await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n');
    await harness.put('account', only(harness, 'account').id, { name: 'Acme & Sons' });
    expect(await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n')).toMatchObject({ created: 0, updated: 1 });
  });
});

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

  test('of a typo are offered, and taken once the offer is accepted', async () => {
    const harness = await createHarness();
    const file = 'Ticket id,Ticket subject,Ticket priority\n1,Broken,Critical\n';
    const report = await harness.import('tickets.csv', file);
    expect(report.problems).toMatchObject([{ field: 'priority', text: 'Critical', offer: 'Urgent' }]);
    await harness.import('tickets.csv', file, { corrections: { 'priority\nCritical': 'Urgent' } });
    expect(only(harness, 'ticket')).toMatchObject({ priority: 'Urgent' });
  });

  test('of an address come together from its columns', async () => {
    const harness = await createHarness();
    await harness.import('a.csv', 'Account Name,Billing Street,Billing City,Billing Country\nAcme,1 Main St,Springfield,USA\n');
    expect(only(harness, 'account')['billingAddress']).toEqual({ street: '1 Main St', city: 'Springfield', country: 'USA' });
  });

  test('of several phone columns come together, each with the use that its header names', async () => {
    const harness = await createHarness();
    await harness.import('c.csv', 'Last Name,Mobile Phone,Business Phone\nLovelace,+44 7700 900123,+44 20 7946 0018\n');
    expect(primaryFirst(only(harness, 'contact')['phones'] as readonly PhoneRow[])).toMatchObject([
      { label: 'Mobile', number: '+44 7700 900123', primary: true },
      { label: 'Business', number: '+44 20 7946 0018' },
    ]);
  });

  test('of money take the currency of the workspace where they name none', async () => {
    const harness = await createHarness();
    await harness.import('d.csv', 'Deal id,Deal name,Stage,Amount\n1,A,Won,"1,234.50"\n2,B,Won,€ 10\n');
    expect(harness.rows('deal').map((row) => row['amount'])).toEqual([
      { amountMinor: 123_450, currency: 'USD' },
      { amountMinor: 1000, currency: 'EUR' },
    ]);
  });
});

describe('a new record', () => {
  test.each([
    ['of one name is called by it', 'First name,Last name\nCher,\n', { lastName: 'Cher' }],
    ['without a name is called by its e-mail', 'Last name,Email\n,ada.lovelace@example.org\n', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['with its whole name in one column has it split', 'Name,Email,Job title\nAda Lovelace,a@example.org,Analyst\n', { firstName: 'Ada', lastName: 'Lovelace' }],
  ])('%s', async (_what, file, expected) => {
    const harness = await createHarness();
    await harness.import('contacts.csv', file, { entity: 'contact' });
    expect(only(harness, 'contact')).toMatchObject(expected);
  });

  test('without anything to be called by is skipped with the reason', async () => {
    const harness = await createHarness();
    const report = await harness.import('contacts.csv', 'Last name,Department\n,Sales\nLovelace,Maths\n');
    expect(report).toMatchObject({ created: 1, skippedCount: 1, skipped: [{ row: 2, reason: 'has no last name' }] });
  });

  test('whose required choice is missing is skipped until the person says what empty cells mean', async () => {
    const harness = await createHarness();
    const file = 'Subject,Due date\nCall back,2024-05-01\n';
    const report = await harness.import('activities.csv', file, { entity: 'activity' });
    expect(report).toMatchObject({ created: 0, skippedCount: 1, problems: [{ field: 'kind', text: '', rows: 1 }] });
    await harness.import('activities.csv', file, { entity: 'activity', corrections: { 'kind\n': 'Task' } });
    expect(only(harness, 'activity')).toMatchObject({ kind: 'Task', dueAt: '2024-05-01T00:00:00.000Z' });
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
    expect(report.problems).toMatchObject([{ field: 'parentAccount', text: 'Acme', reason: 'names the record itself' }]);
    expect(only(harness, 'account')['parentAccount']).toBeUndefined();
  });

  test('gets a parent that stands only as a name in the same file, when wished', async () => {
    const harness = await createHarness();
    const report = await harness.import('accounts.csv', 'Account name,Parent\nAcme,Holding\nBeta,Holding\n', { createMissing: ['account'] });
    expect(report).toMatchObject({ created: 2, linkedCreated: { account: 1 } });
    const holding = harness.rows('account').find((row) => row['name'] === 'Holding');
    expect(harness.rows('account').filter((row) => row['parentAccount'] === holding?.id)).toHaveLength(2);
  });
});

describe('the 2,769 real support tickets', () => {
  test('come in with their customers, and with what their words mean here once the offers are accepted', async () => {
    const harness = await createHarness();
    const file = fixture('support-tickets/customer_support_tickets.csv');
    const { plan, inspection } = await harness.plan('customer_support_tickets.csv', file, { createMissing: ['contact', 'product'] });
    expect(inspection).toMatchObject({ entity: 'ticket', rows: 2769, keyField: 'externalId', reading: { dateOrder: 'YMD' } });
    const rehearsal = valueOf(await harness.calls['import.rehearse'](plan));
    const offers = rehearsal.problems.map(({ field, text, offer, rows }) => [field, text, offer, rows]);
    expect(offers).toEqual(
      expect.arrayContaining([
        ['priority', 'Critical', 'Urgent', 726],
        ['type', 'Refund request', 'Request', 596],
        ['type', 'Cancellation request', 'Request', 516],
        ['type', 'Technical issue', 'Incident', 580],
        ['type', 'Billing inquiry', 'Billing', 544],
        ['type', 'Product inquiry', 'Question', 533],
      ]),
    );
    const corrections = Object.fromEntries(
      rehearsal.problems.flatMap(({ field, text, offer }) => (offer === null ? [] : [[`${field}\n${text}`, offer]])),
    );
    const report = valueOf(await harness.calls['import.run']({ ...plan, corrections }));
    expect(report).toMatchObject({ created: 2769, skippedCount: 0, problems: [], withoutLink: { contact: 0, product: 0 } });
    const tickets = harness.rows('ticket');
    const having = (key: string, value: unknown): number => tickets.filter((row) => row[key] === value).length;
    expect([having('priority', 'Urgent'), having('channel', 'Social'), having('type', 'Request')]).toEqual([726, 684, 1112]);
    expect(tickets.every((row) => row['firstRespondedAt'] !== undefined && row['resolvedAt'] !== undefined)).toBe(true);
    expect(tickets.filter((row) => String(row['resolvedAt']) < String(row['firstRespondedAt']))).toHaveLength(1365);
    const first = tickets.find((row) => row['externalId'] === '3');
    expect(harness.engine.get('contact', String(first?.['contact']))).toMatchObject({
      firstName: 'Christopher',
      lastName: 'Robbins',
      emails: [{ address: 'gonzalestracy@example.com' }],
    });
  });
});

describe('running', () => {
  const file = (rows: number): string =>
    `Account name,Employees\n${Array.from({ length: rows }, (_, index) => `Company ${index},${index}`).join('\n')}\n`;

  test('writes at most 500 records at a time, with progress, under one batch that undo takes back', async () => {
    const harness = await createHarness();
    const report = await harness.import('accounts.csv', file(1200));
    expect(harness.writes).toEqual([500, 500, 200]);
    expect(harness.progress.at(-1)).toEqual({ done: 1200, total: 1200 });
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
    expect(harness.writes).toEqual([]);
  });

  test('takes back what was written when it is cancelled', async () => {
    let cancel = (): void => undefined;
    const harness = await createHarness(() => {
      if (harness.writes.length === 1) cancel();
      return Promise.resolve();
    });
    const { plan } = await harness.plan('accounts.csv', file(1200));
    cancel = () => void harness.calls['import.cancel']({ importId: plan.importId });
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: false, problem: { code: 'import-cancelled' } });
    expect(harness.writes).toEqual([500]);
    expect(harness.rows('account')).toEqual([]);
    // The wizard is still open: the person may run it again.
    cancel = () => undefined;
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: true, value: { created: 1200 } });
  });

  test('takes back what was written when a write fails, and says why it failed', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(1200));
    harness.failAfter(2, { code: 'disk-full', message: 'No room is left on the disk.', remedy: 'Make room.' });
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    expect(harness.rows('account')).toEqual([]);
  });

  test('is refused while the same file is being imported', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(600));
    const first = harness.calls['import.run'](plan);
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: false, problem: { code: 'import-running' } });
    expect(await first).toMatchObject({ ok: true });
  });

  test('is refused for a file that is no longer held', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', file(2));
    await harness.calls['import.cancel']({ importId: plan.importId });
    expect(await harness.calls['import.run'](plan)).toMatchObject({ ok: false, problem: { code: 'import-gone' } });
  });

  test('holds four files at most: the oldest gives way', async () => {
    const harness = await createHarness();
    const { plan: oldest } = await harness.plan('accounts.csv', file(2));
    for (let count = 0; count < 4; count++) await harness.plan('accounts.csv', file(2));
    expect(await harness.calls['import.rehearse'](oldest)).toMatchObject({ ok: false, problem: { code: 'import-gone' } });
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
    expect(await harness.calls['import.run']({ ...plan, ...change })).toMatchObject({ ok: false, problem: { code } });
  });

  test('another encoding or delimiter than the guessed one is read anew', async () => {
    const harness = await createHarness();
    const { plan } = await harness.plan('accounts.csv', 'Account name;Industry\nA,B;Retail\n');
    const changed = { ...plan, mapping: ['name', null], reading: { ...plan.reading, delimiter: ',' } };
    const result = await harness.calls['import.rehearse'](changed);
    expect(result.ok).toBe(false);
    expect(await harness.calls['import.rehearse'](plan)).toMatchObject({ ok: true, value: { created: 1 } });
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
