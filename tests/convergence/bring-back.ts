/** Tickets that come back from copies of a workspace, with the numbers that they had there. */
import { derivedId } from '../../crm/kernel/ids.ts';
import type { Action } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

/** Few records and few numbers, so that copies meet: the same ticket, and two tickets of one number. */
const COPIED_TICKETS = 4;
const COPIED_NUMBERS = 6;

export const bringBack: Action = async ({ world, ledger }, _desktop, engine) => {
  const which = world.roll(COPIED_TICKETS);
  // Most copies say the same of a ticket; some were made in a workspace that had given out other numbers.
  const number = world.chance(700) ? which + 1 : 1 + world.roll(COPIED_NUMBERS);
  const done = await engine.write(
    [
      {
        entity: 'ticket',
        id: derivedId('ticket', 'copy', String(which)),
        values: { subject: `Copied ${which}`, status: 'Open', number },
        create: true,
        trusted: true,
        stamps: { createdAt: '2025-01-01T00:00:00.000Z', createdBy: '', archivedAt: '' },
      },
    ],
    { label: 'Import of a copy', batch: '' },
  );
  if (done.ok && engine.undoList().some(({ id }) => id === done.value.txId))
    ledger.acts.add(done.value.txId);
  return `brings back ticket ${which} as ${number} ${done.ok ? 'confirmed' : done.problem.code}`;
};

/** Whoever asks for a ticket by its number gets one. */
export function checkNumbers(desktop: SimDesktop): void {
  const byNumber = new Map<number, string>();
  for (const ticket of desktop.rows().all('ticket')) {
    const { number } = ticket;
    if (typeof number !== 'number') throw new Violation(`ticket ${ticket.id} has no number`);
    const other = byNumber.get(number);
    if (other !== undefined)
      throw new Violation(`tickets ${other} and ${ticket.id} have the number ${number}`);
    byNumber.set(number, ticket.id);
  }
}
