import { expect, it } from 'vitest';
import { quickTask } from './quick-task.ts';

/** A Wednesday, ten o’clock in Berlin; the clocks go forward on the Sunday after. */
const NOW_MS = Date.parse('2026-03-25T09:00:00.000Z');

it.each<readonly [string, string, string | null]>([
  ['tomorrow 9:00 call Ada', 'call Ada', '2026-03-26T08:00'],
  ['call Ada tomorrow at 9:30', 'call Ada', '2026-03-26T08:30'],
  ['Send the offer', 'Send the offer', null],
  ['Friday send the offer', 'send the offer', '2026-03-27T08:00'],
  ['monday 8am stand-up', 'stand-up', '2026-03-30T06:00'],
  ['Wednesday review', 'review', '2026-04-01T07:00'],
  ['today 17:00 close the books', 'close the books', '2026-03-25T16:00'],
  ['17:00 close the books', 'close the books', '2026-03-25T16:00'],
  ['8:00 water the plants', 'water the plants', '2026-03-26T07:00'],
  ['2026-04-02 renew the contract', 'renew the contract', '2026-04-02T07:00'],
  ['call about Monday figures', 'call about Monday figures', null],
  ['call 3 customers', 'call 3 customers', null],
  ['order 100', 'order 100', null],
  ['meet at the office', 'meet at the office', null],
  ['tomorrow', 'tomorrow', null],
  ['pay at 25:00', 'pay at 25:00', null],
  ['', '', null],
])('“%s”', (line, subject, dueAt) => {
  const read = quickTask(line, NOW_MS, 'Europe/Berlin');
  expect([read.subject, read.dueAt?.slice(0, 16) ?? null]).toEqual([subject, dueAt]);
});

it.each<readonly [string, string, string | null, string | undefined]>([
  [
    'every monday 9:00 send the report',
    'send the report',
    '2026-03-30T07:00',
    'FREQ=WEEKLY;BYDAY=MO',
  ],
  ['every fri tidy up', 'tidy up', '2026-03-27T08:00', 'FREQ=WEEKLY;BYDAY=FR'],
  ['every day 17:00 close the books', 'close the books', '2026-03-25T16:00', 'FREQ=DAILY'],
  ['every day water the plants', 'water the plants', '2026-03-26T08:00', 'FREQ=DAILY'],
  ['every customer gets a card', 'every customer gets a card', null, undefined],
])('“%s” comes again', (line, subject, dueAt, recurrence) => {
  const read = quickTask(line, NOW_MS, 'Europe/Berlin');
  expect([read.subject, read.dueAt?.slice(0, 16) ?? null, read.recurrence]).toEqual([
    subject,
    dueAt,
    recurrence,
  ]);
});
