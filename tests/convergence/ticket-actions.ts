/** What the desk does with the same few tickets at once: take, answer, split, resolve, open again, name a colleague. */
import { replyDraftId } from '../../crm/modules/ticket/reply.rules.ts';
import type { TicketRow } from '../../crm/modules/ticket/ticket.entity.ts';
import { few, freshId, noted, oneOf, personAt, put, run } from './acting.ts';
import type { Action } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

export const workOnTicket: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const ticket = oneOf(stage, engine, 'ticket') as TicketRow | undefined;
  if (ticket === undefined) return 'has no ticket';
  const { id } = ticket;
  const act = world.pick(['respond', 'take', 'reply', 'reply', 'split', 'status', 'status']);
  switch (act) {
    case 'respond':
    case 'take':
      return run(stage, engine, `ticket.${act}`, { ticket: id });
    case 'split': {
      const activities = few(engine, 'activity').map((row) => row.id);
      const subject = `Split ${stage.serial++}`;
      const input = { ticket: id, id: freshId(stage), subject, activities };
      return run(stage, engine, 'ticket.split', input);
    }
    case 'reply': {
      const status = world.pick(['', 'Waiting on customer', 'Resolved']);
      const input = {
        ticket: id,
        draft: replyDraftId(ticket, (id) => engine.get('activity', id) !== undefined),
        text: `Answer ${stage.serial++}`,
        about: [],
        ...(status === '' ? {} : { status }),
      };
      return run(stage, engine, 'ticket.reply', input);
    }
    default: {
      const status = world.pick(['Open', 'Resolved', 'Closed', 'Waiting on customer']);
      const input = { entity: 'ticket', id, create: false, values: { status } };
      return put(stage, engine, `${status} ticket ${id.slice(-4)}`, input);
    }
  }
};

/** Naming somebody, and having seen it; several desktops may be one person's. */
export const mention: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const me = personAt(desktop.index);
  if (world.chance(500)) {
    const open = [...engine.all('mention')].filter(
      (row) => row['person'] === me && row['seenAt'] === undefined,
    );
    if (open.length > 0)
      return run(stage, engine, 'mention.see', { ids: open.map(({ id }) => id).toSorted() });
  }
  const person = personAt(world.roll(3));
  const account = oneOf(stage, engine, 'account');
  if (account === undefined) return 'names nobody';
  if (engine.get('user', person) === undefined) {
    const values = { name: `Person ${person.at(-1) ?? ''}` };
    return put(stage, engine, 'a person', { entity: 'user', id: person, create: true, values });
  }
  const done = await engine.run('mention.make', { entity: 'account', id: account.id, person });
  return `mention.make ${noted(stage, engine, done)}`;
};

/** Whatever was sent at once, there is a reply that can be sent next. */
export function checkReplies(desktop: SimDesktop): void {
  const rows = desktop.rows();
  for (const row of rows.all('ticket')) {
    const isSent = (id: string): boolean => rows.get('activity', id) !== undefined;
    if (isSent(replyDraftId(row as TicketRow, isSent)))
      throw new Violation(`ticket ${row.id} cannot be answered: its next reply is sent already`);
  }
}
