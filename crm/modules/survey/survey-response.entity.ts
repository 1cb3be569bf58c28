import { defineEntity, type RowOf } from '../../kernel/entity.ts';
import { surveyKinds } from './survey.entity.ts';

/** What a customer answered: by the page of a link, told to somebody, or out of a file. */
export const surveyResponse = defineEntity({
  name: 'surveyResponse',
  label: { one: 'Survey answer', many: 'Survey answers' },
  icon: 'star',
  traits: ['archivable'],
  titleFields: ['kind', 'score'],
  subtitleFields: ['contact', 'account'],
  listFields: ['kind', 'score', 'comment', 'ticket', 'contact', 'account', 'agent', 'answeredAt'],
  migrations: [],
  sections: [
    { label: 'Answer', fields: ['survey', 'kind', 'score', 'comment', 'answeredAt'] },
    { label: 'About', fields: ['ticket', 'contact', 'account', 'agent'] },
    { label: 'More', fields: ['externalId'] },
  ],
  fields: {
    survey: { kind: 'link', to: 'survey', label: 'Survey', aliases: ['survey name'] },
    kind: {
      kind: 'select',
      label: 'Kind',
      required: true,
      options: surveyKinds,
      aliases: ['metric', 'survey kind', 'survey type'],
    },
    score: {
      kind: 'number',
      label: 'Score',
      integer: true,
      min: 0,
      max: 10,
      help: 'CSAT and Custom 1–5, NPS 0–10, CES 1–7',
      aliases: ['rating', 'answer', 'value'],
    },
    comment: {
      kind: 'longText',
      label: 'Comment',
      search: true,
      aliases: ['feedback', 'remark', 'text'],
    },
    ticket: {
      kind: 'link',
      to: 'ticket',
      backLabel: 'Survey answers',
      label: 'Ticket',
      aliases: ['ticket number', 'ticket id'],
    },
    contact: {
      kind: 'link',
      to: 'contact',
      backLabel: 'Survey answers',
      label: 'Contact',
      aliases: ['customer', 'respondent', 'customer email'],
    },
    account: {
      kind: 'link',
      to: 'account',
      backLabel: 'Survey answers',
      label: 'Account',
      aliases: ['company'],
    },
    agent: { kind: 'user', label: 'Agent', aliases: ['handled by'] },
    answeredAt: {
      kind: 'dateTime',
      label: 'Answered',
      aliases: ['answered at', 'date', 'submitted at'],
    },
    externalId: {
      kind: 'text',
      label: 'External id',
      search: true,
      aliases: ['response id', 'answer id', 'id'],
    },
  },
});

export type SurveyResponseRow = RowOf<typeof surveyResponse>;
