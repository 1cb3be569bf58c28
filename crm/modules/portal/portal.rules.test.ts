import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { sceneAt } from '../../kernel/rule-context.fixture.ts';
import { emailRowId } from '../../kernel/fields/emails.field.ts';
import { responseId } from '../survey/survey-ids.ts';
import { PORTAL_ID } from '../../contracts/public-pages.contract.ts';
import { refuseRequest, refuseTicketAction, takeInSubmissions } from './portal.rules.ts';
import { newContactId, requestRecordId } from './take-in.ts';

const SENT = '2026-03-02T10:00:00.000Z';
const A = '0190a000-0000-7000-8000-00000000000a';
const B = '0190a000-0000-7000-8000-00000000000b';
const INVITATION = '0190a000-0000-8000-8000-0000000000aa';
const MAIL = 'Mia.Lund@example.com';

const { row, context } = sceneAt(SENT, 'me');

const asked = (id: string, more: object = {}) =>
  row('submission', id, {
    kind: 'Ticket',
    what: 'It hums',
    name: 'Mia Sofie Lund',
    email: MAIL,
    message: 'All night long.',
    reference: 'P-1234-ABCD',
    ...more,
  });

function taken(submissions: readonly string[], ...rows: readonly AnyRow[]) {
  const done = takeInSubmissions.plan({ submissions }, context(...rows));
  return done.ok ? done.value.records : done.problem.code;
}

describe('a request becomes a ticket', () => {
  test('with the customer’s words first, from somebody new', () => {
    const settings = row('portal', PORTAL_ID, { queue: 'q', ticketType: 'Question' });
    const contact = newContactId(MAIL);
    const ticket = requestRecordId({ id: A, kind: 'Ticket' });
    expect(taken([A], asked(A), settings)).toMatchObject([
      {
        entity: 'contact',
        id: contact,
        values: { firstName: 'Mia Sofie', lastName: 'Lund', emails: [{ address: MAIL }] },
      },
      {
        entity: 'ticket',
        id: ticket,
        values: {
          subject: 'It hums',
          channel: 'Portal',
          status: 'New',
          queue: 'q',
          type: 'Question',
          contact,
          externalId: 'P-1234-ABCD',
        },
      },
      {
        entity: 'activity',
        values: {
          kind: 'Message',
          direction: 'Inbound',
          body: 'All night long.',
          startAt: SENT,
          about: [`contact/${contact}`, `ticket/${ticket}`],
        },
      },
    ]);
  });

  test('of whoever goes by that address, however it is spelt', () => {
    const emails = [{ id: emailRowId(MAIL), address: 'mia.lund@EXAMPLE.com' }];
    const known = row('contact', 'known', { emails });
    expect(taken([A], asked(A), known)).toMatchObject([
      { entity: 'ticket', values: { contact: 'known' } },
      { entity: 'activity' },
    ]);
  });

  test('of the oldest who goes by it, and of nobody who was put away', () => {
    const emails = [{ id: emailRowId(MAIL), address: MAIL }];
    const old = { emails, createdAt: '2020-01-01T00:00:00.000Z' };
    const rows = [
      row('contact', 'young', { emails }),
      row('contact', 'archived', { ...old, createdAt: '2010-01-01', archivedAt: SENT }),
      row('contact', 'old', old),
      row('contact', 'other', { ...old, emails: [{ id: '1', address: 'mia@example.com' }] }),
    ];
    expect(taken([A], asked(A), ...rows)).toMatchObject([
      { entity: 'ticket', values: { contact: 'old' } },
      { entity: 'activity' },
    ]);
  });

  test('looking through all contacts once, however many wrote at once', () => {
    const people = Array.from({ length: 1_000 }, (_, at) =>
      row('contact', `c${at}`, { emails: [{ id: '1', address: `Person${at}@Example.com` }] }),
    );
    let read = 0;
    const counted = people.map((one) => ({
      ...one,
      get emails() {
        read += 1;
        return one['emails'];
      },
    }));
    const ids = Array.from(
      { length: 50 },
      (_, at) => `0190a000-0000-7000-8000-0000000001${String(at).padStart(2, '0')}`,
    );
    const sent = ids.map((id, at) => asked(id, { email: `person${at}@example.com` }));
    expect(taken(ids, ...sent, ...(counted as unknown as AnyRow[]))).toHaveLength(100);
    expect(read).toBe(people.length);
  });

  test('two of one stranger make one contact', () => {
    const records = taken([A, B], asked(A), asked(B));
    expect(records).toHaveLength(5);
  });

  test('once, whatever became of it', () => {
    const ticket = row('ticket', requestRecordId({ id: A, kind: 'Ticket' }), { archivedAt: SENT });
    expect(taken([A], asked(A), ticket)).toBe('nothing-to-take-in');
    expect(taken([A], asked(A, { archivedAt: SENT }))).toBe('nothing-to-take-in');
  });
});

