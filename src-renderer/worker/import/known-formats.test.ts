import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { fixture } from '../../../tests/fixture-files.ts';
import { createHarness, valueOf, type Harness } from './import-harness.ts';

const file = (name: string): Uint8Array<ArrayBuffer> => fixture(`formats/${name}`);

/** Every guess accepted, every offer taken; a second time the same file must change nothing. */
async function take(harness: Harness, name: string) {
  const { inspection, plan } = await harness.plan(name, file(name));
  const rehearsal = valueOf(await harness.calls['import.rehearse'](plan));
  const corrections = { ...plan.corrections };
  for (const { field, text, offer } of rehearsal.problems)
    if (offer !== null) corrections[`${field}\n${text}`] = offer;
  const report = await harness.import(name, file(name), { corrections });
  const sent = harness.engine.pending().length;
  const again = await harness.import(name, file(name), { corrections });
  expect(again).toMatchObject({ created: 0, updated: 0, linkedCreated: {} });
  expect(harness.engine.pending()).toHaveLength(sent);
  return { inspection, report };
}

function row(harness: Harness, entity: string, key: string, value: unknown): AnyRow {
  const found = harness.rows(entity).find((one) => one[key] === value);
  if (found === undefined) throw new Error(`No ${entity} with ${key} ${String(value)}`);
  return found;
}

const addresses = (one: AnyRow): readonly string[] =>
  (one['emails'] as readonly { address: string; label?: string }[]).map(({ address, label }) =>
    label === undefined ? address : `${label}: ${address}`,
  );
const numbers = (one: AnyRow): readonly string[] =>
  (one['phones'] as readonly { number: string; label?: string }[]).map(({ number, label }) =>
    label === undefined ? number : `${label}: ${number}`,
  );

