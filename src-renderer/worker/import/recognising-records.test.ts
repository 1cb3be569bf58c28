import { describe, expect, test } from 'vitest';
import { primaryFirst } from '../../../crm/kernel/fields/child-rows.ts';
import type { EmailRow } from '../../../crm/kernel/fields/emails.field.ts';
import { ACME, createHarness, only, withAccounts } from './import-harness.ts';

describe('recognising records', () => {
  test('a deal is recognised by its external id', async () => {
    const harness = await createHarness();
    await harness.put('deal', ACME, {
      name: 'Big one',
      externalId: 'D-7',
      stage: { stage: 'Proposal', rank: 'a0' },
    });
    const report = await harness.import(
      'deals.csv',
      'Deal id,Deal name,Stage\nd-7,Bigger one,Won\n',
    );
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect(only(harness, 'deal')['name']).toBe('Bigger one');
  });

  test('an account that is here is updated, and empty cells clear nothing', async () => {
    const harness = await withAccounts();
    await harness.put('account', ACME, { industry: 'Software', employees: 12 });
    const report = await harness.import(
      'accounts.csv',
      'Account name,Industry,Employees\nacme,,40\n',
    );
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect(harness.engine.get('account', ACME)).toMatchObject({
      industry: 'Software',
      employees: 40,
    });
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
    const rows = Array.from({ length: 600 }, (_, index) => `Nobody,n${index}@example.org,x`).join(
      '\n',
    );
    const { plan } = await harness.plan(
      'more.csv',
      `Last name,Email,Labels\n${rows}\nLovelace,ada@example.org,poetry\n`,
    );
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
    await harness.put('deal', only(harness, 'deal').id, {
      stage: { stage: 'Proposal', rank: 'a3V' },
    });
    expect(await harness.import('deals.csv', file)).toMatchObject({ unchanged: 1 });
    expect(only(harness, 'deal')['stage']).toEqual({ stage: 'Proposal', rank: 'a3V' });
  });

  test('two people at one address are two contacts, at the first import and at the second', async () => {
    const harness = await createHarness();
    const file =
      'First name,Last name,Email\nAda,Lovelace,office@example.org\nGrace,Hopper,office@example.org\n';
    expect(await harness.import('contacts.csv', file)).toMatchObject({ created: 2 });
    expect(await harness.import('contacts.csv', file)).toMatchObject({ created: 0, unchanged: 2 });
    const third = 'First name,Last name,Email\nJoan,Clarke,office@example.org\n';
    expect(await harness.import('contacts.csv', third)).toMatchObject({ created: 1, updated: 0 });
  });

  test('rows that nothing recognises are told apart by all their cells, and equal ones by their number', async () => {
    const harness = await createHarness();
    const file = 'First name,Last name\nAda,Lovelace\nAda,Lovelace\nGrace,Hopper\n';
    expect(await harness.import('contacts.csv', file, { keyField: null })).toMatchObject({
      created: 3,
    });
    expect(await harness.import('contacts.csv', file, { keyField: null })).toMatchObject({
      created: 0,
      unchanged: 3,
    });
  });

  test('a key that stands in two rows makes one record, and is reported', async () => {
    const harness = await createHarness();
    const report = await harness.import(
      'deals.csv',
      'Deal id,Deal name,Stage\nD1,One,Proposal\nD1,One,Won\n',
      {
        keyField: 'externalId',
      },
    );
    expect(report).toMatchObject({
      created: 1,
      problems: [{ field: 'externalId', text: 'D1', firstRow: 2 }],
    });
    expect(only(harness, 'deal')['stage']).toMatchObject({ stage: 'Won' });
  });

  test('an archived record is not brought back unasked: its row is skipped and says why', async () => {
    const harness = await withAccounts();
    await harness.archive('account', ACME);
    const report = await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n');
    expect(report).toMatchObject({
      created: 0,
      updated: 0,
      skipped: [{ row: 2, reason: expect.stringContaining('archive') }],
    });
  });

  test('a record that was renamed after its import is still the same record', async () => {
    const harness = await createHarness();
    await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n');
    await harness.put('account', only(harness, 'account').id, { name: 'Acme & Sons' });
    expect(
      await harness.import('accounts.csv', 'Account name,Industry\nAcme,Retail\n'),
    ).toMatchObject({ created: 0, updated: 1 });
  });
});
