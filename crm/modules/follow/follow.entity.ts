import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/**
 * What a person said about following a record, and how much of its news they have seen. Its id follows from the two.
 * Most records that somebody follows have none: whoever owns a record or speaks about it follows it by that.
 */
export const follow = defineEntity({
  name: 'follow',
  label: { one: 'Follower', many: 'Followers' },
  icon: 'eye',
  traits: ['setting', 'attending'],
  titleFields: ['what'],
  subtitleFields: [],
  listFields: ['what', 'person', 'state'],
  migrations: [],
  sections: [
    { label: 'Follower', fields: ['what', 'about', 'person', 'state', 'seenUpTo', 'toldBy'] },
  ],
  fields: {
    /** What the record was called then. */
    what: { kind: 'text', label: 'Record was called', required: true },
    about: { kind: 'links', to: '*', label: 'Record' },
    person: { kind: 'user', label: 'Who follows' },
    state: {
      kind: 'select',
      label: 'State',
      help: 'Without one they follow it as long as it concerns them',
      options: optionsOf('Following', 'Muted', 'Not Following'),
    },
    /** The act up to which, in the order of the log, its news was seen. */
    seenUpTo: { kind: 'text', label: 'Seen up to', readOnly: true, maxChars: 40 },
    /** The desktop that has told, or is about to. */
    toldBy: { kind: 'text', label: 'Told by', readOnly: true, maxChars: 80 },
  },
});

export type FollowRow = RowOf<typeof follow>;
