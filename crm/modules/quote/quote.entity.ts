import type { Values } from '../../kernel/derive.ts';
import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import type { Money } from '../../kernel/fields/money.field.ts';
import { quoteTotals, type QuoteTotals } from './quote-totals.ts';
import { standingOf } from './standing.ts';

const totalOf =
  (part: keyof QuoteTotals & ('net' | 'tax' | 'gross')) =>
  ({ lines, discount }: Values): Money | undefined =>
    quoteTotals(lines, discount)?.[part];

/** What the totals follow from: never stored, so that no merge can part them from their lines. */
const total = (part: 'net' | 'tax' | 'gross') =>
  ({
    kind: 'money',
    readOnly: true,
    computed: { by: 'rule', readsToday: false, valueOf: totalOf(part) },
  }) as const;

/** What is offered to a customer, in writing, for a while. */
export const quote = defineEntity({
  name: 'quote',
  label: { one: 'Quote', many: 'Quotes' },
  icon: 'file-text',
  traits: ['notes', 'archivable'],
  titleFields: ['number', 'name'],
  subtitleFields: ['standing', 'account'],
  listFields: ['number', 'name', 'standing', 'account', 'deal', 'total', 'validUntil', 'owner'],
  migrations: [],
  sections: [
    {
      label: 'Quote',
      fields: ['number', 'name', 'standing', 'status', 'validUntil', 'owner', 'revisionOf'],
    },
    { label: 'Customer', fields: ['account', 'contact', 'deal'] },
    { label: 'Offer', fields: ['lines', 'discount', 'net', 'tax', 'total'], wide: 'above' },
    { label: 'Words', fields: ['message', 'terms'] },
    { label: 'Answer', fields: ['sentAt', 'acceptedAt', 'declinedBecause'] },
    { label: 'More', fields: ['externalId', 'tags'] },
  ],
  fields: {
    number: { kind: 'autoNumber', label: 'Number', prefix: 'Q-', search: true, readOnly: true },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      aliases: ['quote id', 'quote number', 'estimate number', 'id'],
    },
    name: {
      kind: 'text',
      label: 'Name',
      required: true,
      search: true,
      aliases: ['quote name', 'subject', 'title'],
    },
    /** As far as people have brought it; what it comes to today is its standing. */
    status: {
      kind: 'select',
      label: 'Status',
      readOnly: true,
      fromFiles: true,
      inner: true,
      atFirst: 'Draft',
      aliases: ['quote status', 'stage'],
      options: [
        ...optionsOf('Draft', 'In review', 'Approved'),
        { value: 'Sent', label: 'Sent', aliases: ['presented', 'delivered'] },
        { value: 'Accepted', label: 'Accepted', color: 'green', aliases: ['won'] },
        { value: 'Declined', label: 'Declined', color: 'red', aliases: ['denied', 'rejected'] },
        { value: 'Expired', label: 'Expired', color: 'orange' },
      ],
    },
    /** Its status, or that it ran out without an answer: nobody has to write that down, and every desktop sees it. */
    standing: {
      kind: 'select',
      label: 'Standing',
      readOnly: true,
      computed: { by: 'rule', readsToday: true, valueOf: standingOf },
      options: [
        ...optionsOf('Draft', 'In review', 'Approved', 'Sent'),
        { value: 'Accepted', label: 'Accepted', color: 'green' },
        { value: 'Declined', label: 'Declined', color: 'red' },
        { value: 'Expired', label: 'Expired', color: 'orange' },
      ],
    },
    validUntil: {
      kind: 'date',
      label: 'Valid until',
      aliases: ['expiration date', 'expiry date', 'expires'],
    },
    owner: {
      kind: 'user',
      label: 'Owner',
      backLabel: 'Quotes',
      creatorAtFirst: true,
      aliases: ['quote owner', 'owner id'],
    },
    revisionOf: {
      kind: 'link',
      to: 'quote',
      backLabel: 'Revisions',
      label: 'Revision of',
      readOnly: true,
      fromFiles: true,
    },
    account: {
      kind: 'link',
      to: 'account',
      backLabel: 'Quotes',
      label: 'Account',
      aliases: ['account name', 'company', 'customer'],
    },
    contact: {
      kind: 'link',
      to: 'contact',
      backLabel: 'Quotes',
      label: 'Contact',
      aliases: ['contact name'],
    },
    deal: {
      kind: 'link',
      to: 'deal',
      backLabel: 'Quotes',
      label: 'Deal',
      aliases: ['deal name', 'opportunity', 'opportunity name'],
    },
    lines: {
      kind: 'rows',
      label: 'Lines',
      rowLabel: 'line',
      isSold: true,
      ordered: true,
      fills: {
        quantity: { from: 'product', value: 1 },
        unitPrice: {
          from: 'product',
          field: 'price',
          amounts: { rows: 'prices', column: 'price' },
        },
      },
      columns: {
        product: { kind: 'link', to: 'product', backLabel: 'Quote lines', label: 'Product' },
        description: { kind: 'text', label: 'Description' },
        group: { kind: 'text', label: 'Group' },
        quantity: { kind: 'number', label: 'Quantity', required: true, min: 0 },
        unitPrice: { kind: 'money', label: 'Unit price', required: true },
        discount: { kind: 'percent', label: 'Discount' },
        tax: { kind: 'percent', label: 'Tax' },
        promotion: { kind: 'link', to: 'promotion', label: 'Promotion', readOnly: true },
        place: { kind: 'text', label: 'Order', readOnly: true, inner: true, maxChars: 200 },
      },
    },
    discount: { kind: 'percent', label: 'Discount on everything' },
    net: { ...total('net'), label: 'Net' },
    tax: { ...total('tax'), label: 'Tax' },
    total: { ...total('gross'), label: 'Total', help: 'With tax' },
    message: {
      kind: 'longText',
      label: 'Message to the customer',
      search: true,
      aliases: ['notes to the customer', 'introduction'],
    },
    terms: { kind: 'longText', label: 'Terms', aliases: ['terms and conditions'] },
    sentAt: { kind: 'dateTime', label: 'Sent', readOnly: true, fromFiles: true },
    acceptedAt: { kind: 'dateTime', label: 'Accepted', readOnly: true, fromFiles: true },
    declinedBecause: {
      kind: 'text',
      label: 'Declined because',
      readOnly: true,
      fromFiles: true,
    },
    tags: { kind: 'multiSelect', label: 'Tags', open: true, options: [], search: true },
  },
});

export type QuoteRow = RowOf<typeof quote>;
