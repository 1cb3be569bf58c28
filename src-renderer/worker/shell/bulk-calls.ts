import type { bulkCalls } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import { fail } from '../../../crm/kernel/result.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createBulkCalls(shell: Shell): Pick<CallHandlers, keyof typeof bulkCalls> {
  return {
    'bulk.run': async (wish, session) => {
      const { bulk, diskProblem } = await shell.workspace();
      const problem = diskProblem();
      if (problem !== null) return fail(problem);
      return bulk.run(wish, (progress) => session.emit('bulk.progress', progress));
    },
    'bulk.stop': async ({ job }) => {
      (await shell.workspace()).bulk.stop(job);
      return {};
    },
  };
}
