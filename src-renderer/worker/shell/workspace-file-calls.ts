import type { workspaceFileCalls } from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import { fail } from '../../../crm/kernel/result.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createWorkspaceFileCalls(
  shell: Shell,
): Pick<CallHandlers, keyof typeof workspaceFileCalls> {
  const files = async () => (await shell.workspace()).files;
  return {
    'workspaceFile.write': async (input) => (await files())['workspaceFile.write'](input),
    'workspaceFile.open': async (input) => (await files())['workspaceFile.open'](input),
    'workspaceFile.rehearse': async (input) => (await files())['workspaceFile.rehearse'](input),
    'workspaceFile.run': async (input) => {
      const problem = (await shell.workspace()).diskProblem();
      return problem === null ? (await files())['workspaceFile.run'](input) : fail(problem);
    },
    'workspaceFile.cancel': async (input) => (await files())['workspaceFile.cancel'](input),
  };
}