describe('an export of', () => {
  test('Google Contacts keeps labels, several values in a cell, and a birthday without a year', async () => {
    const harness = await createHarness();
    const { inspection, report } = await take(harness, 'google-contacts.csv');
    expect(inspection).toMatchObject({ format: 'google', entity: 'contact' });
    expect(report).toMatchObject({ created: 3, linkedCreated: { account: 1 }, problems: [] });
    const marta = row(harness, 'contact', 'lastName', 'Okonkwo');
    expect(marta).toMatchObject({
      salutation: 'Dr',
      title: 'Head of Procurement',
      department: 'Supply',
      birthdate: '1979-11-23',
      tags: ['Fair 2025', 'Suppliers'],
      address: { street: 'Lindenstr. 4', city: 'Berlin', postalCode: '10969', country: 'Germany' },
      account: row(harness, 'account', 'name', 'Halden Robotics').id,
    });
    expect(addresses(marta).toSorted()).toEqual([
      'Home: marta@okonkwo.example',
      'Work: m.okonkwo@halden.example',
      'Work: marta.okonkwo@halden.example',
    ]);
    expect(numbers(marta)).toHaveLength(3);
    expect(row(harness, 'contact', 'lastName', 'Lindqvist')).toMatchObject({
      description: 'Birthday: 7 March',
    });
    expect(row(harness, 'contact', 'lastName', 'Lindqvist')['tags']).toBeUndefined();
  });

  test('Google Contacts in its older form takes the parts of the name, not the whole', async () => {
    const harness = await createHarness();
    const { inspection } = await take(harness, 'google-legacy.csv');
    expect(inspection.format).toBe('google-legacy');
    expect(row(harness, 'contact', 'lastName', 'van der Meer')).toMatchObject({
      firstName: 'Paul',
      tags: ['Customers'],
      title: 'Owner',
      birthdate: '1968-02-29',
    });
  });

  test('Outlook has Ms and Mr as titles, and the business address counts', async () => {
    const harness = await createHarness();
    const { inspection } = await take(harness, 'outlook.csv');
    expect(inspection).toMatchObject({ format: 'outlook', reading: { dateOrder: 'MDY' } });
    const helen = row(harness, 'contact', 'lastName', 'Abara');
    expect(helen).toMatchObject({
      salutation: 'Ms',
      title: 'Facilities Manager',
      birthdate: '1981-04-17',
      address: { street: '400 Park Ave', city: 'New York' },
      tags: ['Hotels', 'Key'],
    });
    expect(numbers(helen).toSorted()).toEqual([
      'Business: +1 212 555 0199',
      'Home: +1 212 555 0148',
      'Mobile: +1 917 555 0111',
    ]);
  });

  test('LinkedIn begins with notes, and tells two people of one name apart by their pages', async () => {
    const harness = await createHarness();
    const { inspection, report } = await take(harness, 'linkedin-connections.csv');
    expect(inspection).toMatchObject({ format: 'linkedin', rows: 3, keyField: 'linkedin' });
    expect(report).toMatchObject({ created: 3, linkedCreated: { account: 3 } });
  });

  test('HubSpot links by its own ids: contacts to companies, deals to contacts', async () => {
    const harness = await createHarness();
    expect((await take(harness, 'hubspot-companies.csv')).inspection.format).toBe(
      'hubspot-companies',
    );
    expect((await take(harness, 'hubspot-contacts.csv')).inspection.format).toBe(
      'hubspot-contacts',
    );
    const deals = await take(harness, 'hubspot-deals.csv');
    expect(deals.inspection.format).toBe('hubspot-deals');
    expect(deals.report.problems).toEqual([]);
    const brightwater = row(harness, 'account', 'externalId', '9001');
    expect(row(harness, 'contact', 'externalId', '501')['account']).toBe(brightwater.id);
    const renewal = row(harness, 'deal', 'externalId', '7001');
    expect(renewal).toMatchObject({
      account: brightwater.id,
      stage: { stage: 'Negotiation' },
      amount: { amountMinor: 1_250_050 },
    });
    const people = (renewal['contacts'] as readonly { contact: string }[]).map(({ contact }) =>
      String(harness.engine.get('contact', contact)?.['externalId']),
    );
    expect(people.toSorted()).toEqual(['501', '502']);
    expect(row(harness, 'deal', 'externalId', '7002')).toMatchObject({ stage: { stage: 'Won' } });
    const tickets = await take(harness, 'hubspot-tickets.csv');
    expect(tickets.inspection.format).toBe('hubspot-tickets');
    expect(row(harness, 'ticket', 'externalId', '31')).toMatchObject({
      subject: 'Cannot log in',
      priority: 'High',
      channel: 'Email',
    });
  });

  test('Salesforce is read by its labels', async () => {
    const harness = await createHarness();
    expect((await take(harness, 'salesforce-accounts.csv')).inspection).toMatchObject({
      format: 'salesforce-accounts',
      entity: 'account',
    });
    expect((await take(harness, 'salesforce-contacts.csv')).inspection.format).toBe(
      'salesforce-contacts',
    );
    expect(row(harness, 'account', 'name', 'Edge Communications')).toMatchObject({
      billingAddress: {
        city: 'Austin',
        state: 'TX',
        postalCode: '78767',
        country: 'United States',
      },
    });
    expect(row(harness, 'contact', 'lastName', 'Gonzalez')).toMatchObject({
      account: row(harness, 'account', 'name', 'Edge Communications').id,
      source: 'Trade Show',
    });
  });

  test('Salesforce is read by its API names, and links by its ids', async () => {
    const harness = await createHarness();
    await take(harness, 'salesforce-api-accounts.csv');
    await take(harness, 'salesforce-api-contacts.csv');
    const { report } = await take(harness, 'salesforce-api-opportunities.csv');
    const pyramid = row(harness, 'account', 'externalId', '0018d00000AbCdEAAV');
    expect(row(harness, 'contact', 'lastName', 'Young')['account']).toBe(pyramid.id);
    expect(row(harness, 'deal', 'name', 'Pyramid portable')).toMatchObject({
      account: pyramid.id,
      stage: { stage: 'Won' },
      probability: 100,
    });
    // Who owns them is somebody that nobody here knows: said, not invented.
    expect(report.problems.map(({ field, rows }) => [field, rows])).toContainEqual(['owner', 2]);
  });

  test('Pipedrive has people, organisations, deals and activities in one row, linked to each other', async () => {
    const harness = await createHarness();
    const { inspection, report } = await take(harness, 'pipedrive.csv');
    expect(inspection).toMatchObject({ format: 'pipedrive', entity: 'activity' });
    expect(inspection.also.map(({ entity }) => entity)).toEqual(['account', 'contact', 'deal']);
    expect(report.also).toEqual([
      { entity: 'account', created: 3, updated: 0, unchanged: 0 },
      { entity: 'contact', created: 2, updated: 0, unchanged: 0 },
      { entity: 'deal', created: 2, updated: 0, unchanged: 0 },
    ]);
    expect(report).toMatchObject({ created: 3, skippedCount: 0, linkedCreated: { user: 1 } });
    const greta = row(harness, 'contact', 'lastName', 'Holm');
    const fjordline = row(harness, 'account', 'name', 'Fjordline Shipping');
    const fleet = row(harness, 'deal', 'name', 'Fjordline fleet deal');
    expect(greta).toMatchObject({ firstName: 'Greta', account: fjordline.id });
    expect(fleet).toMatchObject({
      account: fjordline.id,
      amount: { amountMinor: 4_800_000 },
      stage: { stage: 'Proposal' },
      contacts: [{ contact: greta.id }],
    });
    expect(row(harness, 'activity', 'subject', 'Send the offer')).toMatchObject({
      kind: 'Task',
      body: 'Wants delivery before July',
      about: [`account/${fjordline.id}`, `contact/${greta.id}`, `deal/${fleet.id}`],
    });
    expect(row(harness, 'account', 'name', 'Nordlys Energi')).toBeDefined();
  });
});

