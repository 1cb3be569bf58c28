import {
  instant,
  sample,
  sampleId,
  type SampleContext,
  type SampleRecord,
} from './sample-record.ts';

/** Key of the ticket, its account, who answered, its agent, days from today and hour, score, in their words. */
const ANSWERS = [
  ['invoice-address', 'nordlicht', 'svenja', 'jonas', -5, '15:02', 5, 'Quick and friendly.'],
  ['till-export', 'atelier', 'chloe', 'amara', -9, '16:11', 4, ''],
  ['login-clinic', 'sao-bento', 'joao', 'camila', -31, '07:25', 5, 'At four in the morning!'],
  ['price-list', 'harbour', 'priya', 'amara', -13, '11:40', 4, ''],
  [
    'duplicate-stores',
    'bluestem',
    'marcus',
    'camila',
    -37,
    '09:30',
    3,
    'Solved, but I had to ask twice.',
  ],
  ['swahili', 'savanna', 'wanjiru', 'amara', -17, '08:15', 5, 'Asante sana.'],
] as const;

/** Key of the contact, their account, days from today, how likely they are to recommend, in their words. */
const RECOMMENDATIONS = [
  ['svenja', 'nordlicht', -20, 10, 'We already have.'],
  ['chloe', 'atelier', -22, 9, ''],
  ['joao', 'sao-bento', -24, 9, ''],
  ['priya', 'harbour', -25, 8, 'Good, a little dear.'],
  ['marcus', 'bluestem', -41, 6, 'The import took us three tries.'],
  ['wanjiru', 'savanna', -44, 10, ''],
] as const;

/** A survey after tickets, and what customers said of those that are resolved; and who would recommend us. */
export function sampleSurveys(context: SampleContext): readonly SampleRecord[] {
  const survey = sample('survey', 'after-a-ticket', {
    name: 'After a ticket',
    kind: 'CSAT',
    question: 'How well did we help you?',
    followUp: 'What could we have done better?',
    active: true,
  });
  const answers = ANSWERS.map(([ticket, account, contact, agent, days, hour, score, comment]) =>
    sample('surveyResponse', ticket, {
      survey: survey.id,
      kind: 'CSAT',
      score,
      ...(comment === '' ? {} : { comment }),
      ticket: sampleId('ticket', ticket),
      contact: sampleId('contact', contact),
      account: sampleId('account', account),
      agent: sampleId('user', agent),
      answeredAt: instant(days, hour, context),
    }),
  );
  const nps = sample('survey', 'recommendation', {
    name: 'Once a year',
    kind: 'NPS',
    followUp: 'What is the reason for your answer?',
    active: true,
  });
  const recommendations = RECOMMENDATIONS.map(([contact, account, days, score, comment]) =>
    sample('surveyResponse', `recommendation-${contact}`, {
      survey: nps.id,
      kind: 'NPS',
      score,
      ...(comment === '' ? {} : { comment }),
      contact: sampleId('contact', contact),
      account: sampleId('account', account),
      answeredAt: instant(days, '10:00', context),
    }),
  );
  return [survey, nps, ...answers, ...recommendations];
}
