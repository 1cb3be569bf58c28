import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { lastContactIn, linesOf, timelineOf, type TimelineSources } from './timeline-items.ts';

const NOW = Date.parse('2026-05-05T10:00:00.000Z');
let ids = 0;

function activity(values: Partial<ActivityRow>): ActivityRow {
  ids += 1;
  return {
    id: `0190a000-0000-7000-8000-${String(ids).padStart(12, '0')}`,
    entity: 'activity',
    createdAt: '2026-05-01T08:00:00.000Z',
    createdBy: 'u',
    ...values,
  };
}

function entry(
  at: string,
  changes: readonly (readonly [string, unknown, unknown])[],
): HistoryEntry {
  ids += 1;
  return {
    txId: `tx${ids}`,
    at,
    actor: 'u',
    actorName: 'Anna',
    label: 'Update',
    changes: changes.map(([field, from, to]) => ({
      slot: { field },
      from: from as null,
      to: to as null,
      overruled: false,
    })),
  };
}

function contents(sources: Partial<TimelineSources>) {
  return timelineOf({
    entity: deal,
    activities: [],
    history: [],
    tickets: [],
    nowMs: NOW,
    ...sources,
  });
}
const stage = (name: string, rank = 'a0') => ({ stage: name, rank });

describe('the timeline', () => {
  it('shows activities, changes, moves and tickets newest first', () => {
    const ticket = { id: 't1', entity: 'ticket', createdAt: '2026-05-03T08:00:00.000Z' } as AnyRow;
    const { past } = contents({
      activities: [
        activity({ kind: 'Call', status: 'Held', startAt: '2026-05-04T08:00:00.000Z' }),
        activity({ kind: 'Note', status: 'Completed', createdAt: '2026-05-02T08:00:00.000Z' }),
      ],
      history: [
        entry('2026-05-05T08:00:00.000Z', [['amount', null, 5]]),
        entry('2026-05-03T09:00:00.000Z', [['stage', stage('Proposal'), stage('Negotiation')]]),
      ],
      tickets: [ticket],
    });
    expect(past.map((item) => item.kind)).toEqual([
      'change',
      'activity',
      'stage',
      'ticket',
      'note',
    ]);
  });

  it('what is open stands under Next, the soonest first and the undated last', () => {
    const { next, past } = contents({
      activities: [
        activity({ kind: 'Task', subject: 'some day' }),
        activity({ kind: 'Task', subject: 'later', dueAt: '2026-05-09T08:00:00.000Z' }),
        activity({ kind: 'Task', subject: 'late', dueAt: '2026-05-01T08:00:00.000Z' }),
        activity({
          kind: 'Meeting',
          subject: 'soon',
          status: 'Planned',
          startAt: '2026-05-06T08:00:00.000Z',
        }),
        activity({ kind: 'Task', subject: 'done', status: 'Completed' }),
      ],
    });
    expect(next.map((item) => item.row.subject)).toEqual(['late', 'soon', 'later', 'some day']);
    expect(past).toHaveLength(1);
  });

  it('an activity that two questions found is there once', () => {
    const twice = activity({ kind: 'Call', status: 'Held' });
    expect(contents({ activities: [twice, { ...twice }] }).past).toHaveLength(1);
  });

  it('an act that moved the stage is a move, and what else it changed stands beside it', () => {
    const move = entry('2026-05-05T08:00:00.000Z', [
      ['stage', stage('Negotiation'), stage('Won')],
      ['closedDate', null, '2026-05-05'],
    ]);
    const { past } = contents({ history: [move] });
    expect(past.map((item) => item.kind).toSorted()).toEqual(['change', 'stage']);
    expect(past.find((item) => item.kind === 'change')).toMatchObject({
      changes: [{ slot: { field: 'closedDate' } }],
    });
  });

  it('another place in the same column is nothing that happened', () => {
    const moved = entry('2026-05-05T08:00:00.000Z', [
      ['stage', stage('Proposal', 'a0'), stage('Proposal', 'a5')],
    ]);
    expect(contents({ history: [moved] }).past).toEqual([]);
  });

  it('a creation is one line, without all that the record began with', () => {
    const created = entry('2026-05-05T08:00:00.000Z', [
      ['createdAt', null, '2026-05-05T08:00:00.000Z'],
      ['createdBy', null, 'u'],
      ['stage', null, stage('Proposal')],
      ['name', null, 'Control room'],
    ]);
    expect(contents({ history: [created] }).past).toMatchObject([{ kind: 'change', changes: [] }]);
  });

  it('the same instant has the same order on every desktop', () => {
    const same = [1, 2, 3].map(() =>
      activity({ kind: 'Call', status: 'Held', startAt: '2026-05-04T08:00:00.000Z' }),
    );
    const keys = (rows: readonly ActivityRow[]) =>
      contents({ activities: rows }).past.map((item) => item.key);
    expect(keys(same)).toEqual(keys(same.toReversed()));
  });
});

describe('the last contact', () => {
  it('is the newest call, meeting or message that reached somebody', () => {
    const { past } = contents({
      activities: [
        activity({ kind: 'Task', status: 'Completed', closedAt: '2026-05-04T12:00:00.000Z' }),
        activity({ kind: 'Call', outcome: 'No Answer', startAt: '2026-05-04T11:00:00.000Z' }),
        activity({ kind: 'Meeting', status: 'Held', startAt: '2026-05-03T09:00:00.000Z' }),
        activity({ kind: 'Email', startAt: '2026-05-02T09:00:00.000Z' }),
      ],
    });
    expect(lastContactIn(past)?.row.kind).toBe('Meeting');
    expect(lastContactIn(contents({ activities: [] }).past)).toBeUndefined();
  });
});

describe('the lines of a timeline', () => {
  const made = contents({
    activities: [
      activity({ kind: 'Task', dueAt: '2026-05-09T08:00:00.000Z' }),
      activity({ kind: 'Call', status: 'Held', startAt: '2026-05-04T22:30:00.000Z' }),
      activity({ kind: 'Call', status: 'Held', startAt: '2026-05-04T21:30:00.000Z' }),
      activity({ kind: 'Note', status: 'Completed', createdAt: '2026-05-04T20:30:00.000Z' }),
    ],
  });

  it('stand under the day that it was where the person is', () => {
    expect(linesOf(made, 'all', 'Europe/Berlin').map((one) => one.line)).toEqual([
      'next',
      'item',
      'day',
      'item',
      'day',
      'item',
      'item',
    ]);
    expect(linesOf(made, 'all', 'UTC').map((one) => one.line)).toEqual([
      'next',
      'item',
      'day',
      'item',
      'item',
      'item',
    ]);
  });

  it('of one kind have no heading without an item', () => {
    expect(linesOf(made, 'note', 'Europe/Berlin').map((one) => one.line)).toEqual(['day', 'item']);
    expect(linesOf(made, 'ticket', 'Europe/Berlin')).toEqual([]);
  });

  it('each have a key of their own', () => {
    const keys = linesOf(made, 'all', 'UTC').map((one) => one.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
