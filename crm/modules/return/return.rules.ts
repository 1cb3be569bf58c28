import * as z from 'zod';
import {
  defineCommand,
  type ModuleDef,
  type RecordAction,
  type WriteRule,
} from '../../kernel/command.ts';
import type { Row } from '../../kernel/fields/rows.field.ts';
import { fail, ok } from '../../kernel/result.ts';
import { dayOfWorkspace } from '../../kernel/workspace-zone.ts';
import type { TicketRow } from '../ticket/ticket.entity.ts';

const MAKE_RETURN = 'return.make';

/** Goods that have come are dated; a return is closed when it is said of each of its goods what becomes of it. */
export const returnOnWrite: WriteRule = (before, patch, { read, now }) => {
  const { status } = patch;
  if (status === before?.['status']) return { ok: true, patch };
  if (status === 'Received') {
    const received = 'receivedOn' in patch ? patch['receivedOn'] : before?.['receivedOn'];
    if (received !== undefined && received !== null) return { ok: true, patch };
    return { ok: true, patch: { ...patch, receivedOn: dayOfWorkspace(read, now) } };
  }
  if (status !== 'Closed') return { ok: true, patch };
  const lines = (patch['lines'] ?? before?.['lines'] ?? []) as readonly Row[];
  const open = lines.filter(({ disposition }) => typeof disposition !== 'string').length;
  if (lines.length > 0 && open === 0) return { ok: true, patch };
  return {
    ok: false,
    problem: {
      code: 'no-disposition',
      message:
        lines.length === 0
          ? 'It is not said which goods came back.'
          : `Of ${open} of ${lines.length} goods it is not said what becomes of them.`,
      remedy: 'Choose repair, replace, refund or reject for each of its goods, then close it.',
      fields: ['lines'],
    },
  };
};

/** Who is not named is whoever the ticket is from. */
export const returnOnCreate: NonNullable<ModuleDef['onCreate']> = (values, { read }) => {
  const { ticket } = values;
  const row = typeof ticket === 'string' ? read.get('ticket', ticket) : undefined;
  if (row === undefined) return values;
  const { account, contact } = row;
  return {
    ...(account === undefined ? {} : { account }),
    ...(contact === undefined ? {} : { contact }),
    ...values,
  };
};

/** From a ticket: its people, and its product as the first of the goods. */
export const makeReturn = defineCommand({
  name: MAKE_RETURN,
  input: z.strictObject({ ticket: z.uuid() }),
  plan({ ticket: id }, { read, actor, newId }) {
    const ticket = read.get('ticket', id) as TicketRow | undefined;
    if (ticket === undefined) {
      return fail({
        code: 'record-gone',
        message: 'This ticket no longer exists.',
        remedy: 'Make the return from the list of returns.',
        record: `ticket/${id}`,
      });
    }
    const { subject = 'a ticket', account, contact, product } = ticket;
    const values = {
      subject,
      status: 'Requested',
      owner: ticket.agent ?? actor,
      ticket: id,
      ...(account === undefined ? {} : { account }),
      ...(contact === undefined ? {} : { contact }),
      ...(product === undefined ? {} : { lines: [{ id: 'first', product, quantity: 1 }] }),
    };
    return ok({
      records: [{ entity: 'return', id: newId(), create: true, values }],
      label: `Return for ${subject}`,
    });
  },
});

/** In the bar of a ticket’s page, beside what else becomes of it. */
export const returnAction: RecordAction = {
  command: MAKE_RETURN,
  label: 'New return',
  icon: 'package-back',
  isOffered: ({ archivedAt, mergedInto }) => archivedAt === undefined && mergedInto === undefined,
  input: ({ id }) => ({ ticket: id }),
  said: (title) => `Return made for ${title}`,
  opens: 'return',
  fills: 'ticket',
};
