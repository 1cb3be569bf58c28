/**
 * Answering a ticket. The draft of a reply is the rich text of the activity that it will become: its id follows from
 * the ticket and from how many replies were sent, so that everybody who writes at once writes into one draft, and
 * taking a reply back brings its draft back.
 */
import * as z from 'zod';
import { defineCommand } from '../../kernel/command.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import { openPlaces } from './placeholders.ts';
import { statusCategory, type TicketRow } from './ticket.entity.ts';

export const SEND_REPLY = 'ticket.reply';

/** As much as a note holds; keeps an envelope under what the relay takes. */
const REPLY_MAX_CHARS = 200_000;

/** Replies that desktops which were apart sent at once, and that the count of one of them does not know. */
const AHEAD_MAX = 50;

type Answered = Pick<TicketRow, 'id' | 'repliesSent'>;

/**
 * The activities that the next reply may become, the likeliest first. Of two counts that were written at once one is
 * kept, and it may be the lower one: then the first of these are sent already.
 */
export function replyDraftIds({ id, repliesSent = 0 }: Answered): readonly string[] {
  return Array.from({ length: AHEAD_MAX }, (_, ahead) =>
    derivedId('ticket', id, 'reply', String(repliesSent + ahead)),
  );
}

/** The activity that the next reply to this ticket becomes. */
export function replyDraftId(ticket: Answered, isSent: (activity: string) => boolean): string {
  const ids = replyDraftIds(ticket);
  return ids.find((id) => !isSent(id)) ?? ids[0] ?? '';
}

export const sendReply = defineCommand({
  name: SEND_REPLY,
  input: z.strictObject({
    ticket: z.uuid(),
    /** The draft that the person saw: a teammate may have sent it meanwhile. */
    draft: z.uuid(),
    text: z.string().max(REPLY_MAX_CHARS),
    /** Document names of what the reply is about besides the ticket. */
    about: z.array(z.string().max(96)).max(20),
    /** What the ticket then waits for; absent: its status stays. */
    status: z.enum(['Open', 'Waiting on customer', 'Resolved']).optional(),
  }),
  plan({ ticket: id, draft, text, about, status }, { read, now, actor }) {
    const row = read.get('ticket', id) as TicketRow | undefined;
    const record = `ticket/${id}`;
    if (row === undefined) {
      return fail({
        code: 'record-gone',
        message: 'This ticket no longer exists.',
        remedy: 'It may have been removed by a teammate; undo brings it back.',
        record,
      });
    }
    const isSent = (activity: string): boolean => read.get('activity', activity) !== undefined;
    if (replyDraftId(row, isSent) !== draft || isSent(draft)) {
      return fail({
        code: 'already-sent',
        message: 'A teammate has sent this reply already.',
        remedy: 'It stands on the timeline. What is still to be said goes into the next one.',
        record,
      });
    }
    if (text.trim() === '') {
      return fail({
        code: 'empty-reply',
        message: 'There is nothing to send yet.',
        remedy: 'Write a few words, or put in a saved reply.',
        record,
      });
    }
    const open = openPlaces(text);
    if (open.length > 0) {
      return fail({
        code: 'open-places',
        message: `Still to be filled in: ${open.map((name) => `{{${name}}}`).join(', ')}.`,
        remedy: 'Write what belongs there, or take it out.',
        record,
      });
    }
    const next = status ?? (statusCategory(row.status) === 'Open' ? 'Open' : row.status);
    return ok({
      records: [
        {
          entity: 'activity',
          id: draft,
          create: true,
          values: {
            kind: 'Email',
            subject: `Re: ${row.subject ?? 'your request'}`,
            body: text.trim(),
            direction: 'Outbound',
            status: 'Held',
            startAt: now,
            owner: actor,
            about: [...new Set([record, ...about])].toSorted(),
            ...(row.contact === undefined ? {} : { participants: [`contact/${row.contact}`] }),
          },
        },
        {
          entity: 'ticket',
          id,
          create: false,
          values: {
            repliesSent: (row.repliesSent ?? 0) + 1 + replyDraftIds(row).indexOf(draft),
            ...(row.firstRespondedAt === undefined ? { firstRespondedAt: now } : {}),
            ...(next === row.status ? {} : { status: next }),
          },
        },
      ],
      label: `Reply to ${row.subject ?? 'a ticket'}`,
    });
  },
});
