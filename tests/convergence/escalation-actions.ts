/** Promises are broken, and after an opening again or under a new policy once more; every desktop watches the clocks. */
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { canEscalate } from '../../crm/modules/ticket/escalation.rules.ts';
import type { TicketRow } from '../../crm/modules/ticket/ticket.entity.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { few, freshId, put } from './acting.ts';
import { isFromFile } from './import-files.ts';
import type { Action, Stage } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

/** Promised to nobody for longer than this: the breach follows from the record, as it does from a real history. */
const PROMISED_MS = 60_000;
const BREACHES_MAX = 3;
const YEAR_BEGAN_MS = Date.UTC(2026, 0, 1);

function breachOf(ticket: AnyRow, which: number): string {
  // When a ticket was made that two desktops import at once is one of two times: those have been broken since the year began.
  const begun = isFromFile(ticket['subject']) ? YEAR_BEGAN_MS : Date.parse(ticket.createdAt);
  return new Date(begun + which * PROMISED_MS).toISOString();
}

/** Several desktops may write down one broken promise at once, and some only know of the first of two. */
export const escalate: Action = async (stage, desktop, engine) => {
  const { world, breaches } = stage;
  const tickets = few(engine, 'ticket', 3);
  if (tickets.length < 3) {
    const values = { subject: `Ticket ${stage.serial++}`, status: 'Open' };
    const ticket = { entity: 'ticket', id: freshId(stage), create: true, values };
    return put(stage, engine, 'opens a ticket', ticket);
  }
  const broken = tickets.map((row) => {
    const known = breaches.get(row.id) ?? 1;
    return {
      row,
      which: world.chance(300) ? Math.min(known + 1, BREACHES_MAX) : 1 + world.roll(known),
    };
  });
  const done = await engine.run('ticket.escalate', {
    breaches: broken.map(({ row, which }) => ({ ticket: row.id, at: breachOf(row, which) })),
  });
  if (!done.ok) return `escalates ${done.problem.code}`;
  for (const { row, which } of broken)
    breaches.set(row.id, Math.max(which, breaches.get(row.id) ?? 1));
  if (engine.undoList().some(({ id }) => id === done.value.txId))
    throw new Violation(`desktop ${desktop.index} lists an escalation as something to undo`);
  return `escalates ${done.value.records.length}`;
};

/**
 * What every desktop does by itself as soon as it sees a ticket of which less is written down than was broken. Tells
 * whether it wrote something.
 */
export async function escalateAll({ breaches }: Stage, engine: Engine): Promise<boolean> {
  const due = [...breaches].flatMap(([id, which]) => {
    const row = engine.get('ticket', id);
    return row === undefined ? [] : [{ ticket: id, at: breachOf(row, which) }];
  });
  return due.length > 0 && (await engine.run('ticket.escalate', { breaches: due })).ok;
}

/** An open ticket has one escalation, at the moment of the last breach, however many desktops wrote it down. */
export function checkEscalations(desktop: SimDesktop, { breaches }: Stage): void {
  for (const ticket of desktop.rows().all('ticket')) {
    const { escalatedAt } = ticket;
    const which = breaches.get(ticket.id);
    const last = which === undefined ? undefined : breachOf(ticket, which);
    const isDue = last !== undefined && canEscalate(ticket as TicketRow, last);
    const known = Array.from({ length: BREACHES_MAX }, (_, at) => breachOf(ticket, at + 1));
    if (isDue || (escalatedAt !== undefined && !known.includes(escalatedAt as string)))
      throw new Violation(`ticket ${ticket.id} is escalated at ${JSON.stringify(escalatedAt)}`);
  }
}
