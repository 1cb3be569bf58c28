/** One desktop: the real engine on a disk, a clock, a network and a safety file that the world controls. */
import { createRegistry, type Registry } from '../../crm/kernel/custom/registry.ts';
import { builtInModules } from '../../crm/modules/registry.ts';
import { newId } from '../../crm/kernel/ids.ts';

import { createEngine } from '../../src-renderer/worker/engine/create-engine.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import type { EngineFaults, SafetyCopy, Timers } from '../../src-renderer/worker/engine/ports.ts';
import type { RowChange } from '../../src-renderer/worker/rows/row-change.ts';
import { createRowStore, type RowStore } from '../../src-renderer/worker/rows/row-store.ts';
import { applyBatch, createDisk, type Disk } from '../../src-renderer/worker/store/memory-disk.ts';
import { createMemoryStore } from '../../src-renderer/worker/store/memory-store.ts';
import { withMistakes, writingWith, type Mistakes } from './mistakes.ts';
import type { SimNetwork } from './sim-network.ts';
import { watchForPerson } from './people-actions.ts';
import { createSafetyFile, createSimSafetyCopy } from './sim-safety-copy.ts';
import type { World } from './world.ts';

export const TOKEN = `00000000-0000-7000-8000-0000000000aa.${'s'.repeat(43)}`;
export const WORKSPACE = TOKEN.slice(0, 36);
const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const COMMIT_MAX_MS = 8;
/** What else has its turn in the middle of something long. */
const PAUSE_MAX_MS = 20;

export interface SimDesktop {
  readonly index: number;
  readonly disk: Disk;
  /** null while the process is not running. */
  readonly engine: () => Engine | null;
  readonly rows: () => RowStore;
  readonly registry: () => Registry;
  readonly start: () => Promise<void>;
  /** The process is gone at this instant, whatever it was doing. */
  readonly crash: () => void;
  /** The browser loses its database; the safety file stays. */
  readonly wipe: () => void;
  readonly backUp: () => void;
  /** The database is put back as it was at the last backup; the safety file stays. */
  readonly restoreBackup: () => boolean;
  /** Of what it knew of the past, nothing is left: the database was lost. */
  readonly hasLostPast: () => boolean;
  readonly jumpClock: () => void;
  readonly nowMs: () => number;
  /** Notifications that this desktop showed, by their tags. */
  readonly told: readonly string[];
  /** One pack's documents cannot be read any more; the process is killed with it. */
  readonly damagePack: () => boolean;
  /** No more failing or unconfirmed commits. */
  readonly heal: () => void;
}

export interface SimDesktopOptions {
  readonly index: number;
  readonly world: World;
  readonly network: SimNetwork;
  readonly faults: EngineFaults;
  readonly onRows: (desktop: number, changes: readonly RowChange[]) => void;
  readonly onCommand: (name: string) => void;
  readonly mistakes?: Mistakes;
}

