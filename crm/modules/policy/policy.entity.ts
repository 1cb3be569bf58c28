import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** What is promised to which tickets, and at which hours somebody works on them. */
export const servicePolicy = defineEntity({
  name: 'servicePolicy',
  label: { one: 'Service policy', many: 'Service policies' },
  icon: 'clock',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['priorities'],
  listFields: ['name', 'rank', 'queues', 'priorities', 'accountTypes'],
  migrations: [],
  sections: [
    { label: 'Policy', fields: ['name', 'rank', 'targets'] },
    { label: 'For which tickets', fields: ['queues', 'priorities', 'accountTypes'] },
    { label: 'Business hours', fields: ['timeZone', 'hours', 'holidays'] },
    { label: 'Escalation', fields: ['escalateTo'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    rank: {
      kind: 'number',
      label: 'Order',
      integer: true,
      min: 0,
      max: 9_999,
      help: 'Of several policies that fit a ticket, the one with the lowest number counts',
    },
    queues: { kind: 'links', to: 'queue', label: 'Queues' },
    priorities: {
      kind: 'multiSelect',
      label: 'Priorities',
      options: optionsOf('Urgent', 'High', 'Medium', 'Low'),
    },
    accountTypes: { kind: 'multiSelect', label: 'Account types', open: true, options: [] },
    /** The id of a row is the priority: two desktops that set one target at once set the same cell. */
    targets: {
      kind: 'rows',
      label: 'Targets',
      rowLabel: 'target',
      columns: {
        responseMinutes: {
          kind: 'number',
          label: 'First response, minutes',
          integer: true,
          min: 1,
          max: 525_600,
        },
        resolutionMinutes: {
          kind: 'number',
          label: 'Resolution, minutes',
          integer: true,
          min: 1,
          max: 525_600,
        },
      },
    },
    timeZone: { kind: 'text', label: 'Time zone', help: 'Such as Europe/Berlin' },
    /** The id of a row is the day of the week, 1 for Monday to 7 for Sunday. */
    hours: {
      kind: 'rows',
      label: 'Hours',
      rowLabel: 'day',
      columns: {
        opens: { kind: 'text', label: 'From' },
        closes: { kind: 'text', label: 'To' },
        lunchFrom: { kind: 'text', label: 'Lunch from' },
        lunchTo: { kind: 'text', label: 'Lunch to' },
      },
    },
    /** The id of a row is its day, `YYYY-MM-DD`. */
    holidays: {
      kind: 'rows',
      label: 'Holidays',
      rowLabel: 'holiday',
      columns: { name: { kind: 'text', label: 'Name', required: true } },
    },
    escalateTo: {
      kind: 'user',
      label: 'Who hears of a breach when nobody has the ticket',
    },
  },
});

export type ServicePolicyRow = RowOf<typeof servicePolicy>;
