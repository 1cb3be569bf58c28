import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { sceneAt } from '../../kernel/rule-context.fixture.ts';
import {
  inviteToSurvey,
  responseOnCreate,
  responseOnWrite,
  settleSatisfaction,
  surveyForTickets,
} from './survey.rules.ts';

const NOW = '2026-03-02T10:00:00.000Z';
const TICKET = '0190a000-0000-7000-8000-000000000001';

const { row, context } = sceneAt(NOW, 'me');

const ticket = row('ticket', TICKET, {
  subject: 'Printer',
  contact: 'c',
  account: 'a',
  agent: 'u',
});
const answer = (id: string, score: number, answeredAt: string, more: object = {}) =>
  row('surveyResponse', id, { kind: 'CSAT', ticket: TICKET, score, answeredAt, ...more });

test('what an answer does not say follows from its ticket', () => {
  expect(responseOnCreate({ kind: 'CSAT', ticket: TICKET }, context(ticket))).toEqual({
    kind: 'CSAT',
    ticket: TICKET,
    contact: 'c',
    account: 'a',
    agent: 'u',
    answeredAt: NOW,
  });
  expect(
    responseOnCreate(
      { ticket: TICKET, agent: 'x', answeredAt: '2020-01-01T00:00:00.000Z' },
      context(ticket),
    ),
  ).toMatchObject({ agent: 'x', answeredAt: '2020-01-01T00:00:00.000Z' });
});

describe('a score lies on the scale of its kind', () => {
  test.each([
    ['CSAT', 1, true],
    ['CSAT', 0, false],
    ['CSAT', 6, false],
    ['NPS', 0, true],
    ['NPS', 10, true],
    ['CES', 7, true],
    ['CES', 8, false],
    ['Custom', 5, true],
  ])('%s %d', (kind, score, isRight) => {
    expect(responseOnWrite(undefined, { kind, score }, context()).ok).toBe(isRight);
  });

  test('also when only the kind is changed', () => {
    expect(
      responseOnWrite(answer('r', 5, NOW, { kind: 'CES' }), { kind: 'NPS' }, context()).ok,
    ).toBe(true);
    expect(
      responseOnWrite(answer('r', 9, NOW, { kind: 'NPS' }), { kind: 'CSAT' }, context()).ok,
    ).toBe(false);
  });
});

describe('a ticket’s satisfaction is that of its last answer', () => {
  const settle = (rows: readonly AnyRow[], was?: number) => {
    const done = settleSatisfaction.plan(
      { tickets: [{ ticket: TICKET, ...(was === undefined ? {} : { was }) }] },
      context(...rows),
    );
    return done.ok ? done.value.records[0]?.values['satisfaction'] : done.problem.code;
  };

  test('the later of two counts, whichever came in first', () => {
    const rows = [
      ticket,
      answer('r2', 5, '2026-03-02T00:00:00.000Z'),
      answer('r1', 2, '2026-03-01T00:00:00.000Z'),
    ];
    expect(settle(rows)).toBe(5);
    expect(settle([{ ...ticket, satisfaction: 5 }, ...rows.slice(1)])).toBe('nothing-to-settle');
  });

  test('other kinds and archived answers do not count', () => {
    const other = answer('r1', 5, NOW, { kind: 'CES' });
    const archived = answer('r2', 4, NOW, { archivedAt: NOW });
    expect(settle([ticket, other, archived])).toBe('nothing-to-settle');
  });

  test('an answer that is taken back takes its score along, unless another was said since', () => {
    expect(settle([{ ...ticket, satisfaction: 2 }], 2)).toBeNull();
    expect(settle([{ ...ticket, satisfaction: 4 }], 2)).toBe('nothing-to-settle');
  });
});

describe('asking for feedback', () => {
  const csat = row('survey', 's', { kind: 'CSAT', active: true });

  test('the first survey in use about satisfaction follows a ticket', () => {
    const nps = row('survey', 'n', { kind: 'NPS', active: true, createdAt: '2020-01-01' });
    expect(surveyForTickets([nps, csat])?.id).toBe('s');
    expect(surveyForTickets([nps, { ...csat, active: false }])?.id).toBe('n');
    expect(surveyForTickets([{ ...nps, archivedAt: NOW }])).toBeUndefined();
  });

  test('two people who ask about one ticket ask once', () => {
    const first = inviteToSurvey.plan({ ticket: TICKET }, context(ticket, csat));
    const made = first.ok ? first.value.records[0] : undefined;
    expect(made?.values).toEqual({ what: 'Printer', survey: 's', ticket: TICKET, contact: 'c' });
    const again = row('surveyInvitation', made?.id ?? '');
    expect(inviteToSurvey.plan({ ticket: TICKET }, context(ticket, csat, again))).toMatchObject({
      problem: { code: 'already-invited' },
    });
    expect(inviteToSurvey.plan({ ticket: TICKET }, context(ticket))).toMatchObject({
      problem: { code: 'no-survey' },
    });
  });
});