test('a message of somebody new to us becomes a lead', () => {
  const sent = asked(A, {
    kind: 'Lead',
    company: 'Lund & Co',
    phone: '+47 22 00 00 00',
    name: 'Mia',
  });
  expect(taken([A], sent)).toMatchObject([
    {
      entity: 'lead',
      values: { lastName: 'Mia', company: 'Lund & Co', source: 'Web Site', status: 'New' },
    },
    { entity: 'activity', values: { about: [`lead/${requestRecordId({ id: A, kind: 'Lead' })}`] } },
  ]);
});

describe('an answer to a survey', () => {
  const invitation = row('surveyInvitation', INVITATION, {
    survey: 's',
    ticket: 't',
    contact: 'c',
  });
  const csat = row('survey', 's', { kind: 'CSAT' });
  const answered = (id: string, score: number, at: string) =>
    asked(id, { kind: 'Survey', invitation: INVITATION, score, createdAt: at });

  test('is about what its link was made for', () => {
    expect(taken([A], answered(A, 4, SENT), invitation, csat)).toMatchObject([
      {
        entity: 'surveyResponse',
        id: responseId(INVITATION),
        values: {
          survey: 's',
          kind: 'CSAT',
          ticket: 't',
          contact: 'c',
          score: 4,
          answeredAt: SENT,
        },
      },
    ]);
  });

  test('that is given again takes the place of the first; an older one does not', () => {
    const first = row('surveyResponse', responseId(INVITATION), { score: 4, answeredAt: SENT });
    const later = answered(B, 1, '2026-03-03T10:00:00.000Z');
    expect(taken([B], later, invitation, csat, first)).toMatchObject([{ values: { score: 1 } }]);
    const older = answered(B, 1, '2026-03-01T10:00:00.000Z');
    expect(taken([B], older, invitation, csat, first)).toBe('nothing-to-take-in');
  });

  test('that lies on no scale, or belongs to no link, is nothing', () => {
    expect(taken([A], answered(A, 9, SENT), invitation, csat)).toBe('nothing-to-take-in');
    expect(taken([A], answered(A, 4, SENT), csat)).toBe('nothing-to-take-in');
  });
});

test('what is no real request goes for good, with the stranger who is known for nothing else', () => {
  const ticket = requestRecordId({ id: A, kind: 'Ticket' });
  const contact = newContactId(MAIL);
  const rows = [
    asked(A),
    row('ticket', ticket, { contact, status: 'New' }),
    row('contact', contact),
  ];
  const archives = (...more: readonly AnyRow[]) => {
    const done = refuseRequest.plan({ entity: 'ticket', id: ticket }, context(...rows, ...more));
    return done.ok ? done.value.records.map(({ entity, archived }) => [entity, archived]) : [];
  };
  expect(archives()).toEqual([
    ['ticket', true],
    ['submission', true],
    ['contact', true],
  ]);
  expect(archives(row('ticket', 'another', { contact }))).toEqual([
    ['ticket', true],
    ['submission', true],
  ]);
});

test('only a new request from the public pages can be said to be none', () => {
  const request = { status: 'New', externalId: 'P-2345-ABCD' };
  const offered = (values: object): boolean =>
    refuseTicketAction.isOffered(row('ticket', A, { ...request, ...values }));
  expect(offered({})).toBe(true);
  expect(offered({ status: 'Open' })).toBe(false);
  expect(offered({ externalId: '4711' })).toBe(false);
  expect(offered({ externalId: undefined })).toBe(false);
  expect(offered({ archivedAt: SENT })).toBe(false);
  const ours = row('ticket', A, request);
  const refused = refuseRequest.plan({ entity: 'ticket', id: A }, context(ours, asked(B)));
  expect(refused).toMatchObject({ problem: { code: 'record-gone' } });
});
