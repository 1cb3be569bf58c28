/** When a ticket counts as answered and as resolved. */
import * as z from 'zod';
import {
  defineCommand,
  type RecordAction,
  type RuleContext,
  type WriteRule,
} from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { fail, ok } from '../../kernel/result.ts';
import { statusCategory, type TicketRow } from './ticket.entity.ts';

const RESPOND = 'ticket.respond';
export const TAKE = 'ticket.take';

/**
 * Resolving sets the time of it unless one is given, opening again takes it away. A ticket that is new here and
 * resolved already (by an import) keeps what its file says: when that was is not for us to guess.
 */
export const ticketOnWrite: WriteRule = (before, written, context) => {
  const patch = withAccount(before, written, context);
  if (before === undefined || patch['status'] === undefined) return { ok: true, patch };
  const was = statusCategory((before as TicketRow).status) === 'Resolved';
  const is = statusCategory((patch['status'] as string | null) ?? undefined) === 'Resolved';
  if (is && !was) {
    const resolvedAt = patch['resolvedAt'] ?? before['resolvedAt'] ?? context.now;
    return { ok: true, patch: { ...patch, resolvedAt } };
  }
  if (was && !is) {
    // A merged ticket that is opened again stands on its own again: its clocks would run nowhere else.
    const alone = before['mergedInto'] === undefined ? {} : { mergedInto: null };
    return {
      ok: true,
      patch: { ...alone, ...patch, resolvedAt: patch['resolvedAt'] ?? null },
    };
  }
  return { ok: true, patch };
};

/** Who says whose ticket it is has said for which account, as long as nobody said otherwise. */
function withAccount(before: AnyRow | undefined, patch: Values, { read }: RuleContext): Values {
  const { contact } = patch;
  if (typeof contact !== 'string' || patch['account'] !== undefined) return patch;
  if (before?.['account'] !== undefined) return patch;
  const account = read.get('contact', contact)?.['account'];
  return typeof account === 'string' ? { ...patch, account } : patch;
}

/**
 * Somebody says that the customer has heard from us. It is said, not guessed: a status also moves when nobody has
 * answered, and a logged call may have been to somebody else.
 */
export const respondToTicket = defineCommand({
  name: RESPOND,
  input: z.strictObject({ ticket: z.uuid() }),
  plan({ ticket: id }, { read, now }) {
    const row = read.get('ticket', id) as TicketRow | undefined;
    if (row === undefined || row.firstRespondedAt !== undefined) {
      return fail({
        code: row === undefined ? 'record-gone' : 'already-responded',
        message:
          row === undefined
            ? 'This ticket no longer exists.'
            : 'The first response to this ticket is recorded already.',
        remedy: 'Its time is among the ticket’s fields and can be changed there.',
        record: `ticket/${id}`,
      });
    }
    const values = {
      firstRespondedAt: now,
      ...(row.status === 'New' ? { status: 'Open' } : {}),
    };
    return ok({
      records: [{ entity: 'ticket', id, create: false, values }],
      label: `First response to ${row.subject ?? 'a ticket'}`,
    });
  },
});

/** Whoever takes a ticket works on it now: it is theirs, and no longer new. */
export const takeTicket = defineCommand({
  name: TAKE,
  input: z.strictObject({ ticket: z.uuid() }),
  plan({ ticket: id }, { read, actor }) {
    const row = read.get('ticket', id) as TicketRow | undefined;
    if (row === undefined || row.agent === actor) {
      return fail({
        code: row === undefined ? 'record-gone' : 'already-yours',
        message:
          row === undefined ? 'This ticket no longer exists.' : 'This ticket is yours already.',
        remedy: 'Take another one.',
        record: `ticket/${id}`,
      });
    }
    const values = { agent: actor, ...(row.status === 'New' ? { status: 'Open' } : {}) };
    return ok({
      records: [{ entity: 'ticket', id, create: false, values }],
      label: `Take ${row.subject ?? 'a ticket'}`,
    });
  },
});

export const respondAction: RecordAction = {
  command: RESPOND,
  label: 'First response sent',
  icon: 'mail',
  isOffered: (row) =>
    row['firstRespondedAt'] === undefined &&
    row.archivedAt === undefined &&
    statusCategory((row as TicketRow).status) !== 'Resolved',
  input: (row) => ({ ticket: row.id }),
  said: (title) => `First response to “${title}” noted`,
};
