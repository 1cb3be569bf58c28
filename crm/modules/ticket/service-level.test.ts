import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../contracts/rpc/record.rpc.ts';
import {
  serviceLevelOf,
  statusStepsOf,
  type Clock,
  type ServiceLevel,
  type TicketRow,
} from './service-level.ts';
import { defaultPromise, type ServicePromise } from './service-promise.ts';

/** A Monday; an instant is written as day and time of that week, in UTC. */
const WEEK: Readonly<Record<string, string>> = {
  Sun: '2026-11-15',
  Mon: '2026-11-16',
  Tue: '2026-11-17',
  Wed: '2026-11-18',
  Fri: '2026-11-20',
  Sat: '2026-11-21',
  'Mon+': '2026-11-23',
};
const at = (when: string): string => {
  const [day = '', time = ''] = when.split(' ');
  return `${WEEK[day]}T${time}:00.000Z`;
};
const MINUTE_MS = 60_000;

type Move = readonly [when: string, from: string | null, to: string | null, overruled?: boolean];

interface Story {
  readonly created?: string;
  readonly priority?: string;
  /** The present one; by default that of the last move. */
  readonly status?: string;
  readonly responded?: string;
  readonly resolved?: string;
  readonly moves?: readonly Move[];
  readonly now: string;
  readonly promise?: ServicePromise;
  readonly mergedInto?: string;
}

function tell(story: Story): ServiceLevel | undefined {
  const { created = 'Mon 09:00', priority = 'Urgent', moves = [], responded, resolved } = story;
  const history = moves.map(([when, from, to, overruled = false]): HistoryEntry => ({
    txId: when,
    at: at(when),
    actor: 'ada',
    actorName: 'Ada',
    label: '',
    changes: [{ slot: { field: 'status' }, from, to, overruled }],
  }));
  const row = {
    id: 't',
    entity: 'ticket',
    createdAt: at(created),
    createdBy: 'ada',
    status: story.status ?? moves.at(-1)?.[2] ?? 'New',
    ...(priority === '' ? {} : { priority }),
    ...(responded === undefined ? {} : { firstRespondedAt: at(responded) }),
    ...(resolved === undefined ? {} : { resolvedAt: at(resolved) }),
    ...(story.mergedInto === undefined ? {} : { mergedInto: story.mergedInto }),
  } as unknown as TicketRow;
  return serviceLevelOf({
    row,
    // The newest first, as they are read.
    steps: statusStepsOf(history.toReversed()),
    nowMs: Date.parse(at(story.now)),
    promise: story.promise ?? defaultPromise('UTC'),
  });
}

/** State, minutes left, and when it is due. */
function brief(clock: Clock | undefined): readonly unknown[] {
  if (clock === undefined) return [];
  const state = clock.paused ? `${clock.state}, paused` : clock.state;
  return [state, clock.remainingMs / MINUTE_MS, clock.dueAt];
}

test.each([
  ['Urgent', 30, 120],
  ['High', 60, 240],
  ['Medium', 480, 1440],
  ['Low', 1440, 4320],
])('a ticket of priority %s is answered in %i and resolved in %i minutes', (priority, a, b) => {
  const level = tell({ priority, now: 'Mon 09:00' });
  expect(level?.response.remainingMs).toBe(a * MINUTE_MS);
  expect(level?.resolution.remainingMs).toBe(b * MINUTE_MS);
});

test('a ticket without a priority is promised nothing', () => {
  expect(tell({ priority: '', now: 'Mon 09:00' })).toBeUndefined();
});

