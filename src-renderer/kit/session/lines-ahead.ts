/**
 * What the next screen is going to need is asked for before that screen is made: the worker answers while the old one
 * still stands, and the new one is drawn once, with its answer, instead of empty and then again.
 */
import type { WorkerClient } from './worker-client.ts';

/** Nobody waits longer for an answer than this before the screen comes without it. */
const WAIT_MAX_MS = 100;
/** A screen that has not come by then does not come. */
const KEEP_MAX_MS = 2_000;

interface Ahead<Line> {
  readonly line: Line;
  readonly answered: Promise<void>;
}

/** Lines of one kind, by the name under which the screen is going to look for them. */
export class LinesAhead<Line extends { close: () => void }> {
  /** By client, as a window of a test may have several. */
  readonly #lines = new WeakMap<WorkerClient, Map<string, Ahead<Line>>>();

  /**
   * Opens a line, which calls `tell` when it is answered. Resolves then, or when it is not to be waited for any longer;
   * whoever asks for the same again waits for the same answer.
   */
  open(client: WorkerClient, name: string, make: (tell: () => void) => Line): Promise<void> {
    const ahead = this.#of(client);
    const known = ahead.get(name);
    if (known !== undefined) return known.answered;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, WAIT_MAX_MS);
    const line = make(() => {
      clearTimeout(timer);
      resolve();
    });
    ahead.set(name, { line, answered: promise });
    setTimeout(() => {
      if (ahead.get(name)?.line !== line) return;
      ahead.delete(name);
      line.close();
    }, KEEP_MAX_MS);
    return promise;
  }

  /** For the first drawing of the screen. */
  at(client: WorkerClient, name: string): Line | undefined {
    return this.#of(client).get(name)?.line;
  }

  /** From now on it belongs to the caller. */
  take(client: WorkerClient, name: string): Line | undefined {
    const ahead = this.#of(client);
    const line = ahead.get(name)?.line;
    ahead.delete(name);
    return line;
  }

  #of(client: WorkerClient): Map<string, Ahead<Line>> {
    let known = this.#lines.get(client);
    if (known === undefined) this.#lines.set(client, (known = new Map()));
    return known;
  }
}
