import type { importCalls } from '../../../crm/contracts/rpc/import.rpc.ts';
import { fail } from '../../../crm/kernel/result.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createImportCalls(shell: Shell): Pick<CallHandlers, keyof typeof importCalls> {
  return {
    'import.inspect': async (input) => (await shell.workspace()).imports['import.inspect'](input),
    'import.rehearse': async (input) => (await shell.workspace()).imports['import.rehearse'](input),
    'import.run': async (input) => {
      const { imports, diskProblem } = await shell.workspace();
      const problem = diskProblem();
      return problem === null ? imports['import.run'](input) : fail(problem);
    },
    'import.cancel': async (input) => (await shell.workspace()).imports['import.cancel'](input),
  };
}
