import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** A colleague, whether or not they ever sign in: owners of imported records are users too. */
export const user = defineEntity({
  name: 'user',
  label: { one: 'User', many: 'Users' },
  icon: 'user-circle',
  traits: ['archivable'],
  titleFields: ['name'],
  subtitleFields: ['role', 'territory'],
  listFields: ['name', 'email', 'role', 'manager', 'territory', 'teams'],
  // Somebody who came in on a second computer, or who was in a list before they came themselves, is there twice.
  duplicates: { of: 'person', name: ['name'], reach: ['email'] },
  migrations: [],
  sections: [
    { label: 'Person', fields: ['name', 'email', 'role', 'language', 'timeZone', 'followsNot'] },
    {
      label: 'Organisation',
      fields: ['manager', 'territory', 'teams', 'workingHours', 'absences', 'mergedInto'],
    },
  ],
  fields: {
    name: {
      kind: 'text',
      label: 'Name',
      required: true,
      search: true,
      aliases: ['sales_agent', 'agent', 'full name', 'user name', 'display name'],
    },
    email: {
      kind: 'emails',
      label: 'E-mail',
      search: true,
      aliases: ['email', 'email address', 'e-mail address'],
    },
    role: {
      kind: 'select',
      label: 'Role',
      aliases: ['profile'],
      options: optionsOf('Member', 'Manager', 'Administrator', 'Read only'),
    },
    manager: {
      kind: 'user',
      label: 'Manager',
      backLabel: 'Reports',
      aliases: ['reports to', 'supervisor'],
    },
    territory: {
      kind: 'text',
      label: 'Territory',
      aliases: ['regional_office', 'region', 'office'],
    },
    teams: { kind: 'multiSelect', label: 'Teams', open: true, options: [], aliases: ['team'] },
    language: {
      kind: 'text',
      label: 'Language',
      maxChars: 35,
      holds: 'language',
      help: 'A language tag such as en or de-CH',
    },
    timeZone: {
      kind: 'text',
      label: 'Time zone',
      maxChars: 60,
      help: 'A zone such as Europe/Berlin',
    },
    followsNot: {
      kind: 'multiSelect',
      label: 'Not followed when',
      help: 'A record is followed by who owns it, commented on it or is mentioned in it, but not by these',
      options: optionsOf('Owned', 'Commented', 'Mentioned'),
    },
    workingHours: { kind: 'text', label: 'Working hours', help: 'For example Mon–Fri 09:00–17:00' },
    absences: {
      kind: 'rows',
      label: 'Absences',
      rowLabel: 'absence',
      columns: {
        from: { kind: 'date', label: 'From', required: true },
        until: { kind: 'date', label: 'Until', required: true },
        reason: { kind: 'text', label: 'Reason' },
      },
    },
    mergedInto: {
      kind: 'link',
      to: 'user',
      label: 'Merged into',
      help: 'Set by a merge; whoever worked as this user works as that one',
      readOnly: true,
    },
  },
});

export type UserRow = RowOf<typeof user>;
