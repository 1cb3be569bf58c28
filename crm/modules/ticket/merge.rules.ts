/** Two tickets about one thing become one; one ticket about two things becomes two. */
import * as z from 'zod';
import { defineCommand, type Reader, type RecordValues } from '../../kernel/command.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { TicketRow } from './ticket.entity.ts';

export const MERGE = 'ticket.merge';
export const SPLIT = 'ticket.split';

/** A chain of merges is short; more steps are a ring that two desktops closed at once. */
const CHAIN_MAX = 100;

/**
 * Where a ticket's story goes on: the end of the chain of merges. Two desktops may merge two tickets into each other
 * at once; then the one with the lower id goes on, on every desktop.
 */
export function survivorOf(read: Pick<Reader, 'get'>, id: string): TicketRow | undefined {
  const seen: TicketRow[] = [];
  let row = read.get('ticket', id) as TicketRow | undefined;
  while (row !== undefined && seen.length < CHAIN_MAX) {
    const { id: here, mergedInto } = row;
    const ringAt = seen.findIndex((one) => one.id === here);
    if (ringAt >= 0) return seen.slice(ringAt).toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
    seen.push(row);
    if (mergedInto === undefined) return row;
    row = read.get('ticket', mergedInto) as TicketRow | undefined;
  }
  // What it was merged into is not here: it has not arrived, or was removed.
  return seen.at(-1);
}

const gone = {
  code: 'record-gone',
  message: 'One of these tickets no longer exists.',
  remedy: 'Choose another one.',
} as const;

/**
 * The duplicate is closed and points to the survivor. Nothing is copied: its activities and notes stay its own and are
 * read from the survivor's page, so that taking the merge back days later takes nothing from either.
 */
export const mergeTickets = defineCommand({
  name: MERGE,
  input: z.strictObject({ ticket: z.uuid(), into: z.uuid() }),
  plan({ ticket: id, into }, { read }) {
    const row = read.get('ticket', id) as TicketRow | undefined;
    const target = survivorOf(read, into);
    if (row === undefined || target === undefined) return fail(gone);
    if (row.mergedInto !== undefined) {
      return fail({
        code: 'already-merged',
        message: 'This ticket is merged into another one already.',
        remedy: 'Undo that merge first, or merge the other one.',
        record: `ticket/${id}`,
      });
    }
    if (target.id === id) {
      return fail({
        code: 'same-ticket',
        message: 'A ticket cannot be merged into itself, nor into one that was merged into it.',
        remedy: 'Choose another one.',
        record: `ticket/${id}`,
      });
    }
    const records: RecordValues[] = [
      {
        entity: 'ticket',
        id,
        create: false,
        values: { mergedInto: target.id, status: 'Closed' },
      },
    ];
    // What was merged into the duplicate is read from the survivor, not two clicks away.
    for (const other of read.all('ticket')) {
      if (other['mergedInto'] !== id) continue;
      records.push({
        entity: 'ticket',
        id: other.id,
        create: false,
        values: { mergedInto: target.id },
      });
    }
    return ok({ records, label: `Merge ${nameOf(row)} into ${nameOf(target)}` });
  },
});

function nameOf(row: TicketRow): string {
  return row.subject ?? 'a ticket';
}

/** What a ticket about the second thing begins with. */
const CARRIED = [
  'contact',
  'account',
  'product',
  'queue',
  'agent',
  'priority',
  'type',
  'channel',
] as const;

/** Activities that go along into the new ticket; a person chose each of them. */
const ACTIVITIES_MAX = 200;

export const splitTicket = defineCommand({
  name: SPLIT,
  input: z.strictObject({
    ticket: z.uuid(),
    /** Of the new one, so that the window can open it. */
    id: z.uuid(),
    subject: z.string().trim().min(1).max(500),
    description: z.string().max(20_000).optional(),
    /** These are about the new ticket as well from now on. */
    activities: z.array(z.uuid()).max(ACTIVITIES_MAX),
  }),
  plan({ ticket, id, subject, description, activities }, { read }) {
    const row = read.get('ticket', ticket) as TicketRow | undefined;
    if (row === undefined) return fail({ ...gone, record: `ticket/${ticket}` });
    if (read.get('ticket', id) !== undefined) {
      return fail({
        code: 'already-split',
        message: 'This split is done already.',
        remedy: 'The new ticket is linked from the old one.',
        record: `ticket/${id}`,
      });
    }
    const carried = Object.fromEntries(CARRIED.map((key) => [key, row[key]]));
    const values = {
      ...carried,
      subject,
      ...(description === undefined || description === '' ? {} : { description }),
      status: 'New',
      splitFrom: ticket,
    };
    const records: RecordValues[] = [{ entity: 'ticket', id, create: true, values }];
    for (const activity of activities) {
      const about = read.get('activity', activity)?.['about'] as readonly string[] | undefined;
      if (about === undefined) continue;
      const name = `ticket/${id}`;
      records.push({
        entity: 'activity',
        id: activity,
        create: false,
        values: { about: [...new Set([...about, name])].toSorted() },
      });
    }
    return ok({ records, label: `Split ${nameOf(row)}` });
  },
});
