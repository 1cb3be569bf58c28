import { describe, expect, it } from 'vitest';
import { fieldKinds, type FieldKindName } from '../../../crm/kernel/field-kinds.ts';
import { emailRowId } from '../../../crm/kernel/fields/emails.field.ts';
import { optionsOf } from '../../../crm/kernel/fields/option-matching.ts';
import { phoneRowId } from '../../../crm/kernel/fields/phones.field.ts';
import { dealStages } from '../../../crm/modules/deal/stages.ts';
import { fieldViews } from '../field-views.ts';
import { itBehavesLikeAFieldView, type FieldViewExample } from './fixtures/it-behaves-like-a-field-view.tsx';

const ID = '0190a000-0000-7000-8000-00000000000a';
const email = 'ada@example.org';
const phone = '+44 20 7946 0018';

/** Total over the kinds: a kind without an example does not compile. */
const examples: { readonly [Name in FieldKindName]: FieldViewExample } = {
  text: {
    field: { kind: 'text', label: 'Name' },
    value: 'Brûlé & Fils',
    shows: 'Brûlé & Fils',
    typing: { text: '  Ada   Lovelace ', value: 'Ada Lovelace', unreadable: 'x'.repeat(501) },
  },
  longText: {
    field: { kind: 'longText', label: 'Description' },
    value: 'First line\nSecond line',
    shows: 'First line',
    typing: { text: 'One\nTwo', value: 'One\nTwo' },
  },
  url: {
    field: { kind: 'url', label: 'Website' },
    value: 'https://www.example.org/',
    shows: 'example.org',
    typing: {
      text: 'example.org',
      value: 'https://example.org',
      unreadable: 'javascript:alert(1)',
    },
  },
  money: {
    field: { kind: 'money', label: 'Amount' },
    value: { amountMinor: 123_450, currency: 'EUR' },
    shows: '1,234.50',
    typing: {
      text: '1,234.50',
      value: { amountMinor: 123_450, currency: 'EUR' },
      unreadable: 'a lot',
    },
  },
  number: {
    field: { kind: 'number', label: 'Employees', min: 0 },
    value: 1250,
    shows: '1,250',
    typing: { text: '1,250', value: 1250, unreadable: '-3' },
  },
  percent: {
    field: { kind: 'percent', label: 'Probability' },
    value: 65,
    shows: '65%',
    typing: { text: '65 %', value: 65, unreadable: '165' },
  },
  date: {
    field: { kind: 'date', label: 'Closed on' },
    value: '2026-03-01',
    shows: '1 Mar 2026',
    typing: { text: '01/03/2026', value: '2026-03-01', unreadable: '31/02/2026' },
  },
  dateTime: {
    field: { kind: 'dateTime', label: 'Start' },
    value: '2026-03-01T14:30:00.000Z',
    shows: '14:30',
    typing: {
      text: '01/03/2026 14:30',
      value: new Date('2026-03-01T14:30:00').toISOString(),
      unreadable: 'soon',
    },
  },
  select: {
    field: { kind: 'select', label: 'Type', options: optionsOf('Customer', 'Partner') },
    value: 'Partner',
    shows: 'Partner',
  },
  link: {
    field: { kind: 'link', label: 'Account', to: 'account' },
    value: ID,
    shows: 'Title of account',
  },
  user: { field: { kind: 'user', label: 'Owner' }, value: ID, shows: 'Title of user' },
  address: {
    field: { kind: 'address', label: 'Address' },
    value: { street: '1 High Street', city: 'Lyon', country: 'France' },
    shows: 'France',
  },
  geo: {
    field: { kind: 'geo', label: 'Position' },
    value: { lat: 47.37, lng: 8.54 },
    shows: '47.37',
    typing: { text: '47.37, 8.54', value: { lat: 47.37, lng: 8.54 }, unreadable: '95, 8' },
  },
  boolean: { field: { kind: 'boolean', label: 'Active' }, value: true, shows: 'Yes' },
  stage: {
    field: { kind: 'stage', label: 'Stage', options: dealStages },
    value: { stage: 'Proposal', rank: 'a0' },
    shows: 'Proposal',
  },
  autoNumber: {
    field: { kind: 'autoNumber', label: 'Number', prefix: 'T-' },
    value: 1042,
    shows: 'T-1042',
    typing: { text: 'T-7', value: 7, unreadable: 'seven' },
  },
  emails: {
    field: { kind: 'emails', label: 'E-mails' },
    value: [{ id: emailRowId(email), address: email, label: 'Work' }],
    shows: email,
    typing: {
      text: email,
      value: [{ id: emailRowId(email), address: email }],
      unreadable: 'ada at example',
    },
  },
  phones: {
    field: { kind: 'phones', label: 'Phones' },
    value: [{ id: phoneRowId(phone), number: phone }],
    shows: phone,
    typing: {
      text: '020 7946 0018',
      value: [{ id: phoneRowId(phone), number: phone }],
      unreadable: 'call me',
    },
  },
  multiSelect: {
    field: { kind: 'multiSelect', label: 'Tags', open: true, options: [] },
    value: ['key', 'north'],
    shows: 'north',
  },
  links: {
    field: { kind: 'links', label: 'About', to: '*' },
    value: [`deal/${ID}`],
    shows: 'Title of deal',
  },
  rows: {
    field: {
      kind: 'rows',
      label: 'Absences',
      rowLabel: 'absence',
      columns: { reason: { kind: 'text', label: 'Reason' } },
    },
    value: [{ id: 'r1', reason: 'Holiday' }],
    shows: '',
  },
};

for (const example of Object.values(examples)) itBehavesLikeAFieldView(example);

describe('the table of views', () => {
  it('has a view for every kind of the kernel and none besides', () => {
    expect(Object.keys(fieldViews).toSorted()).toEqual(Object.keys(fieldKinds).toSorted());
  });
});
