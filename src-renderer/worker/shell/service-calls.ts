import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

type ServiceCall = 'service.desk' | 'service.due' | 'service.articles' | 'service.articleText';

export function createServiceCalls(shell: Shell): Pick<CallHandlers, ServiceCall> {
  return {
    'service.desk': async (input) => (await shell.workspace()).service.desk(input),
    'service.due': async ({ ids }) => ({ due: { ...(await shell.workspace()).service.due(ids) } }),
    'service.articles': async (input) => ({
      articles: [...(await shell.workspace()).articles.suggest(input)],
    }),
    'service.articleText': async ({ id }) => ({
      text: await (await shell.workspace()).articles.textOf(id),
    }),
  };
}
