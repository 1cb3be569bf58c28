import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/**
 * A record was pointed out to a colleague or to a whole department. It gives nobody a right and takes none away. Its id
 * follows from the record and whom it is shared with.
 */
export const share = defineEntity({
  name: 'share',
  label: { one: 'Share', many: 'Shares' },
  icon: 'share',
  traits: ['setting', 'attending'],
  titleFields: ['what'],
  subtitleFields: [],
  listFields: ['what', 'department', 'person', 'by', 'at'],
  migrations: [],
  sections: [
    {
      label: 'Share',
      fields: ['what', 'about', 'department', 'person', 'note', 'by', 'at', 'seenBy'],
    },
  ],
  fields: {
    /** What the record was called then. */
    what: { kind: 'text', label: 'Record was called', required: true },
    about: { kind: 'links', to: '*', label: 'Record' },
    /** One of the teams that users are in. */
    department: { kind: 'text', label: 'Department' },
    person: { kind: 'user', label: 'Person' },
    note: { kind: 'longText', label: 'Note' },
    by: { kind: 'user', label: 'Shared by' },
    at: { kind: 'dateTime', label: 'Shared at' },
    seenBy: { kind: 'links', to: 'user', label: 'Seen by', readOnly: true },
  },
});

export type ShareRow = RowOf<typeof share>;