export function createSimDesktop({
  index,
  world,
  network,
  faults,
  onRows,
  onCommand,
  mistakes = {},
}: SimDesktopOptions): SimDesktop {
  const disk = createDisk();
  let isStarting = false;
  let hasLostPast = false;
  const safetyFile = createSafetyFile();
  let backup: Disk | null = null;
  let life = 0;
  let clockSkewMs = world.roll(1000) * 60_000;
  let isHealed = false;
  let running: Engine | null = null;
  const told: string[] = [];
  const nowMs = (): number => Date.UTC(2026, 0, 1) + world.nowMs() + clockSkewMs;
  const makeId = (): string => newId({ nowMs }, world.random);
  const modules = withMistakes(builtInModules, mistakes, makeId);
  let registry = createRegistry(modules);
  let rows = createRowStore(registry.entity);

  function crash(): void {
    life += 1;
    running = null;
    isStarting = false;
    disk.crash();
    network.drop(index);
  }

  const safetyCopyOf = (born: number): SafetyCopy =>
    createSimSafetyCopy(safetyFile, async () => {
      await world.sleep(world.roll(COMMIT_MAX_MS));
      if (born !== life) return new Promise<never>(() => undefined);
    });

  async function start(): Promise<void> {
    // One process a profile: a second start finds the first and leaves.
    if (isStarting || running !== null) return;
    isStarting = true;
    const born = life;
    registry = createRegistry(modules);
    rows = createRowStore(registry.entity);
    let failures = 0;
    const store = createMemoryStore({
      disk,
      hooks: {
        async fateOf() {
          await world.sleep(world.roll(COMMIT_MAX_MS));
          if (isHealed || born !== life) return 'kept';
          if (world.chance(4)) return failures++ % 2 === 0 ? 'full' : 'denied';
          if (world.chance(6)) {
            // The power goes after the write and before anybody hears of it.
            world.after(0, () => (born === life ? crash() : undefined));
            return 'unconfirmed';
          }
          return 'kept';
        },
      },
    });
    const chunkRecords = 20 + world.roll(50);
    const clock = { nowMs };
    const timers: Timers = {
      after: (ms, run) => world.after(ms, () => (born === life ? run() : undefined)),
    };
    const engine = createEngine({
      store,
      rows,
      registry,
      faults,
      safetyCopy: safetyCopyOf(born),
      foldAfter: { entries: 3 + world.roll(20), bytes: 1e6 },
      // Acts of some seventy records come in several envelopes, and those in one or several commits; half of them are
      // folded while they are written.
      actSizes: {
        chunkRecords,
        groupChunks: 1 + world.roll(3),
        bulkRecords: chunkRecords % 20,
        journalMaxBytes: chunkRecords * 500,
      },
      pause: () => world.sleep(world.roll(PAUSE_MAX_MS)),
      clock,
      random: world.random,
      timers,
      transport: network.transportFor(index),
    });
    engine.on('rows', (changes) => (born === life ? onRows(index, changes) : undefined));
    await engine.start();
    if (born !== life) return;
    engine.setActor(`00000000-0000-7000-8000-00000000000${index}`);
    engine.connect({ url: 'ws://relay', token: TOKEN, create: 'Simulated' });
    running = {
      ...engine,
      write: writingWith(engine, mistakes, makeId),
      async run(name, input) {
        const done = await engine.run(name, input);
        if (done.ok) onCommand(name);
        return done;
      },
    };
    isStarting = false;
    const claim = mistakes.oneClaim === true ? 'one' : newId(clock, world.random);
    watchForPerson({
      engine,
      desktop: index,
      clock,
      timers,
      claim,
      told: (tag) => void told.push(tag),
    });
  }

  return {
    index,
    disk,
    engine: () => running,
    rows: () => rows,
    registry: () => registry,
    start,
    crash,
    hasLostPast: () => hasLostPast,
    wipe() {
      hasLostPast = true;
      crash();
      disk.wipe();
    },
    backUp: () => void (backup = copyDisk(disk)),
    restoreBackup() {
      if (backup === null) return false;
      crash();
      disk.wipe();
      disk.tables.created = true;
      applyBatch(disk.tables, batchOf(backup));
      return true;
    },
    damagePack() {
      const { docs } = disk.tables.packs;
      if (docs.size === 0) return false;
      crash();
      docs.set(world.pick([...docs.keys()]), new Uint8Array([255, 1, 2, 3]));
      return true;
    },
    jumpClock: () => void (clockSkewMs += world.chance(500) ? TEN_YEARS_MS : -TEN_YEARS_MS),
    nowMs,
    told,
    heal: () => void (isHealed = true),
  };
}

function batchOf({ tables }: Disk): Parameters<typeof applyBatch>[1] {
  return {
    meta: Object.fromEntries(tables.meta),
    journalAdd: [...tables.journal].map(([id, bytes]) => ({ id, bytes })),
    outboxAdd: [...tables.outbox].map(([n, bytes]) => ({ n, bytes })),
    packs: (['docs', 'rows', 'history'] as const).flatMap((part) =>
      [...tables.packs[part]].map(([id, bytes]) => ({ id, [part]: bytes })),
    ),
  };
}

function copyDisk(disk: Disk): Disk {
  const copy = createDisk();
  applyBatch(copy.tables, batchOf(disk));
  return copy;
}
