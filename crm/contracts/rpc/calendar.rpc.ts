import * as z from 'zod';
import { nothing } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

/** Colleagues chosen at once; more are everybody. */
const OWNERS_MAX = 200;
/** Longest range in one question: six weeks of a month are 42 days. */
export const CALENDAR_MAX_DAYS = 62;
/** More cannot be drawn in any useful way; a range that has more says so. */
export const CALENDAR_ENTRIES_MAX = 5000;

const momentSchema = z.iso.datetime({ precision: 3 });

export const calendarRangeSchema = z
  .strictObject({
    from: momentSchema,
    to: momentSchema,
    /** null: everybody's. */
    owners: z.array(z.uuid()).max(OWNERS_MAX).readonly().nullable(),
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= CALENDAR_MAX_DAYS * 86_400_000, {
    error: `expected at most ${CALENDAR_MAX_DAYS} days`,
  });

export const calendarEntrySchema = z.strictObject({
  key: z.string(),
  id: z.string(),
  occurrence: z.string().nullable(),
  repeats: z.boolean(),
  subject: z.string(),
  kind: z.string(),
  status: z.string().nullable(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  allDay: z.boolean(),
  startAt: z.string(),
  endAt: z.string(),
  open: z.boolean(),
});
export type ShownEntry = z.infer<typeof calendarEntrySchema>;

export const calendarCalls = {
  /** What is planned in a range; asked again after `calendar.changed`. */
  'calendar.entries': {
    input: calendarRangeSchema,
    output: z.strictObject({
      /** In the order of their times. */
      entries: z.array(calendarEntrySchema),
      /** How many there are, also where not all are given. */
      count: z.int(),
    }),
  },
} as const satisfies Calls;

export const calendarEvents = {
  /** Activities, or the names of people, are other ones now. */
  'calendar.changed': nothing,
} as const satisfies Events;
