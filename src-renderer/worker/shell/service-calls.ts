import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

type ServiceCall = 'service.desk' | 'service.due';

export function createServiceCalls(shell: Shell): Pick<CallHandlers, ServiceCall> {
  return {
    'service.desk': async (input) => (await shell.workspace()).service.desk(input),
    'service.due': async ({ ids }) => ({ due: { ...(await shell.workspace()).service.due(ids) } }),
  };
}
