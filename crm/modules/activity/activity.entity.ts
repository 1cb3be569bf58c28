import { defineEntity } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** Something that was or will be done with a customer: call, meeting, e-mail, note, task or message. */
export const activity = defineEntity({
  name: 'activity',
  label: { one: 'Activity', many: 'Activities' },
  icon: 'calendar-event',
  traits: ['archivable'],
  titleFields: ['subject'],
  subtitleFields: ['kind', 'status'],
  listFields: ['subject', 'kind', 'status', 'about', 'owner', 'startAt', 'dueAt', 'outcome'],
  migrations: [],
  sections: [
    { label: 'Activity', fields: ['kind', 'subject', 'body', 'about', 'owner', 'participants'] },
    {
      label: 'When',
      fields: ['startAt', 'endAt', 'dueAt', 'reminderAt', 'recurrence', 'location'],
    },
    { label: 'State', fields: ['status', 'priority', 'direction', 'outcome', 'closedAt'] },
  ],
  fields: {
    kind: {
      kind: 'select',
      label: 'Kind',
      required: true,
      options: optionsOf('Call', 'Meeting', 'Email', 'Note', 'Task', 'Message'),
    },
    subject: {
      kind: 'text',
      label: 'Subject',
      required: true,
      search: true,
      aliases: ['activity - subject'],
    },
    body: { kind: 'longText', label: 'Text', search: true },
    about: { kind: 'links', to: '*', backLabel: 'Activities', label: 'About' },
    owner: { kind: 'user', label: 'Owner', backLabel: 'Activities' },
    participants: {
      kind: 'links',
      to: 'contact',
      backLabel: 'Took part in',
      label: 'Participants',
    },
    startAt: { kind: 'dateTime', label: 'Start' },
    endAt: { kind: 'dateTime', label: 'End' },
    dueAt: { kind: 'dateTime', label: 'Due', aliases: ['due date', 'activity - due date'] },
    reminderAt: { kind: 'dateTime', label: 'Remind at' },
    recurrence: {
      kind: 'text',
      label: 'Repeats',
      help: 'A recurrence rule such as FREQ=WEEKLY;BYDAY=MO',
    },
    location: { kind: 'text', label: 'Place', search: true },
    status: {
      kind: 'select',
      label: 'Status',
      options: optionsOf(
        'Planned',
        'Held',
        'Not Held',
        'Cancelled',
        'Not Started',
        'In Progress',
        'Waiting',
        'Completed',
        'Deferred',
      ),
    },
    priority: { kind: 'select', label: 'Priority', options: optionsOf('Low', 'Normal', 'High') },
    direction: { kind: 'select', label: 'Direction', options: optionsOf('Inbound', 'Outbound') },
    outcome: {
      kind: 'select',
      label: 'Outcome',
      options: optionsOf('Connected', 'Left Voicemail', 'No Answer', 'Busy', 'Wrong Number'),
    },
    closedAt: {
      kind: 'dateTime',
      label: 'Closed',
      readOnly: true,
      help: 'When it was held, completed or called off',
    },
  },
});
