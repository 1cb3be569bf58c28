import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createDefinitionCalls(shell: Shell): Pick<CallHandlers, 'definitions.get'> {
  return {
    'definitions.get': async () => {
      await shell.state();
      return definitionRows(shell);
    },
  };
}

export function definitionRows(shell: Shell): DefinitionRows {
  const definitions = shell.openNow()?.registry.definitions();
  return {
    fields: [...(definitions?.fields ?? [])] as unknown as DefinitionRows['fields'],
    objects: [...(definitions?.objects ?? [])] as unknown as DefinitionRows['objects'],
    pipelines: [...(definitions?.pipelines ?? [])] as unknown as DefinitionRows['pipelines'],
  };
}
