/** What a workspace has defined by itself, as windows get it. */
import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';

export function definitionRowsOf(registry: Registry | undefined): DefinitionRows {
  const definitions = registry?.definitions();
  return {
    fields: [...(definitions?.fields ?? [])] as unknown as DefinitionRows['fields'],
    objects: [...(definitions?.objects ?? [])] as unknown as DefinitionRows['objects'],
    pipelines: [...(definitions?.pipelines ?? [])] as unknown as DefinitionRows['pipelines'],
  };
}
