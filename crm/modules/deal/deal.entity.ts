import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import { contactRoles, sources } from '../sources.ts';
import { dealStages } from './stages.ts';

/** A sale that may happen, is happening or has happened. */
export const deal = defineEntity({
  name: 'deal',
  label: { one: 'Deal', many: 'Deals' },
  icon: 'coin',
  traits: ['notes', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['account', 'stage'],
  listFields: [
    'name',
    'account',
    'stage',
    'amount',
    'owner',
    'expectedCloseDate',
    'closedDate',
    'product',
  ],
  migrations: [],
  sections: [
    { label: 'Deal', fields: ['name', 'account', 'contacts', 'owner', 'type', 'product', 'lines'] },
    {
      label: 'Progress',
      fields: [
        'pipeline',
        'stage',
        'probability',
        'forecastCategory',
        'nextStep',
        'engagedDate',
        'expectedCloseDate',
      ],
    },
    { label: 'Value', fields: ['amount', 'exchangeRate'] },
    { label: 'Outcome', fields: ['closedDate', 'lostReason', 'lostNotes', 'competitor'] },
    { label: 'More', fields: ['externalId', 'source', 'campaign', 'description', 'tags'] },
  ],
  fields: {
    name: {
      kind: 'text',
      label: 'Name',
      required: true,
      search: true,
      aliases: ['deal name', 'deal - title'],
    },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      aliases: ['opportunity_id', 'opportunity id', 'record id', 'deal id', 'id'],
    },
    account: {
      kind: 'link',
      to: 'account',
      backLabel: 'Deals',
      label: 'Account',
      aliases: ['account name', 'company', 'associated company', 'organization - name'],
    },
    contacts: {
      kind: 'rows',
      label: 'Contacts',
      rowLabel: 'contact',
      columns: {
        contact: {
          kind: 'link',
          to: 'contact',
          backLabel: 'Deals',
          label: 'Contact',
          required: true,
        },
        role: { kind: 'select', label: 'Role', options: contactRoles },
      },
    },
    product: {
      kind: 'link',
      to: 'product',
      backLabel: 'Deals',
      label: 'Product',
      aliases: ['product name'],
    },
    pipeline: { kind: 'select', label: 'Pipeline', options: optionsOf('Sales') },
    stage: {
      kind: 'stage',
      label: 'Stage',
      required: true,
      options: dealStages,
      aliases: ['deal_stage', 'deal stage', 'stage name', 'status'],
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      aliases: ['close_value', 'deal - value', 'value', 'close value'],
    },
    exchangeRate: {
      kind: 'number',
      label: 'Exchange rate',
      min: 0,
      readOnly: true,
      help: 'Base currency per unit of the amount’s currency, frozen when the deal closes',
    },
    probability: { kind: 'percent', label: 'Probability' },
    forecastCategory: {
      kind: 'select',
      label: 'Forecast',
      options: optionsOf('Pipeline', 'Best Case', 'Commit', 'Closed', 'Omitted'),
    },
    engagedDate: { kind: 'date', label: 'Engaged on', aliases: ['engage_date', 'engagement date'] },
    expectedCloseDate: { kind: 'date', label: 'Expected close', aliases: ['expected close date'] },
    closedDate: {
      kind: 'date',
      label: 'Closed on',
      aliases: ['close_date', 'close date', 'closed date'],
    },
    nextStep: { kind: 'text', label: 'Next step' },
    type: {
      kind: 'select',
      label: 'Type',
      options: optionsOf('New Business', 'Existing Business', 'Renewal'),
    },
    lostReason: {
      kind: 'select',
      label: 'Lost because',
      options: optionsOf(
        'Price',
        'Competition',
        'Budget',
        'Missing Feature',
        'Timing',
        'No Decision Maker',
        'Unresponsive',
        'Poor Fit',
        'Other',
      ),
    },
    lostNotes: { kind: 'longText', label: 'Notes on the loss' },
    competitor: { kind: 'text', label: 'Competitor' },
    source: { kind: 'select', label: 'Source', options: sources, aliases: ['lead source'] },
    campaign: { kind: 'text', label: 'Campaign' },
    owner: {
      kind: 'user',
      label: 'Owner',
      backLabel: 'Deals',
      aliases: ['sales_agent', 'deal owner', 'sales agent'],
    },
    lines: {
      kind: 'rows',
      label: 'Product lines',
      rowLabel: 'line',
      columns: {
        product: {
          kind: 'link',
          to: 'product',
          backLabel: 'Deal lines',
          label: 'Product',
          required: true,
        },
        quantity: { kind: 'number', label: 'Quantity', required: true, min: 0 },
        unitPrice: { kind: 'money', label: 'Unit price', required: true },
        discount: { kind: 'percent', label: 'Discount' },
        tax: { kind: 'percent', label: 'Tax' },
      },
    },
    description: { kind: 'longText', label: 'Description', search: true },
    tags: { kind: 'multiSelect', label: 'Tags', open: true, options: [], search: true },
  },
});

export type Deal = RowOf<typeof deal>;
