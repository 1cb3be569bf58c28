/**
 * What the next screen is going to ask is asked before that screen is made: the worker finds the answer while the old
 * screen still stands, and the new one is drawn once, with its answer, instead of empty and then again.
 */
import type { Query } from '../../../crm/kernel/query.ts';
import { NOTHING, QueryLine, type LiveAnswer } from './query-line.ts';
import type { WorkerClient } from './worker-client.ts';

/** Nobody waits longer for an answer than this before the screen comes without it. */
const WAIT_MAX_MS = 100;
/** A screen that has not come by then does not come. */
const KEEP_MAX_MS = 2_000;

/** By client, as a window of a test may have several; then by the question as text. */
const lines = new WeakMap<WorkerClient, Map<string, QueryLine>>();

function linesOf(client: WorkerClient): Map<string, QueryLine> {
  let known = lines.get(client);
  if (known === undefined) lines.set(client, (known = new Map()));
  return known;
}

/** Resolves when there is an answer, or when it is not to be waited for any longer. */
export function askAhead(client: WorkerClient, query: Query): Promise<void> {
  const text = JSON.stringify(query);
  const ahead = linesOf(client);
  if (ahead.has(text)) return Promise.resolve();
  const line = new QueryLine(client);
  ahead.set(text, line);
  setTimeout(() => {
    if (ahead.get(text) !== line) return;
    ahead.delete(text);
    line.close();
  }, KEEP_MAX_MS);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MAX_MS);
    line.show = () => {
      clearTimeout(timer);
      resolve();
    };
    line.ask(text);
  });
}

/** The answer to a question that was asked ahead, for the first drawing. */
export function answeredAhead(client: WorkerClient, text: string): LiveAnswer {
  return linesOf(client).get(text)?.latest ?? NOTHING;
}

/** Its line from now on belongs to the caller. */
export function takeAhead(client: WorkerClient, text: string): QueryLine | undefined {
  const ahead = linesOf(client);
  const line = ahead.get(text);
  ahead.delete(text);
  return line;
}
