import { mergedInto } from '../../crm/modules/merge/survivor.ts';
import type { Action } from './actions.ts';

/**
 * People merge, take apart, and link to what others merge meanwhile, also in opposite directions. What that leaves to be
 * put right is put right by whoever sees it.
 */
export const mergeSome: Action = async (stage, _desktop, engine) => {
  const { world, ledger } = stage;
  const entity = world.pick(['contact', 'account']);
  // Mostly the same two, so that desktops merge them into each other.
  const few = [...engine.all(entity)]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, world.chance(700) ? 2 : 4);
  const one = few[world.roll(Math.max(1, few.length))];
  const other = few[world.roll(Math.max(1, few.length))];
  if (one === undefined || other === undefined) return 'merges nothing';
  const run = async (name: string, input: unknown): Promise<string> => {
    const done = await engine.run(name, input);
    if (done.ok && engine.undoList().some(({ id }) => id === done.value.txId))
      ledger.acts.add(done.value.txId);
    return `${name} ${one.id.slice(-4)} ${other.id.slice(-4)} ${done.ok ? 'confirmed' : done.problem.code}`;
  };
  const dice = world.roll(100);
  if (dice < 45)
    return run('records.merge', { entity, survivor: one.id, losers: [other.id], take: {} });
  if (dice < 60) {
    const merged = [...engine.all(entity)].filter((row) => mergedInto(row) !== undefined);
    const loser = merged.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? one;
    return run('records.unmerge', { entity, loser: loser.id });
  }
  if (dice < 75) return run('merges.settle', {});
  const deals = [...engine.all('deal')].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 4);
  const deal = deals[world.roll(Math.max(1, deals.length))];
  if (deal === undefined) return 'links nothing';
  const values =
    entity === 'account' ? { account: one.id } : { contacts: [{ id: 'r1', contact: one.id }] };
  const done = await engine.write([{ entity: 'deal', id: deal.id, create: false, values }], {
    label: 'link',
    batch: '',
  });
  return `links deal ${deal.id.slice(-4)} to ${entity} ${one.id.slice(-4)} ${done.ok ? 'confirmed' : 'refused'}`;
};
