import { newId } from '../../crm/kernel/ids.ts';
import type { Action } from './actions.ts';

/**
 * A lead is converted onto records that are there, or onto new ones, as somebody chooses; a colleague may choose
 * otherwise at the same time. What became two is put together when merges are settled.
 */
export const convertOnto: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  const open = [...engine.all('lead')]
    .filter((lead) => lead['convertedAt'] === undefined && lead.archivedAt === undefined)
    .toSorted(byId);
  const lead = open[world.roll(Math.min(2, Math.max(1, open.length)))];
  if (lead === undefined) {
    const id = newId({ nowMs: world.nowMs }, world.random);
    const values = { lastName: `Lead ${stage.serial++}`, company: `Company ${stage.serial}` };
    const records = [{ entity: 'lead', id, create: true, values }];
    await engine.write(records, { label: 'lead', batch: '' });
    return `captures lead ${id.slice(-4)}`;
  }
  const chosen = (entity: string): string | null => {
    const few = [...engine.all(entity)].filter((row) => row.archivedAt === undefined);
    const one = few.toSorted(byId)[world.roll(3)];
    return world.chance(600) ? (one?.id ?? null) : null;
  };
  const onto = { account: chosen('account'), contact: chosen('contact') };
  const done = await engine.run('lead.convert', { lead: lead.id, onto });
  if (done.ok) stage.ledger.acts.add(done.value.txId);
  const ends = Object.values(onto).map((id) => id?.slice(-4) ?? 'new');
  return `converts lead ${lead.id.slice(-4)} onto ${ends.join(', ')} ${done.ok ? 'confirmed' : done.problem.code}`;
};
