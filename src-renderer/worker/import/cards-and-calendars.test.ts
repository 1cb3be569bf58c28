import { describe, expect, test } from 'vitest';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { occurrencesIn } from '../../../crm/modules/activity/recurrence.ts';
import { recurrenceOf } from '../../../crm/modules/activity/series.ts';
import { createHarness } from './import-harness.ts';

const card = (...lines: string[]): string =>
  ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('a vCard 2.1', () => {
  test('has its texts in whatever character set, its uses, and its picture left out', async () => {
    const harness = await createHarness();
    const report = await harness.import(
      'phone.vcf',
      card(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;Dr.;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller',
        'ORG:B\\;C Bau, GmbH;Einkauf',
        'TEL;CELL;PREF:+49 170 1234567',
        'TEL;WORK;VOICE:+49 30 1234',
        'EMAIL;INTERNET;HOME:joerg@mueller.example',
        'ADR;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:;;Stra=DFe 1=3B Hof;K=F6ln;;50667;Germany',
        'NOTE;ENCODING=QUOTED-PRINTABLE:First line=0D=0Asecond, with a long tail that the phone=',
        ' cuts',
        'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ',
        ' AAAQABAAD/2wBDAAoHBw',
        '',
        'BDAY:1974-05-09',
      ),
    );
    expect(report).toMatchObject({ created: 1, problems: [] });
    const [person] = harness.rows('contact');
    expect(person).toMatchObject({
      firstName: 'Jörg',
      lastName: 'Müller',
      salutation: 'Dr',
      department: 'Einkauf',
      birthdate: '1974-05-09',
      address: { street: 'Straße 1; Hof', city: 'Köln', postalCode: '50667', country: 'Germany' },
      description: 'First line\nsecond, with a long tail that the phone cuts',
      emails: [{ address: 'joerg@mueller.example', label: 'Home' }],
    });
    expect(harness.rows('account')).toMatchObject([{ name: 'B;C Bau, GmbH' }]);
    expect(person?.['phones']).toHaveLength(2);
  });

  test('stands beside one of version 3, which keeps its own escapes', async () => {
    const harness = await createHarness();
    await harness.import(
      'both.vcf',
      card('VERSION:2.1', 'N:Berg;Anna', 'NOTE:plain, with; marks') +
        card('VERSION:3.0', 'N:Ode;Ben', 'FN:Ben Ode', 'NOTE:one\\, two\\nthree'),
    );
    const notes = harness.rows('contact').map(({ description }) => String(description));
    expect(notes.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'one, two\nthree',
      'plain, with; marks',
    ]);
  });
});

/** Germany's clocks under the name that Outlook gives them. */
const OUTLOOK_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//T//EN', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

async function taken(ics: string) {
  const harness = await createHarness();
  const report = await harness.import('calendar.ics', ics);
  expect(report.problems).toEqual([]);
  const rows = harness.rows('activity') as readonly ActivityRow[];
  const series = rows.find(({ recurrence }) => recurrence !== undefined);
  const recurrence = series === undefined ? null : recurrenceOf(series);
  const times =
    recurrence === null
      ? []
      : occurrencesIn(recurrence, Date.parse('2026-01-01'), Date.parse('2027-01-01')).filter(
          (time) => series?.exceptions?.includes(time) !== true,
        );
  return { harness, rows, series, times };
}

describe('a series of a calendar', () => {
  const meeting = (zone: string, ...lines: string[]): string[] => [
    'BEGIN:VEVENT',
    'UID:weekly@other',
    'SUMMARY:Weekly',
    `DTSTART;TZID=${zone}:20260316T090000`,
    `DTEND;TZID=${zone}:20260316T100000`,
    ...lines,
    'END:VEVENT',
  ];

  test.each([
    ['Europe/Berlin', []],
    ['W. Europe Standard Time', OUTLOOK_ZONE],
    ['/freeassociation.example/Europe/Berlin', []],
  ])(
    'stays at its hour when the clocks of %s change, and ends after its count',
    async (zone, described) => {
      const { series, times } = await taken(
        calendar(...described, ...meeting(zone, 'RRULE:FREQ=WEEKLY;COUNT=4')),
      );
      expect(series?.repeatsFrom).toBe('2026-03-16T08:00:00.000Z');
      expect(times).toEqual([
        '2026-03-16T08:00:00.000Z',
        '2026-03-23T08:00:00.000Z',
        '2026-03-30T07:00:00.000Z',
        '2026-04-06T07:00:00.000Z',
      ]);
    },
  );

  test('leaves out what the file leaves out, and what it has elsewhere', async () => {
    const { rows, times } = await taken(
      calendar(
        ...meeting(
          'Europe/Berlin',
          'RRULE:FREQ=WEEKLY;UNTIL=20260413T070000Z',
          'EXDATE;TZID=Europe/Berlin:20260323T090000',
        ),
        'BEGIN:VEVENT',
        'UID:weekly@other',
        'SUMMARY:Weekly\\, later',
        'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000',
        'DTSTART;TZID=Europe/Berlin:20260330T110000',
        'DTEND;TZID=Europe/Berlin:20260330T120000',
        'END:VEVENT',
      ),
    );
    expect(times).toEqual([
      '2026-03-16T08:00:00.000Z',
      '2026-04-06T07:00:00.000Z',
      '2026-04-13T07:00:00.000Z',
    ]);
    expect(rows.map(({ subject, startAt }) => [subject, startAt])).toContainEqual([
      'Weekly, later',
      '2026-03-30T09:00:00.000Z',
    ]);
  });

  test('ends on a day that is written without a zone, that day included', async () => {
    const { times } = await taken(
      calendar(...meeting('America/New_York', 'RRULE:FREQ=WEEKLY;UNTIL=20260330')),
    );
    expect(times.at(-1)).toBe('2026-03-30T13:00:00.000Z');
  });

  test('has its further dates as entries of their own', async () => {
    const { rows } = await taken(
      calendar(
        ...meeting(
          'Europe/Berlin',
          'RRULE:FREQ=WEEKLY;COUNT=2',
          'RDATE;TZID=Europe/Berlin:20260401T140000,20260402T140000',
        ),
      ),
    );
    expect(rows.map(({ startAt, endAt }) => [startAt, endAt])).toContainEqual([
      '2026-04-01T12:00:00.000Z',
      '2026-04-01T13:00:00.000Z',
    ]);
    expect(rows).toHaveLength(3);
  });

  test('of whole days leaves out days', async () => {
    const { times } = await taken(
      calendar(
        'BEGIN:VEVENT',
        'UID:days@other',
        'SUMMARY:Fair',
        'DTSTART;VALUE=DATE:20260316',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;VALUE=DATE:20260317',
        'END:VEVENT',
      ),
    );
    expect(times).toEqual(['2026-03-16T00:00:00.000Z', '2026-03-18T00:00:00.000Z']);
  });

  test('that has gone on here is not put back by the same file', async () => {
    const ics = calendar(...meeting('Europe/Berlin', 'RRULE:FREQ=WEEKLY;COUNT=4'));
    const { harness, series } = await taken(ics);
    await harness.put('activity', series?.id ?? '', { startAt: '2026-03-23T08:00:00.000Z' });
    await harness.import('calendar.ics', ics);
    expect(harness.rows('activity')).toMatchObject([{ startAt: '2026-03-23T08:00:00.000Z' }]);
  });
});
