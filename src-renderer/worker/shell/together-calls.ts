import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createTogetherCalls(shell: Shell): Pick<CallHandlers, 'news.list'> {
  return { 'news.list': async () => (await shell.workspace()).following.list() };
}