describe('the first response', () => {
  test.each<readonly [what: string, story: Story, expected: readonly unknown[]]>([
    ['runs from the start', { now: 'Mon 09:10' }, ['open', 20, at('Mon 09:30')]],
    ['is near with less than a quarter left', { now: 'Mon 09:23' }, ['near', 7, at('Mon 09:30')]],
    ['is not near with more', { now: 'Mon 09:22' }, ['open', 8, at('Mon 09:30')]],
    ['is breached after its time', { now: 'Mon 10:00' }, ['breached', -30, at('Mon 09:30')]],
    [
      'does not run before opening',
      { created: 'Sun 12:00', now: 'Mon 09:05' },
      ['open', 25, at('Mon 09:30')],
    ],
    [
      'that is used up at closing time is breached that evening',
      { created: 'Mon 17:30', now: 'Mon 20:00' },
      ['breached', 0, at('Mon 18:00')],
    ],
    [
      'goes on after the weekend',
      { created: 'Fri 17:40', now: 'Sat 12:00' },
      ['open', 10, at('Mon+ 09:10')],
    ],
    [
      'in time is met',
      { responded: 'Mon 09:12', status: 'Open', now: 'Fri 12:00' },
      ['met', 18, at('Mon 09:30')],
    ],
    [
      'that came at the last moment is met',
      { responded: 'Mon 09:30', status: 'Open', now: 'Fri 12:00' },
      ['met', 0, at('Mon 09:30')],
    ],
    [
      'that came late stays breached',
      { responded: 'Mon 09:45', status: 'Open', now: 'Fri 12:00' },
      ['breached', -15, at('Mon 09:30')],
    ],
    [
      'long before the ticket was entered is of unknown length',
      { created: 'Wed 09:00', responded: 'Mon 09:00', now: 'Wed 10:00' },
      ['unknown', 30, at('Mon 09:00')],
    ],
    [
      'never recorded of a resolved ticket is unknown',
      { moves: [['Mon 09:20', 'New', 'Resolved']], resolved: 'Mon 09:20', now: 'Tue 09:00' },
      ['unknown', 10, at('Mon 09:30')],
    ],
    [
      'never recorded, and overdue before it was resolved, is breached',
      { moves: [['Mon 10:00', 'New', 'Resolved']], resolved: 'Mon 10:00', now: 'Tue 09:00' },
      ['breached', -30, at('Mon 09:30')],
    ],
  ])('%s', (_what, story, expected) => {
    const [state, remaining, due] = brief(tell(story)?.response);
    expect([state, remaining]).toEqual(expected.slice(0, 2));
    if (state !== 'unknown') expect(due).toBe(expected[2]);
  });
});

test('a ticket that is resolved and was never answered says no time of an answer', () => {
  const level = tell({
    moves: [['Mon 09:20', 'New', 'Resolved']],
    resolved: 'Mon 09:20',
    now: 'Tue 09:00',
  });
  expect(level?.response).toMatchObject({ state: 'unknown', stoppedAt: undefined });
  expect(level?.resolution).toMatchObject({ state: 'met', stoppedAt: at('Mon 09:20') });
});

describe('the resolution', () => {
  const waits: readonly Move[] = [
    ['Mon 09:30', 'Open', 'Waiting on customer'],
    ['Mon 15:00', 'Waiting on customer', 'Open'],
  ];
  test.each<readonly [what: string, story: Story, expected: readonly unknown[]]>([
    [
      'stands still while the customer has to answer, and nobody knows until when',
      { moves: waits.slice(0, 1), now: 'Wed 12:00' },
      ['open, paused', 90, undefined],
    ],
    [
      'stands still while a third party has to act',
      { moves: [['Mon 10:40', 'Open', 'Waiting on third party']], now: 'Wed 12:00' },
      ['near, paused', 20, undefined],
    ],
    [
      'that is used up just as the waiting begins is not late',
      { moves: [['Mon 11:00', 'Open', 'Waiting on customer']], now: 'Wed 12:00' },
      ['near, paused', 0, undefined],
    ],
    ['goes on afterwards', { moves: waits, now: 'Mon 15:10' }, ['open', 80, at('Mon 16:30')]],
    [
      'that was overdue when the waiting began stays breached',
      { moves: [['Mon 12:00', 'Open', 'Waiting on customer']], now: 'Wed 12:00' },
      ['breached, paused', -60, at('Mon 11:00')],
    ],
    [
      'in time is met, waiting not counted',
      {
        moves: [...waits, ['Mon 16:00', 'Open', 'Resolved']],
        resolved: 'Mon 16:00',
        now: 'Fri 12:00',
      },
      ['met', 30, at('Mon 16:30')],
    ],
    [
      'goes on where it stopped when the ticket is opened again',
      {
        moves: [
          ['Mon 10:00', 'New', 'Resolved'],
          ['Wed 10:00', 'Resolved', 'Open'],
        ],
        now: 'Wed 10:30',
      },
      ['open', 30, at('Wed 11:00')],
    ],
    [
      'of a ticket opened again may be breached yet, also when it is resolved anew',
      {
        moves: [
          ['Mon 10:00', 'New', 'Resolved'],
          ['Wed 10:00', 'Resolved', 'Open'],
          ['Wed 12:00', 'Open', 'Closed'],
        ],
        resolved: 'Wed 12:00',
        now: 'Fri 12:00',
      },
      ['breached', -60, at('Wed 11:00')],
    ],
    [
      'is not moved by closing what is resolved',
      {
        moves: [
          ['Mon 10:00', 'New', 'Resolved'],
          ['Fri 10:00', 'Resolved', 'Closed'],
        ],
        now: 'Fri 12:00',
      },
      ['met', 60, at('Mon 11:00')],
    ],
    [
      'that is written down as earlier than the status moved counts until then',
      { moves: [['Tue 12:00', 'New', 'Resolved']], resolved: 'Mon 10:30', now: 'Fri 12:00' },
      ['met', 30, at('Mon 11:00')],
    ],
    [
      'does not believe a status that lost against a concurrent one',
      {
        moves: [
          ['Mon 09:30', 'New', 'Waiting on customer', true],
          ['Mon 09:40', 'New', 'Open'],
        ],
        now: 'Mon 10:00',
      },
      ['open', 60, at('Mon 11:00')],
    ],
    [
      'pauses at once, also when the history is a step behind',
      { moves: waits, status: 'Waiting on customer', now: 'Mon 15:30' },
      ['open, paused', 60, undefined],
    ],
    [
      'follows who came after whom, also where a teammate’s clock is behind',
      {
        moves: [
          ['Mon 09:40', 'Open', 'Waiting on customer'],
          ['Mon 09:35', 'Waiting on customer', 'Open'],
        ],
        now: 'Mon 10:00',
      },
      ['open', 60, at('Mon 11:00')],
    ],
    [
      'is not taken forward by a teammate’s clock that is ahead',
      { moves: [['Fri 09:00', 'New', 'Open']], now: 'Mon 09:30' },
      ['open', 90, at('Mon 11:00')],
    ],
    [
      'of a ticket that came in resolved, without a time, is unknown',
      { status: 'Closed', now: 'Mon 12:00' },
      ['unknown', 120, undefined],
    ],
    [
      'long before the ticket was entered is unknown',
      { created: 'Wed 09:00', status: 'Closed', resolved: 'Mon 09:00', now: 'Wed 12:00' },
      ['unknown', 120, undefined],
    ],
  ])('%s', (_what, story, expected) => {
    const [state, remaining, due] = brief(tell(story)?.resolution);
    expect([state, remaining]).toEqual(expected.slice(0, 2));
    if (state !== 'unknown') expect(due).toBe(expected[2]);
  });

  test('is measured by the present priority from the start', () => {
    const story = { created: 'Mon 09:00', now: 'Mon 11:30' };
    expect(brief(tell({ ...story, priority: 'High' })?.resolution)).toEqual([
      'open',
      90,
      at('Mon 13:00'),
    ]);
    expect(brief(tell({ ...story, priority: 'Urgent' })?.resolution)).toEqual([
      'breached',
      -30,
      at('Mon 11:00'),
    ]);
  });
});

