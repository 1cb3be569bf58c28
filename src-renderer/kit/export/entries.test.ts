import { beforeAll, describe, expect, test } from 'vitest';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { sampleRecords } from '../../../crm/samples/sample-records.ts';
import { createHarness, type Harness } from '../../worker/import/import-harness.ts';
import { CALENDAR_BEGIN, CALENDAR_END, entryOf } from './calendar-file.ts';
import { cardOf } from './card-file.ts';

const MEETING = '0190a6b2-0000-7000-8000-00000000000a';
let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
  for (const { entity, id, values } of sampleRecords('2026-03-02', 'EUR')) {
    await harness.put(entity, id, values);
  }
  await harness.put('activity', MEETING, {
    kind: 'Meeting',
    subject: 'Review, quarterly; with “notes”',
    body: 'One\nTwo',
    startAt: '2026-03-09T08:30:00.000Z',
    endAt: '2026-03-09T09:30:00.000Z',
    reminderAt: '2026-03-09T08:15:00.000Z',
    // Of six times one was done, and one is left out.
    recurrence: 'FREQ=WEEKLY;COUNT=6;BYDAY=MO',
    repeatsFrom: '2026-03-02T08:30:00.000Z',
    timeZone: 'Europe/Berlin',
    exceptions: ['2026-03-30T07:30:00.000Z'],
    status: 'Planned',
    priority: 'High',
  });
});

const title = (name: string, id: string): string | undefined => {
  const entity = entityNamed(name);
  const row = harness.engine.get(name, id);
  return entity && row && titleOf(entity, row);
};
const clean = (row: AnyRow | undefined, left: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row ?? {}).filter(
      ([key]) => !['id', 'createdAt', 'createdBy', 'externalId', 'owner', ...left].includes(key),
    ),
  );

describe('people as cards', () => {
  test('that are imported again change nobody and make nobody twice', async () => {
    const people = harness.rows('contact');
    expect(people.length).toBeGreaterThan(5);
    const before = people.map((row) => clean(row, []));
    const cards = people.map((row) => cardOf(row, title)).join('');
    const report = await harness.import('people.vcf', cards);
    expect(report).toMatchObject({ created: 0, problems: [], skippedCount: 0 });
    expect(harness.rows('contact').map((row) => clean(row, []))).toEqual(before);
  });

  test('that come to an empty workspace are the same people', async () => {
    const people = harness.rows('contact');
    const other = await createHarness();
    const cards = people.map((row) => cardOf(row, title)).join('');
    await other.import('people.vcf', cards, { createMissing: ['account'] });
    const byName = (from: Harness) =>
      from
        .rows('contact')
        .map((row) => clean(row, ['account', 'source', 'lifecycle', 'reportsTo', 'accounts']))
        .map(({ firstName, lastName, title: job, address, birthdate, emails, phones }) =>
          JSON.stringify({ firstName, lastName, job, address, birthdate, emails, phones }),
        )
        .map((text) => text.replaceAll(/,"(label|primary)":("[^"]*"|true)/g, ''))
        // A number is written as it is usual where it is at home.
        .map((text) => text.replaceAll(/(?<=[+\d]) (?=\d)/g, ''))
        .toSorted((a, b) => (a < b ? -1 : 1));
    expect(byName(other)).toEqual(byName(harness));
  });
});

describe('activities as a calendar', () => {
  test('that is imported again changes none and makes none twice', async () => {
    const timed = harness.rows('activity');
    const before = timed.map((row) => clean(row, []));
    const entries = timed.flatMap((row) => entryOf(row, title, 'Europe/Berlin') ?? []);
    expect(entries.length).toBeGreaterThan(3);
    const file = CALENDAR_BEGIN + entries.join('') + CALENDAR_END;
    expect(file).toContain('DTSTART;TZID=Europe/Berlin:20260309T093000');
    expect(file).toContain('COUNT=5');
    expect(file).toContain('EXDATE;TZID=Europe/Berlin:20260330T093000');
    const report = await harness.import('activities.ics', file, { keyField: 'externalId' });
    expect(report).toMatchObject({ created: 0, problems: [], skippedCount: 0 });
    const after = harness.rows('activity').map((row) => clean(row, []));
    expect(after.find((row) => row['subject'] === before.at(-1)?.['subject'])).toEqual(
      before.at(-1),
    );
    expect(after).toEqual(before);
  });
});
