import { describe, expect, test } from 'vitest';
import type { Plan, RecordValues, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import type { Result } from '../../kernel/result.ts';
import { captureMail, letterActivityId } from './mail-capture.rules.ts';

const NOW = '2026-03-10T09:00:00.000Z';
const ADA = '0192f000-0000-7000-8000-000000000001';
const ACME = '0192f000-0000-7000-8000-000000000002';

const row = (entity: string, id: string, values = {}): AnyRow => ({
  id,
  entity,
  createdAt: NOW,
  createdBy: '',
  ...values,
});

function capture(letters: readonly unknown[], ...here: readonly AnyRow[]): Result<Plan> {
  const context: RuleContext = {
    read: {
      get: (entity, id) => here.find((one) => one.entity === entity && one.id === id),
      all: (entity) => here.filter((one) => one.entity === entity),
    },
    actor: 'me',
    now: NOW,
    newId: () => 'new',
  };
  return captureMail.plan({ letters }, context);
}

function records(result: Result<Plan>): readonly RecordValues[] {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.records;
}

const letter = (key: string, about: unknown, more = {}) => ({
  key,
  subject: 'Price list',
  text: 'Hello',
  direction: 'Inbound',
  sentAt: '2026-03-01T08:00:00.000Z',
  about,
  ...more,
});
const known = { entity: 'contact', id: ADA };
const stranger = {
  create: 'lead',
  address: 'elif@cold.example',
  firstName: 'Elif',
  lastName: 'Aydin',
  company: 'Cold',
  phone: '+90 212 555 14 20',
};
const ada = row('contact', ADA, { lastName: 'Lovelace', account: ACME });

describe('a letter that is taken in', () => {
  test('of somebody known stands in their timeline and in their account’s, at its own time', () => {
    expect(records(capture([letter('a@x', known, { also: ['deal/d'] })], ada))).toEqual([
      {
        entity: 'activity',
        id: letterActivityId('a@x'),
        create: true,
        values: expect.objectContaining({
          kind: 'Email',
          subject: 'Price list',
          about: [`account/${ACME}`, `contact/${ADA}`, 'deal/d'],
          startAt: '2026-03-01T08:00:00.000Z',
          direction: 'Inbound',
          owner: 'me',
        }),
      },
    ]);
  });

  test('of a stranger makes one lead without an owner, so that routing gives it to somebody', () => {
    const [lead, first, second, ...more] = records(
      capture([
        letter('a@x', stranger),
        letter('b@x', { ...stranger, address: 'ELIF@cold.example' }),
      ]),
    );
    expect(lead).toMatchObject({
      entity: 'lead',
      create: true,
      values: { lastName: 'Aydin', company: 'Cold', source: 'Email', status: 'New' },
    });
    expect(lead?.values).not.toHaveProperty('owner');
    expect([first?.values['about'], second?.values['about']]).toEqual([
      [`lead/${lead?.id}`],
      [`lead/${lead?.id}`],
    ]);
    expect(more).toEqual([]);
  });

  test('twice is one record, wherever and however its id is written', () => {
    const here = row('activity', letterActivityId('A@x'));
    expect(capture([letter('a@X', known)], ada, here)).toMatchObject({
      ok: false,
      problem: { code: 'already-captured' },
    });
    expect(records(capture([letter('a@x', known), letter('a@x', known)], ada))).toHaveLength(1);
  });

  test('of a lead that was made for an earlier one is about that lead, also once it is a contact', () => {
    const [lead] = records(capture([letter('a@x', stranger)]));
    const was = row('lead', lead?.id ?? '', { convertedContact: ADA, convertedAccount: ACME });
    const [only] = records(capture([letter('b@x', stranger)], was));
    expect(only?.values['about']).toEqual(
      [`account/${ACME}`, `contact/${ADA}`, `lead/${lead?.id}`].toSorted(),
    );
  });

  test('without words has no text, and without a date happened now', () => {
    const [, only] = records(capture([letter('a@x', stranger, { text: '', sentAt: undefined })]));
    expect(only?.values).not.toHaveProperty('body');
    expect(only?.values['startAt']).toBe(NOW);
  });
});
