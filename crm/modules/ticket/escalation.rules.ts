/** What happens when a promise is broken: it is written down once, with whoever has to hear of it. */
import * as z from 'zod';
import { defineCommand, type RecordValues } from '../../kernel/command.ts';
import { fail, ok } from '../../kernel/result.ts';
import { statusCategory, type TicketRow } from './ticket.entity.ts';

/** In one act; a whole import that becomes late at once must not become one envelope of thousands. */
export const ESCALATIONS_MAX = 200;

export const ESCALATE = 'ticket.escalate';

const breachSchema = z.strictObject({
  ticket: z.uuid(),
  /** The instant at which the promise was broken, which every desktop computes alike. */
  at: z.iso.datetime(),
  /** Who hears of it when nobody has the ticket. */
  otherwise: z.uuid().optional(),
});
export type Breach = z.infer<typeof breachSchema>;

/**
 * The breach itself follows from the history, which no rule reads: whoever watches the clocks asks for this. What is
 * escalated already, or over, is passed over. Two desktops that do it at once write the same moment and the same
 * person, so that they end with one escalation.
 */
export const escalateTickets = defineCommand({
  name: ESCALATE,
  input: z.strictObject({ breaches: z.array(breachSchema).min(1).max(ESCALATIONS_MAX) }),
  plan({ breaches }, { read }) {
    const records: RecordValues[] = [];
    for (const { ticket, at, otherwise } of breaches) {
      const row = read.get('ticket', ticket) as TicketRow | undefined;
      if (row === undefined || !canEscalate(row, at)) continue;
      const escalatedTo = row.agent ?? otherwise;
      const values = {
        escalatedAt: at,
        ...(escalatedTo === undefined ? {} : { escalatedTo }),
      };
      records.push({ entity: 'ticket', id: ticket, create: false, values });
    }
    return records.length === 0
      ? fail({
          code: 'already-escalated',
          message: 'These tickets are escalated already, or over.',
          remedy: 'Nothing needs to be done.',
        })
      : ok({
          records,
          unlisted: true,
          label: records.length === 1 ? 'Escalate a ticket' : `Escalate ${records.length} tickets`,
        });
  },
});

/**
 * Once a breach: whoever was told of a broken promise need not be told again, until another one is broken. A breach is
 * another one when it is later: the moment of a breach follows from the history, so desktops that escalate at once
 * write one moment, and one whose policy has not arrived yet never takes a later one back.
 */
export function canEscalate(row: TicketRow, at: string): boolean {
  return (
    (row.escalatedAt === undefined || row.escalatedAt < at) &&
    row.mergedInto === undefined &&
    row.archivedAt === undefined &&
    statusCategory(row.status) !== 'Resolved'
  );
}
