import { describe, expect, it } from 'vitest';
import { checkNew } from '../../kernel/derive.ts';
import { activity } from './activity.entity.ts';
import {
  callOutcomes,
  dueIn,
  emptyDraft,
  logFrom,
  quickKinds,
  type Draft,
  type LogContext,
} from './quick-log.ts';

const NOW = '2026-05-05T10:00:00.000Z';
const context: LogContext = {
  nowMs: Date.parse(NOW),
  ownerId: '0190a000-0000-7000-8000-00000000000b',
  about: ['contact/0190a000-0000-7000-8000-00000000000a'],
  title: 'Malte Hansen',
};
const valuesOf = (draft: Draft) => {
  const log = logFrom(draft, context);
  return log.ok ? log.value.values : log.problem.code;
};

describe('what is jotted down', () => {
  it('becomes an activity that its definition takes, whatever its kind', () => {
    for (const { kind } of quickKinds) {
      const log = logFrom({ ...emptyDraft(kind), subject: 'Offer', body: 'Sent again' }, context);
      expect(log.ok && checkNew(activity, log.value.values).ok).toBe(true);
    }
  });

  it('a call with no more than an outcome was held now', () => {
    expect(valuesOf({ ...emptyDraft('Call'), outcome: 'No Answer' })).toEqual({
      kind: 'Call',
      subject: 'Call: Malte Hansen',
      about: context.about,
      owner: context.ownerId,
      startAt: NOW,
      status: 'Held',
      outcome: 'No Answer',
      direction: 'Outbound',
    });
  });

  it('a call or a meeting to come is planned, unless it has an outcome', () => {
    const startAt = '2026-05-06T10:00:00.000Z';
    expect(valuesOf({ ...emptyDraft('Meeting'), startAt })).toMatchObject({ status: 'Planned' });
    expect(valuesOf({ ...emptyDraft('Call'), startAt })).toMatchObject({ status: 'Planned' });
    expect(valuesOf({ ...emptyDraft('Call'), startAt, outcome: 'Busy' })).toMatchObject({
      status: 'Held',
    });
  });

  it('the outcome and the time of another kind are left behind when the kind changes', () => {
    const call = { ...emptyDraft('Call'), outcome: 'Busy', dueAt: NOW, subject: 'Offer' };
    expect(valuesOf({ ...call, kind: 'Meeting' })).not.toHaveProperty('outcome');
    expect(valuesOf(call)).not.toHaveProperty('dueAt');
    expect(valuesOf({ ...call, kind: 'Task', startAt: NOW })).not.toHaveProperty('startAt');
  });

  it('a task without words is refused, and so is a note', () => {
    expect(valuesOf(emptyDraft('Task'))).toBe('nothing-to-log');
    expect(valuesOf({ ...emptyDraft('Note'), body: '  \n ' })).toBe('nothing-to-log');
  });

  it('a note is called by its first line', () => {
    const body = `${'a'.repeat(90)}\nmore`;
    expect(valuesOf({ ...emptyDraft('Note'), body })).toMatchObject({
      subject: `${'a'.repeat(79)}…`,
      body,
    });
  });
});

it('every kind and every outcome has a key of its own', () => {
  expect(new Set(quickKinds.map((one) => one.key)).size).toBe(quickKinds.length);
  expect(callOutcomes.length).toBeLessThan(10);
});

it('tomorrow begins with the working day of the person’s own place', () => {
  expect(dueIn(1, Date.parse('2026-03-28T12:00:00.000Z'), 'Europe/Berlin')).toBe(
    '2026-03-29T07:00:00.000Z',
  );
});
