import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import { interactionFields } from '../interactions.ts';
import { completenessFields } from '../completeness.ts';
import { SCORE_BANDS } from '../score-bands.ts';
import { sources } from '../sources.ts';

/** Someone who may become a customer, before it is known whether they will. */
export const lead = defineEntity({
  name: 'lead',
  label: { one: 'Lead', many: 'Leads' },
  icon: 'target-arrow',
  traits: ['notes', 'archivable'],
  titleFields: ['firstName', 'lastName'],
  subtitleFields: ['company', 'status'],
  listFields: [
    'firstName',
    'lastName',
    'company',
    'status',
    'source',
    'leadScore',
    'leadBand',
    'owner',
  ],
  expects: ['firstName', 'lastName', 'company', 'title', 'emails', 'phones', 'source', 'owner'],
  duplicates: {
    of: 'person',
    name: ['firstName', 'lastName'],
    reach: ['emails', 'phones'],
    beside: 'company',
  },
  migrations: [],
  sections: [
    { label: 'Person', fields: ['firstName', 'lastName', 'company', 'title', 'emails', 'phones'] },
    {
      label: 'Qualification',
      fields: ['status', 'leadScore', 'leadBand', 'scoreReasons', 'rating', 'source', 'campaign'],
    },
    { label: 'In touch', fields: ['firstContact', 'lastContact', 'nextContact'] },
    { label: 'Assignment', fields: ['owner', 'territory', 'routedBy'] },
    {
      label: 'Conversion',
      fields: ['convertedAt', 'convertedAccount', 'convertedContact', 'convertedDeal'],
    },
    {
      label: 'More',
      fields: [
        'externalId',
        'description',
        'tags',
        'score',
        'scoreWhy',
        'completeness',
        'missing',
        'mergedInto',
      ],
    },
  ],
  fields: {
    firstName: { kind: 'text', label: 'First name', search: true, aliases: ['given name'] },
    lastName: {
      kind: 'text',
      label: 'Last name',
      required: true,
      search: true,
      aliases: ['family name', 'name'],
    },
    company: {
      kind: 'text',
      label: 'Company',
      search: true,
      aliases: ['company name', 'organization'],
    },
    title: { kind: 'text', label: 'Title', aliases: ['job title', 'position'] },
    emails: {
      kind: 'emails',
      label: 'E-mails',
      search: true,
      aliases: ['email', 'e-mail', 'email address'],
    },
    phones: {
      kind: 'phones',
      label: 'Phones',
      search: true,
      aliases: ['phone', 'phone number', 'mobile'],
    },
    status: {
      kind: 'select',
      label: 'Status',
      aliases: ['lead status'],
      atFirst: 'New',
      options: optionsOf(
        'New',
        'Contacted',
        'Nurture',
        'Qualified',
        'Unqualified',
        'Converted',
        'Junk',
      ),
    },
    source: { kind: 'select', label: 'Source', options: sources, aliases: ['lead source'] },
    rating: { kind: 'select', label: 'Rating', options: optionsOf('Hot', 'Warm', 'Cold') },
    leadScore: {
      kind: 'number',
      label: 'Lead score',
      integer: true,
      readOnly: true,
      help: 'By the rules in the settings, from 0 to 100',
      computed: { by: 'score', part: 'points' },
    },
    leadBand: {
      kind: 'select',
      label: 'Score band',
      options: SCORE_BANDS.map(({ band, color }) => ({ value: band, label: band, color })),
      readOnly: true,
      computed: { by: 'score', part: 'band' },
    },
    scoreReasons: {
      kind: 'text',
      label: 'Score reasons',
      readOnly: true,
      computed: { by: 'score', part: 'reasons' },
    },
    /** What another program said: it is kept, and counts for nothing here unless a rule asks for it. */
    score: {
      kind: 'number',
      label: 'Imported score',
      integer: true,
      min: 0,
      max: 100,
      quiet: true,
    },
    scoreWhy: {
      kind: 'text',
      label: 'Why the imported score',
      quiet: true,
      aliases: ['why this score', 'score reason'],
    },
    ...interactionFields,
    ...completenessFields,
    campaign: { kind: 'text', label: 'Campaign' },
    owner: { kind: 'user', label: 'Owner', backLabel: 'Leads', aliases: ['lead owner'] },
    territory: { kind: 'text', label: 'Territory' },
    routedBy: {
      kind: 'link',
      to: 'routingRule',
      label: 'Assigned by',
      help: 'The rule that gave it to its first owner',
      readOnly: true,
    },
    convertedAt: { kind: 'dateTime', label: 'Converted', readOnly: true },
    convertedAccount: {
      kind: 'link',
      to: 'account',
      label: 'Account',
      backLabel: 'Converted leads',
      readOnly: true,
    },
    convertedContact: {
      kind: 'link',
      to: 'contact',
      label: 'Contact',
      backLabel: 'Converted leads',
      readOnly: true,
    },
    convertedDeal: {
      kind: 'link',
      to: 'deal',
      label: 'Deal',
      backLabel: 'Converted leads',
      readOnly: true,
    },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      help: 'Its id in the program that it came from',
      aliases: ['record id', 'lead id', 'id'],
    },
    description: { kind: 'longText', label: 'Description', search: true },
    tags: { kind: 'multiSelect', label: 'Tags', open: true, options: [], search: true },
    mergedInto: {
      kind: 'link',
      to: 'lead',
      label: 'Merged into',
      help: 'Set by a merge; what linked here links there',
      readOnly: true,
    },
  },
});

export type Lead = RowOf<typeof lead>;
