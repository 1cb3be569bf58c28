/** Two people, a relay between them, and a line that can be cut. */
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { createSimDesktop, type SimDesktop } from './sim-desktop.ts';
import { createSimNetwork, FAIR, type SimNetwork } from './sim-network.ts';
import { createSimRelay } from './sim-relay.ts';
import { createWorld, type World } from './world.ts';

/** A line that was cut is noticed by its silence. */
const MEET_MS = 180_000;
export interface Team {
  readonly world: World;
  readonly network: SimNetwork;
  readonly ann: () => Engine;
  readonly ben: () => Engine;
  readonly apart: () => void;
  /** Until all has arrived, and what is to be put right has been. */
  readonly meet: (forMs?: number) => Promise<void>;
  /** Time passes until it is done. */
  readonly done: <Value>(what: Promise<Value>) => Promise<Value>;
}

export async function aTeam(seed: number): Promise<Team> {
  const world = createWorld(seed);
  const relay = createSimRelay(world, {}, (what) => {
    throw new Error(what);
  });
  relay.heal();
  const network = createSimNetwork(world, relay);
  network.weather = FAIR;
  const desktops = [0, 1].map((index): SimDesktop => {
    const silent = { onRows: () => undefined, onCommand: () => undefined };
    const desktop = createSimDesktop({ index, world, network, faults: {}, ...silent });
    desktop.heal();
    return desktop;
  });
  for (const desktop of desktops) void desktop.start();
  await world.run(1_000);
  const engineOf = (index: number) => (): Engine => {
    const engine = desktops[index]?.engine();
    if (engine === undefined || engine === null) throw new Error('it runs');
    return engine;
  };
  const cut = (isCut: boolean): void => {
    for (const { index } of desktops) network.partition(index, isCut);
  };
  return {
    world,
    network,
    ann: engineOf(0),
    ben: engineOf(1),
    apart: () => cut(true),
    async meet(forMs = MEET_MS) {
      cut(false);
      for (const desktop of desktops) desktop.engine()?.retryNow();
      await world.run(forMs);
    },
    async done(what) {
      let isDone = false;
      void what.finally(() => void (isDone = true)).catch(() => undefined);
      await world.run(MEET_MS, () => isDone);
      return what;
    },
  };
}
