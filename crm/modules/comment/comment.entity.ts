import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** What somebody says to colleagues about a record, beside what was done with it. Several are a thread by `parent`. */
export const comment = defineEntity({
  name: 'comment',
  label: { one: 'Comment', many: 'Comments' },
  icon: 'message',
  // It stands on the page of what it is about: in no navigation, and found by search all the same.
  traits: ['setting', 'searched', 'archivable'],
  titleFields: ['text'],
  subtitleFields: ['author'],
  listFields: ['text', 'author', 'about', 'resolvedAt'],
  migrations: [],
  sections: [
    {
      label: 'Comment',
      fields: ['text', 'names', 'author', 'about', 'parent', 'answers', 'editedAt'],
    },
    { label: 'Thread', fields: ['resolvedAt', 'resolvedBy'] },
  ],
  fields: {
    text: { kind: 'longText', label: 'Text', required: true, search: true },
    /** Whom and what the text names, as it says them. */
    names: {
      kind: 'rows',
      label: 'Named in it',
      rowLabel: 'name',
      columns: {
        said: { kind: 'text', label: 'As written', required: true },
        record: { kind: 'text', label: 'Record', required: true },
      },
    },
    author: { kind: 'user', label: 'Author', readOnly: true },
    /** The record on whose page it stands, as the only member; what that is merged into takes it along. */
    about: { kind: 'links', to: '*', label: 'About' },
    parent: { kind: 'link', to: 'comment', label: 'Answers the comment', readOnly: true },
    /** Of an answer to a line of the timeline: the key of that line. */
    answers: { kind: 'text', label: 'Answers', maxChars: 120, readOnly: true },
    editedAt: { kind: 'dateTime', label: 'Edited', readOnly: true },
    resolvedAt: { kind: 'dateTime', label: 'Resolved', readOnly: true },
    resolvedBy: { kind: 'user', label: 'Resolved by', readOnly: true },
  },
});

export type CommentRow = RowOf<typeof comment>;
