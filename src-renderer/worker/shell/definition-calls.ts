import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createDefinitionCalls(shell: Shell): Pick<CallHandlers, 'definitions.get'> {
  return {
    'definitions.get': async () => {
      const { state } = await shell.state();
      const early = shell.firstScreen()?.definitions;
      if (early !== undefined) return early;
      if (state === 'open') await shell.workspace();
      return definitionRows(shell);
    },
  };
}

export function definitionRows(shell: Shell): DefinitionRows {
  return definitionRowsOf(shell.openNow()?.registry);
}

export function definitionRowsOf(registry: Registry | undefined): DefinitionRows {
  const definitions = registry?.definitions();
  return {
    fields: [...(definitions?.fields ?? [])] as unknown as DefinitionRows['fields'],
    objects: [...(definitions?.objects ?? [])] as unknown as DefinitionRows['objects'],
    pipelines: [...(definitions?.pipelines ?? [])] as unknown as DefinitionRows['pipelines'],
  };
}
