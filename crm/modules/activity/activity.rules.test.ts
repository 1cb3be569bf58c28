import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import {
  activityOnWrite,
  dueState,
  happenedAt,
  isOpen,
  wasContact,
  type ActivityRow,
  type DueState,
} from './activity.rules.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

function row(values: Partial<ActivityRow>): ActivityRow {
  return {
    id: '0190a000-0000-7000-8000-00000000000a',
    entity: 'activity',
    createdAt: '2026-01-01T08:00:00.000Z',
    createdBy: '0190a000-0000-7000-8000-00000000000b',
    kind: 'Task',
    ...values,
  };
}

describe('whether a task is late, due today or upcoming', () => {
  it.each<readonly [string, string, string, string, DueState]>([
    [
      'an hour that passed today is today',
      '2026-05-05T07:00Z',
      '2026-05-05T15:00Z',
      BERLIN,
      'today',
    ],
    ['later today is today', '2026-05-05T21:59Z', '2026-05-05T06:00Z', BERLIN, 'today'],
    ['midnight begins the next day', '2026-05-05T22:00Z', '2026-05-05T06:00Z', BERLIN, 'upcoming'],
    ['yesterday’s last minute is late', '2026-05-04T21:59Z', '2026-05-04T22:00Z', BERLIN, 'late'],
    ['the same instants elsewhere', '2026-05-04T21:59Z', '2026-05-04T22:00Z', NEW_YORK, 'today'],
    ['UTC’s date does not count', '2026-05-05T03:30Z', '2026-05-04T20:00Z', NEW_YORK, 'today'],
    [
      'evening before the clocks go forward',
      '2026-03-28T23:30Z',
      '2026-03-28T22:30Z',
      BERLIN,
      'upcoming',
    ],
    [
      'a day of 23 hours ends an hour early',
      '2026-03-29T21:59Z',
      '2026-03-29T10:00Z',
      BERLIN,
      'today',
    ],
    [
      '… and the next one begins then',
      '2026-03-29T22:00Z',
      '2026-03-29T10:00Z',
      BERLIN,
      'upcoming',
    ],
    [
      'a day of 25 hours lasts to its end',
      '2026-10-25T22:59Z',
      '2026-10-24T22:00Z',
      BERLIN,
      'today',
    ],
    ['… and no longer', '2026-10-25T23:00Z', '2026-10-24T22:00Z', BERLIN, 'upcoming'],
    ['last year’s last day is late', '2025-12-31T22:30Z', '2025-12-31T23:00Z', BERLIN, 'late'],
  ])('%s', (_title, dueAt, now, timeZone, state) => {
    const due = row({ dueAt: new Date(dueAt).toISOString(), status: 'Not Started' });
    expect(dueState(due, Date.parse(now), timeZone)).toBe(state);
  });

  it('a task without a date is none of them, and a completed one is closed whatever its date', () => {
    const now = Date.parse('2026-05-05T10:00Z');
    expect(dueState(row({}), now, BERLIN)).toBe('undated');
    const done = row({ dueAt: '2026-05-01T10:00:00.000Z', status: 'Completed' });
    expect(dueState(done, now, BERLIN)).toBe('closed');
  });

  it('a call counts by its start', () => {
    const call = row({ kind: 'Call', status: 'Planned', startAt: '2026-05-04T10:00:00.000Z' });
    expect(dueState(call, Date.parse('2026-05-05T10:00Z'), BERLIN)).toBe('late');
  });
});

describe('without a status', () => {
  const now = Date.parse('2026-05-05T10:00Z');
  it.each([
    ['a task is open', row({}), true],
    ['a call to come is open', row({ kind: 'Call', startAt: '2026-05-05T10:00:00.001Z' }), true],
    ['a call that was is not', row({ kind: 'Call', startAt: '2026-05-05T10:00:00.000Z' }), false],
    ['a call without a time is not', row({ kind: 'Call' }), false],
    ['a note is not', row({ kind: 'Note' }), false],
  ])('%s', (_title, activity, open) => {
    expect(isOpen(activity, now)).toBe(open);
  });
});

describe('when a closed activity happened', () => {
  const startAt = '2026-05-05T10:00:00.000Z';
  it.each([
    [
      'a call ticked off later: when it was held',
      { kind: 'Call', startAt, closedAt: '2026-05-06T08:00:00.000Z' },
      startAt,
    ],
    [
      'a meeting called off: when it was called off',
      { kind: 'Meeting', startAt, closedAt: '2026-05-01T08:00:00.000Z' },
      '2026-05-01T08:00:00.000Z',
    ],
    [
      'a task: when it was completed',
      { dueAt: startAt, closedAt: '2026-05-03T08:00:00.000Z' },
      '2026-05-03T08:00:00.000Z',
    ],
    ['a task from a file that says no more: when it was due', { dueAt: startAt }, startAt],
    ['a note: when it was written', { kind: 'Note' }, '2026-01-01T08:00:00.000Z'],
  ])('%s', (_title, values, at) => {
    expect(happenedAt(row(values))).toBe(at);
  });
});

describe('a contact', () => {
  it.each([
    [{ kind: 'Call', status: 'Held', outcome: 'Connected' }, true],
    [{ kind: 'Call', status: 'Held', outcome: 'Left Voicemail' }, true],
    [{ kind: 'Call', status: 'Held', outcome: 'No Answer' }, false],
    [{ kind: 'Meeting', status: 'Cancelled' }, false],
    [{ kind: 'Meeting', status: 'Held' }, true],
    [{ kind: 'Email' }, true],
    [{ kind: 'Task', status: 'Completed' }, false],
    [{ kind: 'Note' }, false],
  ])('is what reached somebody: %j is %s', (row, is) => {
    expect(wasContact(row as ActivityRow)).toBe(is);
  });
});

describe('closing an activity', () => {
  const context: RuleContext = {
    read: { get: () => undefined, all: () => [] },
    actor: '0190a000-0000-7000-8000-00000000000b',
    now: '2026-05-05T10:00:00.000Z',
    newId: () => '0190a000-0000-7000-8000-00000000000c',
  };
  const write = (before: ActivityRow | undefined, patch: Readonly<Record<string, unknown>>) =>
    activityOnWrite(before as AnyRow | undefined, patch, context);

  it('sets when that was', () => {
    expect(write(row({ status: 'Not Started' }), { status: 'Completed' })).toEqual({
      ok: true,
      patch: { status: 'Completed', closedAt: context.now },
    });
    expect(write(undefined, { kind: 'Call', status: 'Held' })).toEqual({
      ok: true,
      patch: { kind: 'Call', status: 'Held', closedAt: context.now },
    });
  });

  it('keeps the first time when one closed state follows another', () => {
    const held = row({ status: 'Held', closedAt: '2026-05-01T08:00:00.000Z' });
    expect(write(held, { status: 'Not Held' })).toEqual({
      ok: true,
      patch: { status: 'Not Held' },
    });
  });

  it('is forgotten when it is opened again, or has no state any more', () => {
    const done = row({ status: 'Completed', closedAt: '2026-05-01T08:00:00.000Z' });
    for (const status of ['In Progress', null]) {
      expect(write(done, { status })).toEqual({ ok: true, patch: { status, closedAt: null } });
    }
  });

  it('has nothing to do with other changes', () => {
    expect(write(row({ status: 'Planned' }), { subject: 'Call back' })).toEqual({
      ok: true,
      patch: { subject: 'Call back' },
    });
  });
});
