import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** Where tickets wait for whoever works on such tickets: a team, a subject, a language. */
export const queue = defineEntity({
  name: 'queue',
  label: { one: 'Queue', many: 'Queues' },
  icon: 'list',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name'],
  migrations: [],
  sections: [{ label: 'Queue', fields: ['name'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, search: true },
  },
});

export type QueueRow = RowOf<typeof queue>;
