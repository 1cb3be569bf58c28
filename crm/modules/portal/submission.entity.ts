import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** A form that a customer sent on the public pages, as it came; desktops make a ticket, a lead or an answer of it. */
export const submission = defineEntity({
  name: 'submission',
  label: { one: 'Submission', many: 'Submissions' },
  icon: 'world',
  // Not a setting of anybody's: it only keeps to itself, out of navigation, search and import.
  traits: ['setting', 'archivable'],
  titleFields: ['what'],
  subtitleFields: ['kind'],
  listFields: ['what', 'kind', 'name', 'email', 'reference'],
  migrations: [],
  sections: [
    {
      label: 'Submission',
      fields: [
        'what',
        'kind',
        'reference',
        'name',
        'email',
        'phone',
        'company',
        'message',
        'score',
        'invitation',
      ],
    },
  ],
  fields: {
    what: { kind: 'text', label: 'Subject', required: true },
    kind: { kind: 'select', label: 'Kind', options: optionsOf('Ticket', 'Lead', 'Survey') },
    /** What the customer was told to name when they ask again. */
    reference: { kind: 'text', label: 'Reference' },
    name: { kind: 'text', label: 'Name' },
    email: { kind: 'text', label: 'E-mail' },
    phone: { kind: 'text', label: 'Phone' },
    company: { kind: 'text', label: 'Company' },
    message: { kind: 'longText', label: 'Message' },
    score: { kind: 'number', label: 'Score', integer: true, min: 0, max: 10 },
    invitation: { kind: 'link', to: 'surveyInvitation', label: 'Invitation' },
  },
});

export type SubmissionRow = RowOf<typeof submission>;
