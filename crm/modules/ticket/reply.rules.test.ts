import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { replyDraftId, sendReply } from './reply.rules.ts';

const NOW = '2026-11-16T10:30:00.000Z';
const EARLIER = '2026-11-13T08:00:00.000Z';
const ID = '0192f000-0000-7000-8000-000000000001';
const CONTACT = '0192f000-0000-7000-8000-000000000002';
const unsent = (): boolean => false;
const DRAFT = replyDraftId({ id: ID }, unsent);

function contextOf(values: Values, sent: readonly string[] = []): RuleContext {
  const row: AnyRow = { id: ID, entity: 'ticket', createdAt: EARLIER, createdBy: 'ada', ...values };
  return {
    read: {
      get: (entity, id) =>
        entity === 'ticket' ? row : sent.includes(id) ? { ...row, entity, id } : undefined,
      all: () => [],
    },
    actor: 'ada',
    now: NOW,
    newId: () => 'unused',
  };
}

const send = (values: Values, input: Values = {}, sent: readonly string[] = []) =>
  sendReply.plan(
    { ticket: ID, draft: DRAFT, text: 'Dear Ada,', about: [], ...input },
    contextOf(values, sent),
  );

describe('a reply that is sent', () => {
  test('is an outgoing e-mail on the timeline and the first response, in one act', () => {
    expect(
      send(
        { subject: 'Printer', status: 'New', contact: CONTACT },
        { about: [`contact/${CONTACT}`] },
      ),
    ).toEqual({
      ok: true,
      value: {
        label: 'Reply to Printer',
        records: [
          {
            entity: 'activity',
            id: DRAFT,
            create: true,
            values: {
              kind: 'Email',
              subject: 'Re: Printer',
              body: 'Dear Ada,',
              direction: 'Outbound',
              status: 'Held',
              startAt: NOW,
              owner: 'ada',
              about: [`contact/${CONTACT}`, `ticket/${ID}`],
              participants: [`contact/${CONTACT}`],
            },
          },
          {
            entity: 'ticket',
            id: ID,
            create: false,
            values: { repliesSent: 1, firstRespondedAt: NOW, status: 'Open' },
          },
        ],
      },
    });
  });

  test.each<readonly [string, Values, Values, Values]>([
    [
      'leaves the first response where it is',
      { firstRespondedAt: EARLIER, status: 'Open' },
      {},
      { repliesSent: 1 },
    ],
    [
      'waits for the customer if wished',
      { firstRespondedAt: EARLIER, status: 'Open' },
      { status: 'Waiting on customer' },
      { repliesSent: 1, status: 'Waiting on customer' },
    ],
    [
      'leaves a waiting ticket waiting',
      { firstRespondedAt: EARLIER, status: 'Waiting on customer' },
      {},
      { repliesSent: 1 },
    ],
  ])('%s', (_what, row, input, values) => {
    const plan = send(row, input);
    expect(plan.ok && plan.value.records[1]?.values).toEqual(values);
  });

  test('makes the next draft another one', () => {
    expect(replyDraftId({ id: ID, repliesSent: 1 }, unsent)).not.toBe(DRAFT);
    expect(replyDraftId({ id: ID, repliesSent: 0 }, unsent)).toBe(DRAFT);
  });

  test.each<readonly [string, Values, Values, readonly string[], string]>([
    ['has no words', {}, { text: ' \n ' }, [], 'empty-reply'],
    ['has a place still open', {}, { text: 'Dear {{contact.firstName}},' }, [], 'open-places'],
    ['was sent by a teammate', {}, {}, [DRAFT], 'already-sent'],
    ['belongs to a draft that is over', { repliesSent: 1 }, {}, [], 'already-sent'],
  ])('that %s is refused', (_what, row, input, sent, code) => {
    expect(send(row, input, sent)).toMatchObject({ ok: false, problem: { code } });
  });

  test('goes out although the count of another desktop was kept, which knows less of', () => {
    const second = replyDraftId({ id: ID, repliesSent: 1 }, unsent);
    const third = replyDraftId({ id: ID, repliesSent: 2 }, unsent);
    // Two were sent here, one there, and the count of there was kept.
    expect(send({ repliesSent: 1 }, { draft: second }, [DRAFT, second])).toMatchObject({
      problem: { code: 'already-sent' },
    });
    expect(send({ repliesSent: 1 }, { draft: third }, [DRAFT, second])).toMatchObject({
      value: { records: [{ id: third }, { values: { repliesSent: 3 } }] },
    });
  });
});
