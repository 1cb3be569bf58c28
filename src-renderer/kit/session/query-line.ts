/** One subscription of a window. Questions are sent one after the other; of those that wait, only the newest is asked. */
import { withRowsInPlace, type Query, type QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { asked } from './show-together.ts';
import type { WorkerClient } from './worker-client.ts';

export interface LiveAnswer {
  /** undefined until the first answer; then the newest, also while the next one is on its way. */
  readonly result: QueryResult | undefined;
  readonly problem: Problem | undefined;
  /** The query that `result` answers. */
  readonly answers: Query | undefined;
}

export const NOTHING: LiveAnswer = { result: undefined, problem: undefined, answers: undefined };

/** A few rows in place are drawn in one go; a whole answer gives way to a key. */
type When = 'now' | 'soon';

export class QueryLine {
  /** The newest answer, shown or not. */
  latest: LiveAnswer = NOTHING;
  /** Told of every answer; nobody while a question is only asked ahead. */
  show: (when: When) => void = () => undefined;
  readonly #client: WorkerClient;
  readonly #stopListening: readonly (() => void)[];
  #subscription: number | undefined;
  #waiting: Query | undefined;
  /** The question that was asked last, as text. */
  #asked = '';
  #busy = false;
  #closed = false;

  constructor(client: WorkerClient) {
    this.#client = client;
    // While a new question is under way, a change of the old one's answer is out of date.
    const concerns = (subscription: number): boolean =>
      subscription === this.#subscription && !this.#busy && !this.#closed;
    this.#stopListening = [
      client.on('query.changed', ({ subscription, result }) => {
        if (concerns(subscription)) this.#showResult(result, this.latest.answers);
      }),
      client.on('query.rows', ({ subscription, inPlace }) => {
        // It comes a turn later than it happened: an answer that came between has it already.
        const shown = this.latest.result;
        if (shown !== undefined && inPlace.version > shown.version && concerns(subscription))
          this.#showResult(withRowsInPlace(shown, inPlace), this.latest.answers, 'now');
      }),
    ];
  }

  /**
   * Takes the query as text, by which it is known: the one that was asked last is not asked again. False: so it was, or
   * nobody is asked any more, and no answer comes for it.
   */
  ask(text: string): boolean {
    if (text === this.#asked || this.#closed) return false;
    this.#asked = text;
    this.#waiting = JSON.parse(text) as Query;
    if (!this.#busy) void this.#run();
    return true;
  }

  /** Another question waits already: what is shown meanwhile answers an older one. */
  get asksAgain(): boolean {
    return this.#waiting !== undefined;
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stopListening) stop();
    if (this.#subscription !== undefined && !this.#busy) this.#end(this.#subscription);
  }

  #showResult(result: QueryResult, answers: Query | undefined, when: When = 'soon'): void {
    this.latest = { result, problem: undefined, answers };
    this.show(when);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting !== undefined && !this.#closed) {
      const query = this.#waiting;
      this.#waiting = undefined;
      const answered = asked();
      const answer = await this.#send(query).finally(answered);
      if (this.#closed) break;
      if (answer.ok) this.#showResult(answer.value, query);
      else {
        this.latest = { result: undefined, problem: answer.problem, answers: query };
        this.show('soon');
      }
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
