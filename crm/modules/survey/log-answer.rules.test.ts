import { expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { logAnswer } from './log-answer.rules.ts';
import { invitationId, responseId } from './survey-ids.ts';

const NOW = '2026-03-02T10:00:00.000Z';
const SURVEY = '0190a000-0000-7000-8000-00000000000a';
const ANSWER = responseId(invitationId(SURVEY, of(1)));

function of(n: number): string {
  return `0190a000-0000-7000-8000-00000000000${n}`;
}

function row(entity: string, id: string, values: object = {}): AnyRow {
  return { id, entity, createdAt: NOW, createdBy: '', ...values };
}

const survey = row('survey', SURVEY, { kind: 'NPS', active: true });
const ticket = row('ticket', of(1), { subject: 'Printer' });
const contact = row('contact', of(2));

function plan(input: unknown, ...rows: readonly AnyRow[]) {
  const context: RuleContext = {
    read: {
      get: (entity, id) => rows.find((one) => one.entity === entity && one.id === id),
      all: () => [],
    },
    actor: 'me',
    now: NOW,
    newId: () => 'new',
  };
  const done = logAnswer.plan(input, context);
  return done.ok ? done.value.records : done.problem.code;
}

test('what was said about a contact is an answer of its own, each time', () => {
  const said = {
    about: { entity: 'contact', id: contact.id },
    kind: 'CES',
    score: 6,
    comment: ' Easy ',
  };
  expect(plan(said, contact)).toEqual([
    {
      entity: 'surveyResponse',
      id: 'new',
      create: true,
      values: { kind: 'CES', contact: contact.id, score: 6, comment: 'Easy', answeredAt: NOW },
    },
  ]);
});

test('about a ticket a survey has one answer, as by its link: the last that was given', () => {
  const said = { about: { entity: 'ticket', id: ticket.id }, survey: SURVEY, score: 9 };
  expect(plan(said, ticket, survey)).toMatchObject([
    { id: ANSWER, create: true, values: { kind: 'NPS', survey: SURVEY, ticket: ticket.id } },
  ]);
  const before = row('surveyResponse', ANSWER, { score: 3, comment: 'No', archivedAt: NOW });
  expect(plan(said, ticket, survey, before)).toEqual([
    {
      entity: 'surveyResponse',
      id: ANSWER,
      create: false,
      values: { score: 9, comment: null, answeredAt: NOW },
      archived: false,
    },
  ]);
});

test.each([
  ['off the scale of the survey', { survey: SURVEY, score: 11 }, 'score-out-of-scale'],
  ['off the scale of the kind', { kind: 'CSAT', score: 0 }, 'score-out-of-scale'],
  ['to a survey that is gone', { survey: of(9), kind: 'CSAT', score: 4 }, 'no-survey'],
  ['to nothing in particular', { score: 4 }, 'no-survey'],
  ['that is no number of a scale', { kind: 'CSAT', score: 4.5 }, 'invalid-input'],
])('an answer %s is refused', (_what, said, code) => {
  expect(plan({ about: { entity: 'ticket', id: ticket.id }, ...said }, ticket, survey)).toBe(code);
});

test('nothing is logged about what is not there', () => {
  const said = { about: { entity: 'account', id: of(3) }, kind: 'NPS', score: 0 };
  expect(plan(said, ticket)).toBe('record-gone');
});
