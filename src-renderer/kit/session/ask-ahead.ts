/** Questions that are asked before the screen that shows their answers is made. */
import type { Query } from '../../../crm/kernel/query.ts';
import { LinesAhead } from './lines-ahead.ts';
import { NOTHING, QueryLine, type LiveAnswer } from './query-line.ts';
import type { WorkerClient } from './worker-client.ts';

/** By the question as text. */
const ahead = new LinesAhead<QueryLine>();

/** Resolves when there is an answer, or when it is not to be waited for any longer. */
export function askAhead(client: WorkerClient, query: Query): Promise<void> {
  const text = JSON.stringify(query);
  return ahead.open(client, text, (tell) => {
    const line = new QueryLine(client);
    line.show = tell;
    line.ask(text);
    return line;
  });
}

/** The answer to a question that was asked ahead, for the first drawing. */
export function answeredAhead(client: WorkerClient, text: string): LiveAnswer {
  return ahead.at(client, text)?.latest ?? NOTHING;
}

/** Its line from now on belongs to the caller. */
export function takeAhead(client: WorkerClient, text: string): QueryLine | undefined {
  return ahead.take(client, text);
}
