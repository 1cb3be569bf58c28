/** Acts over many records, as the selection bar of a list makes them. */
import { newId } from '../../crm/kernel/ids.ts';
import { entityNamed } from '../../crm/modules/registry.ts';
import { createBulkJobs } from '../../src-renderer/worker/bulk/bulk-jobs.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import type { Stage } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';

/** One wish over many records, some of which others change at the same time: members of a set, and a plain value. */
export async function changeMany(
  stage: Stage,
  _desktop: SimDesktop,
  engine: Engine,
): Promise<string> {
  const { world } = stage;
  const rows = [...engine.all('account')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (rows.length === 0) return 'edits nothing at once';
  const member = `b${stage.serial++}`;
  const jobs = createBulkJobs({
    engine,
    entityNamed,
    newId: () => newId({ nowMs: world.nowMs }, world.random),
    pause: () => Promise.resolve(),
    currency: () => 'EUR',
    country: () => 'DE',
  });
  const ids = rows.map(({ id }) => id);
  const sets = world.chance(500);
  const done = await jobs.run(
    {
      job: newId({ nowMs: world.nowMs }, world.random),
      entity: 'account',
      label: 'change many',
      whole: true,
      edit: sets
        ? { kind: 'members', ids, field: 'tags', add: [member], remove: [] }
        : { kind: 'values', ids, values: { territory: member } },
    },
    () => undefined,
  );
  if (done.ok && done.value.txId !== '') {
    stage.ledger.acts.add(done.value.txId);
    if (sets) {
      for (const id of ids) {
        const act = done.value.txId;
        stage.ledger.members.push({ act, entity: 'account', id, field: 'tags', member });
      }
    }
  }
  return `edits ${ids.length} accounts at once ${done.ok ? 'confirmed' : done.problem.code}`;
}
