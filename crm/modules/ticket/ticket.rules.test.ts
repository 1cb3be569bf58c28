import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { respondAction, respondToTicket, ticketOnWrite } from './ticket.rules.ts';

const NOW = '2026-11-16T10:30:00.000Z';
const EARLIER = '2026-11-13T08:00:00.000Z';
const ID = '0192f000-0000-7000-8000-000000000001';

function ticket(values: Values): AnyRow {
  return { id: ID, entity: 'ticket', createdAt: EARLIER, createdBy: 'ada', ...values };
}

function contextWith(row?: AnyRow): RuleContext {
  return {
    read: { get: () => row, all: () => [] },
    actor: 'ada',
    now: NOW,
    newId: () => 'unused',
  };
}

function after(before: AnyRow | undefined, patch: Values): Values {
  const result = ticketOnWrite(before, patch, contextWith());
  if (!result.ok) throw new Error(result.problem.code);
  return result.patch;
}

describe('a ticket', () => {
  test.each(['Resolved', 'Closed'])('that is moved to %s gets the time of it', (status) => {
    expect(after(ticket({ status: 'Open' }), { status })).toEqual({ status, resolvedAt: NOW });
  });

  test('keeps the time of its resolution that is given with the move, or that it has', () => {
    const patch = { status: 'Resolved', resolvedAt: EARLIER };
    expect(after(ticket({ status: 'Open' }), patch)).toEqual(patch);
    const had = ticket({ status: 'Open', resolvedAt: EARLIER });
    expect(after(had, { status: 'Resolved' })).toMatchObject({ resolvedAt: EARLIER });
  });

  test.each(['Open', 'New', 'Waiting on customer', null])(
    'that was resolved and is now %s has no such time any more',
    (status) => {
      const before = ticket({ status: 'Closed', resolvedAt: EARLIER });
      expect(after(before, { status })).toEqual({ status, resolvedAt: null });
    },
  );

  test.each<readonly [string, AnyRow | undefined, Values]>([
    ['goes from Resolved to Closed', ticket({ status: 'Resolved' }), { status: 'Closed' }],
    ['goes from New to Open', ticket({ status: 'New' }), { status: 'Open' }],
    ['is edited', ticket({ status: 'Closed' }), { subject: 'Printer' }],
    ['comes in resolved, without a time', undefined, { status: 'Closed' }],
  ])('that %s is written as it is', (_what, before, patch) => {
    expect(after(before, patch)).toBe(patch);
  });
});

describe('the account of a ticket', () => {
  const ada: AnyRow = {
    id: 'a',
    entity: 'contact',
    createdAt: NOW,
    createdBy: '',
    account: 'acme',
  };
  const written = (before: AnyRow | undefined, patch: Values): Values => {
    const result = ticketOnWrite(before, patch, contextWith(ada));
    return result.ok ? result.patch : {};
  };

  test('is that of its contact where nobody names one', () => {
    expect(written(undefined, { subject: 'Printer', contact: 'a' })).toMatchObject({
      account: 'acme',
    });
    expect(written(ticket({}), { contact: 'a' })).toEqual({ contact: 'a', account: 'acme' });
  });

  test('stays what somebody said it is', () => {
    expect(written(undefined, { contact: 'a', account: 'other' })['account']).toBe('other');
    expect(written(undefined, { contact: 'a', account: null })['account']).toBeNull();
    expect(written(ticket({ account: 'other' }), { contact: 'a' })).toEqual({ contact: 'a' });
    expect(written(ticket({}), { contact: null })).toEqual({ contact: null });
  });
});

describe('the first response', () => {
  const respond = (row: AnyRow | undefined) =>
    respondToTicket.plan({ ticket: ID }, contextWith(row));

  test('is recorded with its time and opens a new ticket', () => {
    expect(respond(ticket({ subject: 'Printer', status: 'New' }))).toEqual({
      ok: true,
      value: {
        label: 'First response to Printer',
        records: [
          {
            entity: 'ticket',
            id: ID,
            create: false,
            values: { firstRespondedAt: NOW, status: 'Open' },
          },
        ],
      },
    });
  });

  test.each(['Open', 'Waiting on customer', undefined])(
    'leaves a ticket that is %s where it is',
    (status) => {
      expect(respond(ticket({ status }))).toMatchObject({
        value: { records: [{ values: { firstRespondedAt: NOW } }] },
      });
      const plan = respond(ticket({ status }));
      expect(plan.ok && 'status' in plan.value.records[0]!.values).toBe(false);
    },
  );

  test('is recorded once, and only of a ticket that is there', () => {
    expect(respond(ticket({ firstRespondedAt: EARLIER }))).toMatchObject({
      ok: false,
      problem: { code: 'already-responded', record: `ticket/${ID}` },
    });
    expect(respond(undefined)).toMatchObject({ ok: false, problem: { code: 'record-gone' } });
  });

  test.each<readonly [string, Values, boolean]>([
    ['is new', { status: 'New' }, true],
    ['waits for the customer', { status: 'Waiting on customer' }, true],
    ['has no status', {}, true],
    ['is answered', { status: 'Open', firstRespondedAt: EARLIER }, false],
    ['is resolved', { status: 'Resolved' }, false],
    ['is archived', { status: 'Open', archivedAt: EARLIER }, false],
  ])('of a ticket that %s is offered or not', (_what, values, offered) => {
    expect(respondAction.isOffered(ticket(values))).toBe(offered);
  });
});
