import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';
import { byEmail } from '../sources.ts';

/** A customer's question or trouble, until it is resolved. */
export const ticket = defineEntity({
  name: 'ticket',
  label: { one: 'Ticket', many: 'Tickets' },
  icon: 'ticket',
  traits: ['notes', 'archivable', 'serviceLevel'],
  titleFields: ['number', 'subject'],
  subtitleFields: ['status', 'account'],
  listFields: [
    'number',
    'subject',
    'status',
    'priority',
    'type',
    'channel',
    'agent',
    'contact',
    'account',
  ],
  migrations: [],
  doubts: [
    {
      reason: 'resolved before the first response',
      isIn: ({ firstRespondedAt, resolvedAt }) =>
        typeof firstRespondedAt === 'string' &&
        typeof resolvedAt === 'string' &&
        resolvedAt < firstRespondedAt,
    },
  ],
  sections: [
    {
      label: 'Ticket',
      fields: ['number', 'subject', 'status', 'priority', 'type', 'channel', 'description'],
    },
    { label: 'People', fields: ['contact', 'account', 'product', 'articles', 'queue', 'agent'] },
    {
      label: 'Service level',
      fields: [
        'contract',
        'sla',
        'hoursSpent',
        'firstRespondedAt',
        'resolvedAt',
        'resolution',
        'satisfaction',
        'escalatedAt',
        'escalatedTo',
      ],
    },
    {
      label: 'More',
      fields: [
        'externalId',
        'problem',
        'mergedInto',
        'splitFrom',
        'repliesSent',
        'openReturns',
        'tags',
      ],
    },
  ],
  fields: {
    number: { kind: 'autoNumber', label: 'Number', prefix: 'T-', search: true, readOnly: true },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      aliases: ['ticket_id', 'ticket id', 'id'],
    },
    subject: {
      kind: 'text',
      label: 'Subject',
      required: true,
      search: true,
      aliases: ['ticket_subject', 'ticket name', 'ticket subject'],
    },
    description: {
      kind: 'longText',
      label: 'Description',
      search: true,
      aliases: ['ticket description', 'body'],
    },
    status: {
      kind: 'select',
      label: 'Status',
      aliases: ['ticket status', 'ticket_status'],
      atFirst: 'New',
      options: optionsOf(
        'New',
        'Open',
        'Waiting on customer',
        'Waiting on third party',
        'Resolved',
        'Closed',
      ),
    },
    priority: {
      kind: 'select',
      label: 'Priority',
      aliases: ['ticket_priority', 'ticket priority'],
      options: [
        { value: 'Low', label: 'Low' },
        { value: 'Medium', label: 'Medium', aliases: ['normal'] },
        { value: 'High', label: 'High', color: 'orange' },
        { value: 'Urgent', label: 'Urgent', offers: ['critical'], color: 'red' },
      ],
    },
    type: {
      kind: 'select',
      label: 'Type',
      aliases: ['ticket_type', 'ticket type'],
      options: [
        { value: 'Question', label: 'Question', offers: ['product inquiry'] },
        { value: 'Incident', label: 'Incident', offers: ['technical issue'] },
        { value: 'Problem', label: 'Problem' },
        { value: 'Bug', label: 'Bug' },
        { value: 'Request', label: 'Request', offers: ['cancellation request', 'refund request'] },
        { value: 'Billing', label: 'Billing', offers: ['billing inquiry'] },
      ],
    },
    channel: {
      kind: 'select',
      label: 'Channel',
      aliases: ['ticket_channel', 'ticket channel', 'source'],
      options: [
        byEmail,
        ...optionsOf('Phone', 'Chat', 'Portal'),
        { value: 'Social', label: 'Social', aliases: ['social media'] },
        { value: 'In person', label: 'In person' },
      ],
    },
    queue: {
      kind: 'link',
      to: 'queue',
      grows: true,
      label: 'Queue',
      aliases: ['team', 'group'],
    },
    agent: {
      kind: 'user',
      label: 'Agent',
      backLabel: 'Tickets',
      aliases: ['assignee', 'owner', 'ticket owner'],
    },
    contact: {
      kind: 'link',
      to: 'contact',
      backLabel: 'Tickets',
      label: 'Contact',
      aliases: ['customer_email', 'requester', 'customer email'],
    },
    account: {
      kind: 'link',
      to: 'account',
      backLabel: 'Tickets',
      label: 'Account',
      aliases: ['company'],
    },
    product: {
      kind: 'link',
      to: 'product',
      backLabel: 'Tickets',
      label: 'Product',
      aliases: ['product_purchased'],
    },
    articles: {
      kind: 'links',
      to: 'article',
      backLabel: 'Tickets answered',
      label: 'Articles',
      help: 'What answers it, or was given as the answer',
    },
    contract: {
      kind: 'link',
      to: 'contract',
      backLabel: 'Tickets',
      label: 'Contract',
      help: 'Empty: the one of its account that covers it',
    },
    hoursSpent: {
      kind: 'number',
      label: 'Hours spent',
      min: 0,
      help: 'Counted against what its contract includes',
      aliases: ['time spent', 'hours'],
    },
    openReturns: {
      kind: 'number',
      label: 'Open returns',
      readOnly: true,
      computed: {
        by: 'rollUp',
        entity: 'return',
        through: 'ticket',
        measure: 'count',
        filter: { field: 'status', operator: 'noneOf', operand: ['Closed', 'Rejected'] },
      },
    },
    sla: {
      kind: 'link',
      to: 'servicePolicy',
      label: 'SLA policy',
      help: 'Empty: the first policy that fits',
    },
    firstRespondedAt: {
      kind: 'dateTime',
      label: 'First response',
      aliases: ['first_response_time', 'first response time'],
    },
    resolvedAt: {
      kind: 'dateTime',
      label: 'Resolved',
      aliases: ['time_to_resolution', 'time to resolution', 'resolved at'],
    },
    resolution: { kind: 'longText', label: 'Resolution' },
    satisfaction: {
      kind: 'number',
      label: 'Satisfaction',
      integer: true,
      min: 1,
      max: 5,
      aliases: ['customer_satisfaction_rating', 'csat', 'satisfaction rating'],
    },
    /** When a promise was first broken: the moment itself, which is the same whichever desktop writes it down. */
    escalatedAt: { kind: 'dateTime', label: 'Escalated', readOnly: true },
    escalatedTo: { kind: 'user', label: 'Escalated to', readOnly: true },
    problem: {
      kind: 'link',
      to: 'ticket',
      backLabel: 'Incidents',
      label: 'Problem',
      help: 'The ticket that this one is an instance of',
    },
    mergedInto: {
      kind: 'link',
      to: 'ticket',
      backLabel: 'Merged tickets',
      label: 'Merged into',
      readOnly: true,
    },
    splitFrom: {
      kind: 'link',
      to: 'ticket',
      backLabel: 'Split tickets',
      label: 'Split from',
      readOnly: true,
    },
    /** Names the draft of the next reply, so that all desktops write into one. */
    repliesSent: { kind: 'number', label: 'Replies sent', integer: true, min: 0, readOnly: true },
    tags: { kind: 'multiSelect', label: 'Tags', open: true, options: [], search: true },
  },
});

export type TicketRow = RowOf<typeof ticket>;

/** Resolved tickets no longer run against the clock; paused ones wait for somebody else. */
export function statusCategory(status: string | undefined): 'Open' | 'Paused' | 'Resolved' {
  if (status === 'Waiting on customer' || status === 'Waiting on third party') return 'Paused';
  return status === 'Resolved' || status === 'Closed' ? 'Resolved' : 'Open';
}
