import { describe, expect, it } from 'vitest';
import type { CommandDef, RecordValues, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { activityOnWrite, type ActivityRow } from './activity.rules.ts';
import { occurrencesIn } from './recurrence.ts';
import {
  closeActivity,
  detachOccurrence,
  rescheduleActivity,
  skipOccurrence,
} from './series.rules.ts';
import { occurrenceId, recurrenceOf, takenIn } from './series.ts';

const SERIES = '0190a000-0000-7000-8000-00000000000a';
const ME = '0190a000-0000-7000-8000-00000000000b';

/** The rows of a workspace, and commands run on them as the engine does. */
function workspace(series: Partial<ActivityRow>, now = '2026-03-01T12:00:00.000Z') {
  const rows = new Map<string, AnyRow>();
  rows.set(SERIES, {
    id: SERIES,
    entity: 'activity',
    createdAt: '2026-01-01T08:00:00.000Z',
    createdBy: ME,
    subject: 'Weekly call',
    kind: 'Task',
    status: 'Not Started',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    timeZone: 'Europe/Berlin',
    dueAt: '2026-03-02T08:00:00.000Z',
    repeatsFrom: '2026-03-02T08:00:00.000Z',
    owner: ME,
    ...series,
  });
  const context = (): RuleContext => ({
    read: { get: (_entity, id) => rows.get(id), all: () => rows.values() },
    actor: ME,
    now,
    newId: () => ME,
  });
  const put = ({ id, values }: RecordValues): void => {
    const before = rows.get(id);
    const given = Object.fromEntries(
      Object.entries(values).filter(([, value]) => before !== undefined || value !== null),
    );
    const ruled = activityOnWrite(before, given, context());
    if (!ruled.ok) throw new Error(ruled.problem.code);
    const all = {
      id,
      entity: 'activity',
      createdAt: now,
      createdBy: ME,
      ...before,
      ...ruled.patch,
    };
    const kept = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
    rows.set(id, Object.fromEntries(kept) as unknown as AnyRow);
  };
  return {
    row: (id = SERIES) => rows.get(id) as ActivityRow,
    others: () => [...rows.values()].filter(({ id }) => id !== SERIES) as readonly ActivityRow[],
    run: (command: CommandDef, input: Record<string, unknown>) => {
      const planned = command.plan({ activity: SERIES, ...input }, context());
      if (planned.ok) planned.value.records.forEach(put);
      return planned;
    },
    /** What the calendar draws of a series. */
    drawn: (id: string, from: string, to: string) => {
      const row = rows.get(id) as ActivityRow;
      const recurrence = recurrenceOf(row);
      const taken = takenIn(row, (other) => rows.has(other));
      return recurrence === null
        ? []
        : occurrencesIn(recurrence, Date.parse(from), Date.parse(to)).filter((at) => !taken(at));
    },
  };
}

const MARCH = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'] as const;
const at = (day: number, hour = 8): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('completing one of a repeating task', () => {
  it('makes a record of it, and the series stands at the next one', () => {
    const { run, row, others } = workspace({});
    run(closeActivity, { occurrence: null, status: 'Completed' });
    expect(row()).toMatchObject({ dueAt: at(9), status: 'Not Started' });
    expect(others()).toMatchObject([
      {
        id: occurrenceId(SERIES, at(2)),
        series: SERIES,
        occurrence: at(2),
        dueAt: at(2),
        status: 'Completed',
        closedAt: '2026-03-01T12:00:00.000Z',
      },
    ]);
    expect(others()[0]?.recurrence).toBeUndefined();
  });

  it('twice over makes one record, and does not skip one', () => {
    const { run, row, others } = workspace({});
    run(closeActivity, { occurrence: at(2), status: 'Completed' });
    run(closeActivity, { occurrence: at(2), status: 'Completed' });
    expect(others()).toHaveLength(1);
    expect(row().dueAt).toBe(at(9));
  });

  it('what was missed meanwhile is not asked for one by one', () => {
    const { run, row } = workspace({}, '2026-03-25T12:00:00.000Z');
    run(closeActivity, { occurrence: null, status: 'Completed' });
    expect(row().dueAt).toBe(at(23));
  });

  it('one that lies ahead can be done early, and is not asked for again', () => {
    const { run, row } = workspace({});
    run(closeActivity, { occurrence: at(9), status: 'Completed' });
    expect(row().dueAt).toBe(at(2));
    run(closeActivity, { occurrence: null, status: 'Completed' });
    expect(row().dueAt).toBe(at(16));
  });

  it('the last one closes the series', () => {
    const { run, row } = workspace({ recurrence: 'FREQ=WEEKLY;COUNT=1' });
    run(closeActivity, { occurrence: null, status: 'Completed' });
    expect(row().status).toBe('Completed');
  });

  it('its reminder comes as long before the next one, across the change of clocks', () => {
    const { run, row } = workspace({ dueAt: at(23), reminderAt: at(23, 7) });
    run(closeActivity, { occurrence: at(23), status: 'Completed' });
    expect(row()).toMatchObject({ dueAt: at(30, 7), reminderAt: at(30, 6) });
  });

  it('what does not repeat is only closed', () => {
    const { run, row, others } = workspace({ recurrence: undefined });
    run(closeActivity, { occurrence: null, status: 'Completed' });
    expect(row().status).toBe('Completed');
    expect(others()).toEqual([]);
  });
});

describe('moving', () => {
  it('this one leaves the others where they are', () => {
    const { run, row, drawn } = workspace({});
    run(rescheduleActivity, { occurrence: at(9), scope: 'one', times: { dueAt: at(10) } });
    expect(drawn(SERIES, ...MARCH)).toEqual([at(2), at(16), at(23), at(30, 7)]);
    expect(row(occurrenceId(SERIES, at(9)))).toMatchObject({ dueAt: at(10), occurrence: at(9) });
    expect(row().dueAt).toBe(at(2));
  });

  it('this one and those that follow makes two series', () => {
    const { run, drawn, others } = workspace({});
    run(rescheduleActivity, {
      occurrence: at(16),
      scope: 'following',
      times: { dueAt: at(17, 9) },
    });
    expect(drawn(SERIES, ...MARCH)).toEqual([at(2), at(9)]);
    const [following] = others();
    expect(drawn(following?.id ?? '', ...MARCH)).toEqual([at(17, 9), at(24, 9), at(31, 8)]);
    expect(following?.series).toBeUndefined();
  });

  it('from the first one on leaves no second series behind', () => {
    const { run, row, drawn, others } = workspace({});
    run(rescheduleActivity, { occurrence: at(2), scope: 'following', times: { dueAt: at(3) } });
    expect(row()).toMatchObject({ status: 'Cancelled' });
    expect(drawn(SERIES, ...MARCH)).toEqual([]);
    expect(drawn(others()[0]?.id ?? '', ...MARCH)).toHaveLength(5);
  });

  it('all of them moves the rule, where it stands, and what was left out', () => {
    const { run, row, drawn } = workspace({ exceptions: [at(23)] });
    run(closeActivity, { occurrence: at(2), status: 'Completed' });
    run(rescheduleActivity, { occurrence: at(16), scope: 'all', times: { dueAt: at(18, 9) } });
    expect(row()).toMatchObject({ recurrence: 'FREQ=WEEKLY;BYDAY=WE', dueAt: at(11, 9) });
    // The one that is done stays done, the one that was left out stays left out.
    expect(drawn(SERIES, ...MARCH)).toEqual([at(11, 9), at(18, 9)]);
  });

  it('a meeting keeps its length, and gets another where it is resized', () => {
    const meeting = { kind: 'Meeting', dueAt: undefined, startAt: at(2), endAt: at(2, 9) } as const;
    const { run, row } = workspace(meeting);
    run(rescheduleActivity, {
      occurrence: at(9),
      scope: 'all',
      times: { startAt: at(9), endAt: at(9, 11) },
    });
    expect(row()).toMatchObject({ startAt: at(2), endAt: at(2, 11) });
  });
});

describe('leaving out', () => {
  it('this one: the series stands at the next, and the rule does not bring it again', () => {
    const { run, row, drawn } = workspace({});
    run(skipOccurrence, { occurrence: at(2), scope: 'one' });
    expect(row()).toMatchObject({ dueAt: at(9), exceptions: [at(2)] });
    expect(drawn(SERIES, ...MARCH)).toEqual([at(9), at(16), at(23), at(30, 7)]);
  });

  it('this one and those that follow: nothing comes after it, and what is to be done before stays', () => {
    const { run, row, drawn } = workspace({});
    run(skipOccurrence, { occurrence: at(16), scope: 'following' });
    expect(drawn(SERIES, ...MARCH)).toEqual([at(2), at(9)]);
    expect(row().status).toBe('Not Started');
  });

  it('is refused for what does not repeat', () => {
    const { run } = workspace({ recurrence: undefined });
    expect(run(skipOccurrence, { occurrence: at(2), scope: 'one' })).toMatchObject({
      ok: false,
      problem: { code: 'repeats-not' },
    });
  });
});

describe('editing by itself', () => {
  it('one becomes a record with the values of the series', () => {
    const { run, row } = workspace({});
    run(detachOccurrence, { occurrence: at(9), scope: 'one' });
    expect(row(occurrenceId(SERIES, at(9)))).toMatchObject({
      subject: 'Weekly call',
      dueAt: at(9),
      status: 'Not Started',
    });
  });

  it('an activity that a rule is given begins with its own time', () => {
    const { row, run } = workspace({ repeatsFrom: undefined });
    run(rescheduleActivity, { occurrence: null, scope: 'all', times: { dueAt: at(2, 10) } });
    expect(row().repeatsFrom).toBe(at(2, 10));
  });
});
