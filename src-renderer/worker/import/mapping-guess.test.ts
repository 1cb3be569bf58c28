import { describe, expect, test } from 'vitest';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { entityNamed, modules } from '../../../crm/modules/registry.ts';
import { guessEntity, guessMapping } from './mapping-guess.ts';
import { splitName } from './person-names.ts';

const entities = modules.map(({ entity }) => entity);
const entity = (name: string): EntityDef => entityNamed(name)!;

/** Headers of known exports, as `Header` or `Header>field`; without a field the column is left out. */
const EXPORTS: readonly (readonly [string, string, string])[] = [
  [
    'Google Contacts',
    'contact',
    'First Name>firstName,Middle Name>middleName,Last Name>lastName,Organization Name>account,Organization Title>title,Organization Department>department,Birthday>birthdate,Notes>description,Labels>tags,E-mail 1 - Label,E-mail 1 - Value>emails,E-mail 2 - Value>emails,Phone 1 - Label,Phone 1 - Value>phones,Address 1 - Street>address,Address 1 - City>address,Address 1 - Region>address,Address 1 - Postal Code>address,Address 1 - Country>address',
  ],
  [
    'older Google Contacts',
    'contact',
    'Given Name>firstName,Additional Name>middleName,Family Name>lastName,E-mail 1 - Value>emails,Organization 1 - Name>account,Organization 1 - Title>title',
  ],
  [
    'Outlook',
    'contact',
    'First Name>firstName,Last Name>lastName,E-mail Address>emails,E-mail 2 Address>emails,Primary Phone>phones,Home Phone>phones,Mobile Phone>phones,Business Phone>phones,Company>account,Job Title>title,Department>department,Business Street>address,Business City>address,Business State>address,Business Postal Code>address,Business Country/Region>address',
  ],
  [
    'LinkedIn',
    'contact',
    'First Name>firstName,Last Name>lastName,URL,Email Address>emails,Company>account,Position>title,Connected On',
  ],
  [
    'HubSpot contacts',
    'contact',
    'Record ID>externalId,First Name>firstName,Last Name>lastName,Email>emails,Phone Number>phones,Job Title>title,Company Name>account,Contact owner>owner,Lead Status,Lifecycle Stage>lifecycle,Create Date,Associated Company IDs',
  ],
  [
    'HubSpot companies',
    'account',
    'Record ID>externalId,Company name>name,Website URL>website,Industry>industry,Company owner>owner,Create Date',
  ],
  [
    'HubSpot deals',
    'deal',
    'Deal Name>name,Deal Stage>stage,Pipeline>pipeline,Amount>amount,Close Date>closedDate,Deal owner>owner,Associated Company>account,Associated Contact IDs>contacts',
  ],
  [
    'HubSpot tickets',
    'ticket',
    'Ticket ID>externalId,Ticket name>subject,Ticket status>status,Priority>priority,Source>channel',
  ],
  [
    'Salesforce accounts',
    'account',
    'Account Name>name,Billing City>billingAddress,Billing Country>billingAddress,Industry>industry',
  ],
  [
    'Salesforce contacts',
    'contact',
    'LastName>lastName,FirstName>firstName,LeadSource>source,MailingStreet>address,MailingCity>address',
  ],
  [
    'Salesforce opportunities',
    'deal',
    'Name>name,StageName>stage,CloseDate>closedDate,Amount>amount,Probability>probability',
  ],
  ['Pipedrive deals', 'deal', 'Deal - Title>name,Deal - Value>amount,Organization - Name>account'],
  [
    'Pipedrive people',
    'contact',
    'Person - Name>lastName,Person - Email (Work)>emails,Person - Phone (Mobile)>phones',
  ],
  [
    'the real support tickets',
    'ticket',
    'Ticket_ID>externalId,Customer_Name,Customer_Email>contact,Customer_Age,Customer_Gender,Product_Purchased>product,Date_of_Purchase,Ticket_Type>type,Ticket_Subject>subject,Ticket_Priority>priority,Ticket_Channel>channel,First_Response_Time>firstRespondedAt,Time_to_Resolution>resolvedAt,Customer_Satisfaction_Rating>satisfaction',
  ],
];

describe('the columns of', () => {
  test.each(EXPORTS)('%s mean %s records, field by field', (_what, name, line) => {
    const columns = line.split(',').map((column) => column.split('>'));
    const headers = columns.map(([header = '']) => header);
    expect(guessEntity(entities, headers, 'export.csv')?.name).toBe(name);
    expect(
      headers.map((header, index) => [header, guessMapping(entity(name), headers)[index]]),
    ).toEqual(columns.map(([header, field]) => [header, field ?? null]));
  });
});

test('a field of one value is filled by one column only', () => {
  expect(guessMapping(entity('account'), ['Company', 'Company name', 'Industry'])).toEqual([
    'name',
    null,
    'industry',
  ]);
});

test('a number that the relay gives is not filled from a file', () => {
  expect(guessMapping(entity('ticket'), ['Number', 'Subject'])).toEqual([null, 'subject']);
});

test('between equals the name of the file decides', () => {
  const headers = ['First name', 'Last name', 'Email', 'Company'];
  expect(guessEntity(entities, headers, 'contacts.csv')?.name).toBe('contact');
  expect(guessEntity(entities, headers, 'leads 2024.csv')?.name).toBe('lead');
});

test('headers that mean nothing here give no entity', () => {
  expect(guessEntity(entities, ['foo', 'bar'], 'x.csv')).toBeUndefined();
});

test.each([
  ['Ada Lovelace', 'Ada', 'Lovelace'],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['Ursula von der Leyen', 'Ursula', 'von der Leyen'],
  ['Lovelace, Ada', 'Ada', 'Lovelace'],
  ['Cher', undefined, 'Cher'],
])('the name %s is %s + %s', (text, first, last) => {
  expect(splitName(text)).toEqual(first === undefined ? { last } : { first, last });
});
