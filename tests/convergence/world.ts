/**
 * A small deterministic world: virtual time, one queue of events, one seeded source of chance. Everything that the
 * engine and the relay do happens inside events of this queue, so a seed replays to the same end, step by step.
 */
import { seededRandom } from '../../src-renderer/worker/engine/engine-fixture.ts';
import { randomInt, type Random } from '../../crm/kernel/ports.ts';

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface World {
  readonly random: Random;
  /** From here on chance follows from the seed and this part of it alone, whatever came before. */
  readonly beginPart: (part: string) => void;
  readonly nowMs: () => number;
  /** An integer in [0, bound). */
  readonly roll: (bound: number) => number;
  /** True with a chance of `perMille` in a thousand. */
  readonly chance: (perMille: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Runs events until virtual time has advanced by `ms`, or until `until` says stop. */
  readonly run: (ms: number, until?: () => boolean) => Promise<void>;
  /** A line in the trace that is printed when a seed fails. */
  readonly note: (line: string) => void;
  readonly trace: readonly string[];
}

/** Keeps a failing seed's output readable; the seed replays the rest. */
const TRACE_MAX_LINES = 400;

/** FNV-1a: neighbouring parts get seeds that have nothing in common. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/** All promise chains that can go on without a new event have gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createWorld(seed: number): World {
  let source = seededRandom(seed);
  const random: Random = { bytes: (length) => source.bytes(length) };
  const queue: Event[] = [];
  const trace: string[] = [];
  let now = 0;
  let order = 0;

  // A binary heap by (time, order); equal times run in the order in which they were asked for.
  const isBefore = (a: Event, b: Event): boolean =>
    a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  function push(event: Event): void {
    let index = queue.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = queue[parent];
      if (above === undefined || isBefore(above, event)) break;
      queue[index] = above;
      queue[parent] = event;
      index = parent;
    }
  }
  function pop(): Event | undefined {
    const [first] = queue;
    const last = queue.pop();
    if (first === undefined || last === undefined || queue.length === 0) return first;
    queue[0] = last;
    let index = 0;
    for (;;) {
      const left = queue[2 * index + 1];
      const right = queue[2 * index + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const smaller = isRight ? right : left;
      if (!isBefore(smaller, last)) break;
      const at = 2 * index + (isRight ? 2 : 1);
      queue[index] = smaller;
      queue[at] = last;
      index = at;
    }
    return first;
  }

  function after(ms: number, run: () => void): () => void {
    const event: Event = { atMs: now + Math.max(0, ms), order: order++, run, cancelled: false };
    push(event);
    return () => void (event.cancelled = true);
  }

  return {
    random,
    beginPart: (part) => void (source = seededRandom(seedOf(`${seed} ${part}`))),
    trace,
    nowMs: () => now,
    roll: (bound) => randomInt(random, bound),
    chance: (perMille) => randomInt(random, 1000) < perMille,
    pick(items) {
      const item = items[randomInt(random, items.length)];
      if (item === undefined) throw new Error('picked from nothing');
      return item;
    },
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    async run(ms, until) {
      const end = now + ms;
      await settled();
      for (;;) {
        if (until?.() === true) return;
        const [next] = queue;
        if (next === undefined || next.atMs > end) break;
        pop();
        if (next.cancelled) continue;
        now = next.atMs;
        next.run();
        await settled();
      }
      now = end;
    },
    note(line) {
      trace.push(`${String(now).padStart(7)} ms  ${line}`);
      if (trace.length > TRACE_MAX_LINES) trace.shift();
    },
  };
}
