/** What people do to pipelines while others work in them. */
import { PIPELINE_ENTITY, pipelinesOf } from '../../crm/kernel/pipelines.ts';
import type { Result } from '../../crm/kernel/result.ts';
import { deal } from '../../crm/modules/deal/deal.entity.ts';
import type { Done } from '../../src-renderer/worker/engine/engine-api.ts';
import type { Action } from './actions.ts';

/** Stages are renamed, moved, added and removed while others move deals through them. */
export const changePipeline: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  // An act that changed nothing made no envelope, and promises nothing.
  const noted = (done: Result<Done>): string => {
    if (done.ok && engine.undoList().some(({ id }) => id === done.value.txId))
      stage.ledger.acts.add(done.value.txId);
    return done.ok ? 'confirmed' : done.problem.code;
  };
  const run = async (name: string, input: object): Promise<string> =>
    `${name} of a pipeline ${noted(await engine.run(`pipeline.${name}`, input))}`;
  const pipelines = pipelinesOf(deal, [...engine.all(PIPELINE_ENTITY)]);
  const { value: pipeline, stages } = world.pick(pipelines);
  const one = world.pick(stages).value;
  const into = world.pick(stages).value;
  switch (
    world.pick(['move', 'move', 'set', 'place', 'add', 'remove', 'create', 'drop', 'rename'])
  ) {
    case 'set':
      return run('setStage', { pipeline, stage: one, label: `Stage ${stage.serial++}` });
    case 'place':
      return run('moveStage', { pipeline, stage: one, by: world.chance(500) ? 1 : -1 });
    case 'add':
      return run('addStage', { pipeline, label: `Stage ${stage.serial++}`, outcome: 'open' });
    case 'remove':
      return run('removeStage', { pipeline, stage: one, into });
    case 'create':
      if (pipelines.length > 3) return 'creates no pipeline';
      return run('create', { name: `Pipeline ${stage.serial++}`, like: pipeline });
    case 'rename':
      return run('rename', { pipeline, name: `Pipeline ${stage.serial++}` });
    case 'drop': {
      const [first, second] = pipelines;
      return run('remove', { pipeline: (second ?? first)?.value, into: first?.value });
    }
    default: {
      const rows = [...engine.all('deal')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const row = rows.length === 0 ? undefined : world.pick(rows.slice(0, 4));
      if (row === undefined) return 'moves no deal';
      const values = { stage: { stage: one, rank: 'a0' }, lostReason: 'Price' };
      const input = { entity: 'deal', id: row.id, create: false, values };
      const done = await engine.write([input], { label: 'move', batch: '' });
      return `moves deal ${row.id.slice(-4)} ${noted(done)}`;
    }
  }
};
