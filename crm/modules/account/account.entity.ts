import { defineEntity } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import { interactionFieldsOf } from '../interactions.ts';
import { completenessFields } from '../completeness.ts';
import { industries } from '../industries.ts';

/** A company or organisation that one has business with. */
export const account = defineEntity({
  name: 'account',
  label: { one: 'Account', many: 'Accounts' },
  icon: 'building',
  traits: ['notes', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['industry', 'domain'],
  glance: ['openDealValue', 'openTickets', 'nextContractEnd'],
  listFields: [
    'name',
    'industry',
    'type',
    'owner',
    'employees',
    'annualRevenue',
    'billingAddress',
    'parentAccount',
  ],
  expects: ['name', 'type', 'industry', 'owner', 'domain', 'phones', 'billingAddress', 'employees'],
  duplicates: {
    of: 'organisation',
    name: ['name'],
    reach: ['domain', 'website', 'emails', 'phones'],
    at: ['billingAddress', 'shippingAddress'],
  },
  migrations: [],
  sections: [
    {
      label: 'About',
      fields: ['name', 'type', 'industry', 'tier', 'owner', 'parentAccount', 'tags'],
    },
    {
      label: 'Reach',
      fields: ['website', 'domain', 'emails', 'phones', 'billingAddress', 'shippingAddress', 'geo'],
    },
    {
      label: 'At a glance',
      fields: [
        'openDealValue',
        'openTickets',
        'activeContracts',
        'nextContractEnd',
        'subsidiariesValue',
        'firstContact',
        'lastContact',
        'nextContact',
      ],
    },
    { label: 'Size', fields: ['employees', 'annualRevenue', 'foundedYear'] },
    {
      label: 'More',
      fields: [
        'externalId',
        'teams',
        'territory',
        'priceBook',
        'description',
        'completeness',
        'missing',
        'mergedInto',
      ],
    },
  ],
  fields: {
    name: {
      kind: 'text',
      label: 'Name',
      required: true,
      search: true,
      aliases: [
        'account',
        'account name',
        'company',
        'company name',
        'organization',
        'organization - name',
      ],
    },
    website: {
      kind: 'url',
      label: 'Website',
      search: true,
      aliases: ['website url', 'url', 'web'],
    },
    domain: {
      kind: 'text',
      label: 'Domain',
      holds: 'domain',
      search: true,
      aliases: ['company domain name'],
    },
    emails: { kind: 'emails', label: 'E-mails', search: true, aliases: ['email', 'e-mail'] },
    phones: {
      kind: 'phones',
      label: 'Phones',
      search: true,
      aliases: ['phone', 'phone number', 'telephone'],
    },
    type: {
      kind: 'select',
      label: 'Type',
      options: optionsOf(
        'Customer',
        'Prospect',
        'Partner',
        'Reseller',
        'Investor',
        'Competitor',
        'Analyst',
        'Integrator',
        'Press',
        'Other',
      ),
    },
    industry: { kind: 'select', label: 'Industry', options: industries, aliases: ['sector'] },
    employees: {
      kind: 'number',
      label: 'Employees',
      integer: true,
      min: 0,
      aliases: ['number of employees', 'headcount'],
    },
    annualRevenue: { kind: 'money', label: 'Annual revenue', aliases: ['revenue'] },
    billingAddress: {
      kind: 'address',
      label: 'Billing address',
      search: true,
      aliases: [
        'office_location',
        'address',
        'location',
        'organization - address',
        'billing country',
      ],
    },
    shippingAddress: { kind: 'address', label: 'Shipping address' },
    geo: { kind: 'geo', label: 'Position' },
    parentAccount: {
      kind: 'link',
      to: 'account',
      backLabel: 'Subsidiaries',
      label: 'Parent account',
      aliases: ['subsidiary_of', 'parent', 'parent company'],
    },
    owner: {
      kind: 'user',
      label: 'Owner',
      backLabel: 'Accounts',
      creatorAtFirst: true,
      aliases: ['account owner', 'company owner'],
    },
    openDealValue: {
      kind: 'money',
      label: 'Open deals',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'deal',
        through: 'account',
        measure: 'sum',
        of: 'amount',
        filter: { field: 'closedDate', operator: 'isEmpty' },
      },
    },
    openTickets: {
      kind: 'number',
      label: 'Open tickets',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'ticket',
        through: 'account',
        measure: 'count',
        filter: { field: 'status', operator: 'noneOf', operand: ['Resolved', 'Closed'] },
      },
    },
    activeContracts: {
      kind: 'money',
      label: 'Active contracts',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'contract',
        through: 'account',
        measure: 'sum',
        of: 'value',
        filter: { field: 'standing', operator: 'anyOf', operand: ['Active'] },
      },
    },
    nextContractEnd: {
      kind: 'date',
      label: 'Next contract ends',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'contract',
        through: 'account',
        measure: 'min',
        of: 'ends',
        filter: { field: 'standing', operator: 'anyOf', operand: ['Active'] },
      },
    },
    subsidiariesValue: {
      kind: 'money',
      label: 'Open deals of subsidiaries',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'account',
        through: 'parentAccount',
        measure: 'sum',
        of: 'openDealValue',
      },
    },
    ...interactionFieldsOf('account'),
    ...completenessFields,
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      help: 'Its id in the program that it came from',
      aliases: ['record id', 'account id', 'company id', 'id'],
    },
    teams: { kind: 'multiSelect', label: 'Teams', open: true, options: [] },
    priceBook: {
      kind: 'link',
      to: 'priceBook',
      label: 'Price book',
      help: 'Its prices stand on new lines of this account’s deals and quotes',
    },
    territory: { kind: 'text', label: 'Territory', aliases: ['region'] },
    tier: { kind: 'select', label: 'Tier', options: optionsOf('A', 'B', 'C') },
    foundedYear: {
      kind: 'number',
      label: 'Founded',
      integer: true,
      min: 1000,
      max: 2100,
      grouping: false,
      aliases: ['year_established', 'year founded', 'founded year'],
    },
    description: {
      kind: 'longText',
      label: 'Description',
      search: true,
      aliases: ['about', 'notes'],
    },
    tags: {
      kind: 'multiSelect',
      label: 'Tags',
      open: true,
      options: [],
      search: true,
      aliases: ['labels'],
    },
    mergedInto: {
      kind: 'link',
      to: 'account',
      label: 'Merged into',
      help: 'Set by a merge; what linked here links there',
      readOnly: true,
    },
  },
});

/** Band of a head count, as lists and segments name it. */
export function sizeBand(employees: number): string {
  if (employees <= 10) return '1-10';
  if (employees <= 50) return '11-50';
  if (employees <= 200) return '51-200';
  if (employees <= 500) return '201-500';
  return employees <= 1000 ? '501-1000' : '1000+';
}
