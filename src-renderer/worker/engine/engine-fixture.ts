/** An engine alone on a memory disk, for tests of what one desktop does by itself. */

import { createRegistry } from '../../../crm/kernel/custom/registry.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import type { Clock, Random } from '../../../crm/kernel/ports.ts';
import { createRowStore } from '../rows/row-store.ts';
import { createDisk, type Disk, type DiskHooks } from '../store/memory-disk.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine-api.ts';
import type { EngineDeps } from './ports.ts';

/** A small, fast generator with a seed (mulberry32), so that a test's ids and client ids are the same every time. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}

export interface LoneEngine {
  readonly engine: Engine;
  readonly deps: EngineDeps;
  readonly newId: () => string;
}

interface LoneOptions {
  readonly hooks?: DiskHooks;
  readonly seed?: number;
  readonly deps?: Partial<EngineDeps>;
}

/** What an engine alone on a memory disk needs. */
export function loneDeps(disk: Disk, options: LoneOptions = {}): EngineDeps {
  let nowMs = Date.UTC(2026, 0, 5);
  const clock: Clock = { nowMs: () => (nowMs += 1000) };
  const random = seededRandom(options.seed ?? 1);
  const registry = createRegistry(builtInModules);
  return {
    store: createMemoryStore({
      disk,
      ...(options.hooks === undefined ? {} : { hooks: options.hooks }),
    }),
    rows: createRowStore(registry.entity),
    registry,
    clock,
    random,
    timers: { after: () => () => undefined },
    transport: { connect: () => ({ send: () => undefined, close: () => undefined }) },
    ...options.deps,
  };
}

export async function startLoneEngine(
  disk: Disk = createDisk(),
  options: LoneOptions = {},
): Promise<LoneEngine> {
  const deps = loneDeps(disk, options);
  const engine = createEngine(deps);
  await engine.start();
  engine.setActor('00000000-0000-7000-8000-000000000001');
  return { engine, deps, newId: () => newId(deps.clock, deps.random) };
}
