import { useEffect, useRef, useState } from 'react';
import { withRowsInPlace, type Query, type QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useSession } from './session.tsx';
import { asked, showTogether } from './show-together.ts';
import type { WorkerClient } from './worker-client.ts';

export interface LiveAnswer {
  /** undefined until the first answer; then the newest, also while the next one is on its way. */
  readonly result: QueryResult | undefined;
  readonly problem: Problem | undefined;
  /** The query that `result` answers. */
  readonly answers: Query | undefined;
}

const NOTHING: LiveAnswer = { result: undefined, problem: undefined, answers: undefined };

/**
 * A question that stays answered while the component is on screen. Changing the query keeps the subscription and
 * the old answer until the new one is there, so a list never blinks. Pass null to ask nothing.
 */
export function useLiveQuery(query: Query | null): LiveAnswer {
  const { client } = useSession();
  const [answer, setAnswer] = useState(NOTHING);
  const line = useRef<QueryLine | null>(null);
  // The query as text: a caller may build an equal object at every render.
  const text = query === null ? null : JSON.stringify(query);

  useEffect(() => {
    if (text === null) return;
    let newest = NOTHING;
    line.current ??= new QueryLine(client, (next, when) => {
      newest = next;
      if (when === 'now') setAnswer(next);
      // What waits to be shown is what it has become meanwhile.
      else showTogether(() => setAnswer(newest));
    });
    line.current.ask(JSON.parse(text) as Query);
  }, [client, text]);

  const asks = text !== null;
  useEffect(() => {
    if (!asks) return undefined;
    return () => {
      line.current?.close();
      line.current = null;
    };
  }, [asks]);
  return asks ? answer : NOTHING;
}

/** A few rows in place are drawn in one go; a whole answer gives way to a key. */
type When = 'now' | 'soon';

/** One subscription. Questions are sent one after the other; of those that wait, only the newest is asked. */
class QueryLine {
  readonly #client: WorkerClient;
  readonly #show: (answer: LiveAnswer, when: When) => void;
  readonly #stopListening: readonly (() => void)[];
  #shown: QueryResult | undefined;
  #subscription: number | undefined;
  #answers: Query | undefined;
  #waiting: Query | undefined;
  #busy = false;
  #closed = false;

  constructor(client: WorkerClient, show: (answer: LiveAnswer, when: When) => void) {
    this.#client = client;
    this.#show = show;
    // While a new question is under way, a change of the old one's answer is out of date.
    const concerns = (subscription: number): boolean =>
      subscription === this.#subscription && !this.#busy && !this.#closed;
    this.#stopListening = [
      client.on('query.changed', ({ subscription, result }) => {
        if (concerns(subscription)) this.#showResult(result, this.#answers);
      }),
      client.on('query.rows', ({ subscription, inPlace }) => {
        // It comes a turn later than it happened: an answer that came between has it already.
        const shown = this.#shown;
        if (shown !== undefined && inPlace.version > shown.version && concerns(subscription))
          this.#showResult(withRowsInPlace(shown, inPlace), this.#answers, 'now');
      }),
    ];
  }

  ask(query: Query): void {
    this.#waiting = query;
    if (!this.#busy) void this.#run();
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stopListening) stop();
    if (this.#subscription !== undefined && !this.#busy) this.#end(this.#subscription);
  }

  #showResult(result: QueryResult, answers: Query | undefined, when: When = 'soon'): void {
    this.#shown = result;
    this.#show({ result, problem: undefined, answers }, when);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting !== undefined && !this.#closed) {
      const query = this.#waiting;
      this.#waiting = undefined;
      const answered = asked();
      const answer = await this.#send(query).finally(answered);
      if (!answer.ok) {
        this.#show({ result: undefined, problem: answer.problem, answers: query }, 'soon');
        continue;
      }
      this.#answers = query;
      if (!this.#closed) this.#showResult(answer.value, query);
    }
    this.#busy = false;
    if (this.#closed && this.#subscription !== undefined) this.#end(this.#subscription);
  }

  async #send(query: Query) {
    const subscription = this.#subscription;
    if (subscription !== undefined) {
      return await this.#client.call('query.update', { subscription, query });
    }
    const opened = await this.#client.call('query.open', { query });
    if (!opened.ok) return opened;
    this.#subscription = opened.value.subscription;
    return { ok: true as const, value: opened.value.result };
  }

  #end(subscription: number): void {
    this.#subscription = undefined;
    void this.#client.call('query.close', { subscription });
  }
}
