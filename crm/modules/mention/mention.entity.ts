import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** Somebody named a colleague in a text. It stays open until that person has seen to it. */
export const mention = defineEntity({
  name: 'mention',
  label: { one: 'Mention', many: 'Mentions' },
  icon: 'user',
  // Not a setting of anybody's: it only keeps to itself, out of navigation, search and import.
  traits: ['setting'],
  titleFields: ['what'],
  subtitleFields: [],
  listFields: ['what', 'person', 'by'],
  migrations: [],
  sections: [
    { label: 'Mention', fields: ['what', 'about', 'comment', 'person', 'by', 'seenAt', 'toldBy'] },
  ],
  fields: {
    /** What the record was called then. */
    what: { kind: 'text', label: 'In', required: true },
    /** The record in whose text it stands; what it is merged into goes along. */
    about: { kind: 'links', to: '*', label: 'Record' },
    /** The comment that names them; without one it stands in the record's text. */
    comment: { kind: 'link', to: 'comment', label: 'Comment' },
    person: { kind: 'user', label: 'Who is mentioned' },
    by: { kind: 'user', label: 'By' },
    seenAt: { kind: 'dateTime', label: 'Seen', readOnly: true },
    /** The desktop that has told, or is about to. */
    toldBy: { kind: 'text', label: 'Told by', readOnly: true },
  },
});

export type MentionRow = RowOf<typeof mention>;