test('a first response some minutes before the ticket was made is a matter of clocks, and met', () => {
  const level = serviceLevelOf({
    row: {
      id: 't',
      entity: 'ticket',
      createdAt: at('Mon 09:00'),
      createdBy: 'ada',
      status: 'Open',
      priority: 'High',
      firstRespondedAt: at('Mon 08:55'),
    } as unknown as TicketRow,
    steps: [],
    nowMs: Date.parse(at('Mon 10:00')),
    promise: defaultPromise('UTC'),
  });
  expect(level?.response.state).toBe('met');
});

describe('the policy of now', () => {
  const standard = defaultPromise('UTC');
  const stricter: ServicePromise = {
    ...standard,
    targets: {
      ...standard.targets,
      Urgent: { responseMs: 5 * MINUTE_MS, resolutionMs: 45 * MINUTE_MS },
    },
  };
  const story = { created: 'Mon 09:00', now: 'Mon 10:00' } as const;

  test('counts from the start, also when it was changed meanwhile', () => {
    expect(brief(tell(story)?.resolution)).toEqual(['open', 60, at('Mon 11:00')]);
    expect(brief(tell({ ...story, promise: stricter })?.resolution)).toEqual([
      'breached',
      -15,
      at('Mon 09:45'),
    ]);
  });

  test('does not count a lunch break, a holiday or hours of another day', () => {
    const hours = { opens: '09:00', closes: '12:30', lunch: { from: '10:00', to: '11:30' } };
    const promise: ServicePromise = {
      ...standard,
      calendar: { timeZone: 'UTC', week: { 1: hours, 3: hours }, holidays: ['2026-11-18'] },
    };
    // Monday 9 to 10 and 11:30 to 12:30 are two hours; Wednesday is a holiday, and no other day is worked.
    expect(brief(tell({ now: 'Mon 09:30', promise })?.resolution)).toEqual([
      'open',
      90,
      at('Mon 12:30'),
    ]);
    expect(brief(tell({ now: 'Mon 12:00', promise })?.resolution)).toEqual([
      'open',
      30,
      at('Mon 12:30'),
    ]);
    expect(
      brief(tell({ created: 'Mon 10:30', now: 'Tue 09:00', promise })?.resolution).slice(0, 3),
    ).toEqual(['open', 60, '2026-11-23T10:00:00.000Z']);
  });

  test('promises nothing for a priority that it does not name', () => {
    const { Urgent: _urgent, ...others } = standard.targets;
    expect(tell({ ...story, promise: { ...standard, targets: others } })).toBeUndefined();
  });
});

test('a ticket that was merged into another runs no clock', () => {
  expect(tell({ now: 'Mon 12:00', mergedInto: 'x' })).toBeUndefined();
});
