import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import type { Option } from '../../kernel/fields/option-matching.ts';

export const surveyKinds: readonly Option[] = [
  { value: 'CSAT', label: 'CSAT', aliases: ['satisfaction', 'customer satisfaction'] },
  { value: 'NPS', label: 'NPS', aliases: ['net promoter score', 'recommendation'] },
  { value: 'CES', label: 'CES', aliases: ['customer effort score', 'effort'] },
  { value: 'Custom', label: 'Custom' },
];

/** A question that is put to customers. */
export const survey = defineEntity({
  name: 'survey',
  label: { one: 'Survey', many: 'Surveys' },
  icon: 'star',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['kind'],
  listFields: ['name', 'kind', 'question'],
  migrations: [],
  sections: [
    { label: 'Survey', fields: ['name', 'kind', 'question', 'followUp', 'language', 'active'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    kind: { kind: 'select', label: 'Kind', options: surveyKinds, atFirst: 'CSAT' },
    question: {
      kind: 'text',
      label: 'Question',
      help: 'Empty: the usual one of its kind',
    },
    followUp: {
      kind: 'text',
      label: 'Second question',
      help: 'Answered in the customer’s own words',
    },
    language: {
      kind: 'text',
      label: 'Language',
      maxChars: 35,
      holds: 'language',
      help: 'For example en, de or pt-BR',
    },
    active: { kind: 'boolean', label: 'Asked', help: 'Links that were sent work as long as it is' },
  },
});

export type SurveyRow = RowOf<typeof survey>;

/**
 * Somebody is asked: about a ticket, or as a contact. Its id is what makes a link to the question; who does not have
 * the link cannot guess it.
 */
export const surveyInvitation = defineEntity({
  name: 'surveyInvitation',
  label: { one: 'Survey invitation', many: 'Survey invitations' },
  icon: 'mail',
  // Not a setting of anybody's: it only keeps to itself, out of navigation, search and import.
  traits: ['setting', 'archivable'],
  titleFields: ['what'],
  subtitleFields: [],
  listFields: ['what', 'survey', 'ticket', 'contact'],
  migrations: [],
  sections: [{ label: 'Invitation', fields: ['what', 'survey', 'ticket', 'contact'] }],
  fields: {
    /** What it is about, as it was called then. */
    what: { kind: 'text', label: 'About', required: true },
    survey: { kind: 'link', to: 'survey', label: 'Survey' },
    ticket: { kind: 'link', to: 'ticket', label: 'Ticket' },
    contact: { kind: 'link', to: 'contact', label: 'Contact' },
  },
});
