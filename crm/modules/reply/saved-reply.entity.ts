import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** A text that answers many tickets, with places for what differs from one to the next. */
export const savedReply = defineEntity({
  name: 'savedReply',
  label: { one: 'Saved reply', many: 'Saved replies' },
  icon: 'mail',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'text'],
  migrations: [],
  sections: [{ label: 'Reply', fields: ['name', 'text'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true, search: true },
    text: { kind: 'longText', label: 'Text', search: true },
  },
});

export type SavedReplyRow = RowOf<typeof savedReply>;
