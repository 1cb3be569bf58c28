import type { qualityCalls } from '../../../crm/contracts/rpc/quality.rpc.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { ok } from '../../../crm/kernel/result.ts';
import { planMerge } from '../../../crm/modules/merge/merging.ts';
import { planUnmerge } from '../../../crm/modules/merge/unmerging.ts';
import { routeLead, teamOf } from '../../../crm/modules/routing/routing.rules.ts';
import type { Platform } from './platform.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

function entitiesOf(registry: Registry): readonly EntityDef[] {
  return registry.modules().map(({ entity }) => entity);
}

/** Previews run the rules that the commands run; nothing is written. */
export function createQualityCalls(
  shell: Shell,
  platform: Platform,
): Pick<CallHandlers, keyof typeof qualityCalls> {
  return {
    'duplicates.alike': async ({ entity, values, except }) =>
      (await shell.workspace()).duplicates.alike(entity, values, except),
    'duplicates.list': async ({ entity, limit }) =>
      (await shell.workspace()).duplicates.list(entity, limit),
    'merge.preview': async ({ entity, survivor, losers }) => {
      const { engine, registry } = await shell.workspace();
      const plan = planMerge(entitiesOf(registry), engine, { entity, survivor, losers, take: {} });
      return plan.ok ? ok({ moving: plan.value.moving }) : plan;
    },
    'routing.preview': async ({ values, count }) => {
      const { engine } = await shell.workspace();
      const team = teamOf(engine, new Date(platform.clock.nowMs()).toISOString());
      return Array.from({ length: count }, () => {
        const routed = routeLead(values, team);
        if (routed === undefined) return null;
        const owner = engine.titleOf('user', routed.owner) ?? '';
        return { owner, rule: routed.rule.name ?? '', why: routed.why };
      });
    },
    'unmerge.preview': async ({ entity, id }) => {
      const { engine, registry } = await shell.workspace();
      const plan = planUnmerge(entitiesOf(registry), engine, { entity, loser: id });
      return plan.ok ? ok({ moving: plan.value.moving, stay: [...plan.value.stay] }) : plan;
    },
  };
}
