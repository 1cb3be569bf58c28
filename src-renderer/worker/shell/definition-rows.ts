/** What a workspace has defined by itself, as windows get it. */
import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import { LAYOUT_ENTITY } from '../../../crm/kernel/layout.ts';
import type { Engine } from '../engine/engine-api.ts';

interface Defining {
  readonly registry: Registry;
  readonly engine: Pick<Engine, 'all'>;
}

export function definitionRowsOf(workspace: Defining | undefined): DefinitionRows {
  const definitions = workspace?.registry.definitions();
  return {
    fields: [...(definitions?.fields ?? [])] as unknown as DefinitionRows['fields'],
    objects: [...(definitions?.objects ?? [])] as unknown as DefinitionRows['objects'],
    pipelines: [...(definitions?.pipelines ?? [])] as unknown as DefinitionRows['pipelines'],
    // Nothing here depends on them: they are in force where pages are drawn.
    layouts: [...(workspace?.engine.all(LAYOUT_ENTITY) ?? [])],
  };
}
