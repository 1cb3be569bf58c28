import type { DefinitionRows } from '../../../crm/contracts/rpc/definition.rpc.ts';
import { definitionRowsOf } from './definition-rows.ts';
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
  return definitionRowsOf(shell.openNow() ?? undefined);
}