describe('vCards', () => {
  test('of both versions come in with the uses of their addresses and numbers', async () => {
    const harness = await createHarness();
    const { inspection, report } = await take(harness, 'contacts.vcf');
    expect(inspection).toMatchObject({ format: 'vcard', entity: 'contact', rows: 2 });
    expect(report).toMatchObject({ created: 2, linkedCreated: { account: 1 } });
    const elena = row(harness, 'contact', 'lastName', 'Castellanos');
    expect(elena).toMatchObject({
      firstName: 'Elena',
      middleName: 'María',
      title: 'Head of Radiology',
      department: 'Radiología',
      birthdate: '1974-05-09',
      linkedin: 'https://www.linkedin.com/in/elena-castellanos',
      tags: ['Patients', 'Speakers'],
      address: { street: 'Calle Mayor 1, 2º', city: 'Madrid' },
      description:
        'First line\nSecond line with a very long tail that the address book folds over two lines',
    });
    expect(addresses(elena).toSorted()).toEqual([
      'Other: elena.c@mail.example',
      'Work: elena@clinica-aurora.example',
    ]);
    const kenji = row(harness, 'contact', 'lastName', 'Sato');
    expect(kenji).toMatchObject({ language: 'ja', description: 'Birthday: 03-07' });
    expect(numbers(kenji)).toEqual(['Work: +81 3 1234 5678']);
  });
});

describe('a calendar', () => {
  test('has its meetings and tasks at the right moment, whichever way it names a zone', async () => {
    const harness = await createHarness();
    await take(harness, 'contacts.vcf');
    const { inspection, report } = await take(harness, 'calendar.ics');
    expect(inspection).toMatchObject({ format: 'icalendar', entity: 'activity', rows: 3 });
    expect(report).toMatchObject({ created: 3, problems: [] });
    expect(row(harness, 'activity', 'subject', 'Quarterly review')).toMatchObject({
      kind: 'Meeting',
      startAt: '2024-06-10T12:00:00.000Z',
      endAt: '2024-06-10T13:00:00.000Z',
      reminderAt: '2024-06-10T11:45:00.000Z',
      location: 'Room 4, second floor',
      participants: [`contact/${row(harness, 'contact', 'lastName', 'Castellanos').id}`],
    });
    expect(row(harness, 'activity', 'subject', 'Stand-up')).toMatchObject({
      startAt: '2024-06-03T13:00:00.000Z',
      endAt: '2024-06-03T13:30:00.000Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    });
    expect(row(harness, 'activity', 'subject', 'Send the contract')).toMatchObject({
      kind: 'Task',
      status: 'In Progress',
      priority: 'High',
      dueAt: '2024-06-07T16:00:00.000Z',
    });
  });
});

test('a format that was recognised wrongly can be taken back', async () => {
  const harness = await createHarness();
  const bytes = file('linkedin-connections.csv');
  const asNothing = valueOf(
    await harness.calls['import.inspect']({ fileName: 'x.csv', bytes, format: null }),
  );
  expect(asNothing).toMatchObject({ format: null, createMissing: [] });
});
