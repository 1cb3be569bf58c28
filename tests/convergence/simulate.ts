/** One seed: some desktops, some bad luck, then peace; and whether everything that must hold does. */
import type { EngineFaults } from '../../src-renderer/worker/engine/ports.ts';
import type { RelayFaults } from '../../sync-relay/ports.ts';
import { someAction, type Action, type Stage } from './actions.ts';
import { createLedger } from './ledger.ts';
import { begin } from './beginning.ts';
import { checkEscalations, escalateAll } from './escalation-actions.ts';
import { checkNumbers } from './bring-back.ts';
import { checkOccurrences } from './complete-occurrence.ts';
import { checkImports } from './import-actions.ts';
import { checkToldOnce } from './people-actions.ts';
import { checkSubmissions, takeInAll } from './public-actions.ts';
import {
  checkConversions,
  checkMerges,
  checkNobodyWaits,
  checkTickets,
  checkNothingLost,
  checkRebuild,
  checkSame,
  checkTorn,
  lookAt,
} from './invariants.ts';
import { Violation } from './violation.ts';
import type { Mistakes } from './mistakes.ts';
import { createSimDesktop, type SimDesktop } from './sim-desktop.ts';
import { createSimNetwork, FAIR } from './sim-network.ts';
import { createSimRelay, type SimRelay } from './sim-relay.ts';
import { checkQuotes } from './quote-actions.ts';
import { checkRenewals } from './service-actions.ts';
import { checkReplies } from './ticket-actions.ts';
import { checkTogether } from './together-actions.ts';
import { createWorld, type World } from './world.ts';

/** Mistakes to plant; see `planted-bugs.test.ts`. */
export interface Faults {
  readonly engine?: EngineFaults;
  readonly relay?: RelayFaults;
  readonly desktops?: Mistakes;
}

export interface Circumstances {
  readonly faults?: Faults;
  /** Only these of the seed's steps are taken; absent: all. */
  readonly only?: ReadonlySet<Step>;
  /** What people do every third time, whatever else there is to do. */
  readonly often?: Action;
  /** A command that somebody's desktop confirmed. */
  readonly onCommand?: (name: string) => void;
}

const OFTEN_PER_MILLE = 333;

/**
 * Half of a round: the bad luck that it begins with (`7m`), or what somebody then does (`7a`). The chances of each
 * follow from the seed and its name alone, so that one that is left out changes as little as can be of the others.
 */
export type Step = `${number}${'m' | 'a'}`;

export type Outcome =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | {
      readonly ok: false;
      readonly seed: number;
      readonly what: string;
      readonly trace: readonly string[];
      readonly steps: readonly Step[];
    };

const STEPS_MIN = 40;
const STEPS_SPREAD = 40;
/** Teams that have some records when they begin. */
const BEGUN_PER_MILLE = 750;
/** Teams whose relay is put back to older copies of itself. Their desktops' disks are sound: one of the two must be. */
const FORGETFUL_PER_MILLE = 200;
/** Virtual time for all to meet again: several times the longest backoff and the longest timeout. */
const PEACE_MS = 10 * 60_000;
/** What came after something that was refused has reached everybody by then. */
const REFUSED_MS = 60_000;
/** Rings, then doubles, then what came late: each may bring out the next. */
const SETTLE_ROUNDS_MAX = 8;
const SETTLE_ACTS_MAX = 40;

export async function simulate(
  seed: number,
  { faults = {}, only, often, onCommand = () => undefined }: Circumstances = {},
): Promise<Outcome> {
  const world = createWorld(seed);
  const engineFaults = faults.engine ?? {};
  let violated: Violation | null = null;
  const violate = (what: string): void => void (violated ??= new Violation(what));
  const relay = createSimRelay(world, faults.relay ?? {}, violate);
  const network = createSimNetwork(world, relay);
  const count = 2 + world.roll(4);
  const desktops: SimDesktop[] = Array.from({ length: count }, (_, index) =>
    createSimDesktop({
      index,
      world,
      network,
      faults: engineFaults,
      onCommand,
      mistakes: faults.desktops ?? {},
      onRows(desktop, changes) {
        try {
          checkTorn(desktop, changes);
        } catch (error) {
          violate((error as Error).message);
        }
      },
    }),
  );
  const stage: Stage = {
    world,
    relay,
    desktops,
    ledger: createLedger(),
    torn: new Set(),
    atPeace: [],
    files: [],
    breaches: new Map(),
    edited: new Set(),
    serial: 1,
  };
  for (const desktop of desktops) void desktop.start();
  await world.run(500);
  const founder = desktops[0]?.engine();
  // Some begin with nothing, so that also the first records meet.
  if (founder !== undefined && founder !== null && world.chance(BEGUN_PER_MILLE)) {
    void begin(stage, founder).then(world.note);
    await world.run(1_000);
  }

  const rounds = STEPS_MIN + world.roll(STEPS_SPREAD);
  world.beginPart('whose disks fail');
  const isForgetful = world.chance(FORGETFUL_PER_MILLE);
  const steps: Step[] = [];
  for (let round = 0; round < rounds && violated === null; round++) {
    const [misfortunes, acts] = [`${round}m`, `${round}a`] as const;
    const isTaken = (step: Step): boolean => only === undefined || only.has(step);
    if (!isTaken(misfortunes) && !isTaken(acts)) continue;
    steps.push(...[misfortunes, acts].filter(isTaken));
    if (isTaken(misfortunes)) {
      world.beginPart(misfortunes);
      misfortune(stage, desktops, network, isForgetful);
    }
    world.beginPart(acts);
    const desktop = world.pick(desktops);
    const engine = desktop.engine();
    if (!isTaken(acts)) {
      // Time passes all the same.
    } else if (engine === null) {
      world.note(`desktop ${desktop.index} starts`);
      void desktop.start();
    } else {
      // Not awaited: a person types on while the last edit is still being saved, and a crash may come between.
      const action =
        often !== undefined && world.chance(OFTEN_PER_MILLE) ? often : someAction(world);
      void action(stage, desktop, engine).then(
        (line) => world.note(`desktop ${desktop.index} ${line}`),
        (error: unknown) => violate(String((error as Error).stack)),
      );
    }
    await world.run(world.chance(100) ? world.roll(20_000) : world.roll(120));
  }

  try {
    if (violated !== null) throw violated;
    world.beginPart('peace');
    await peace(stage, desktops, network);
    await settle(stage, desktops);
    await checkToldOnce(stage, desktops);
    await settle(stage, desktops);
    await rest(world, desktops);
    if (violated !== null) throw violated;
    const looks = desktops.map(lookAt);
    for (const look of looks) checkRebuild(look, engineFaults);
    for (const desktop of desktops) {
      checkConversions(desktop);
      checkOccurrences(desktop, stage.edited);
      checkReplies(desktop);
      checkRenewals(desktop);
      checkTogether(desktop);
      checkQuotes(desktop);
    }
    for (const desktop of desktops) checkMerges(desktop);
    for (const desktop of desktops) {
      checkTickets(desktop);
      checkEscalations(desktop, stage);
      checkSubmissions(desktop);
    }
    for (const desktop of desktops) {
      checkNumbers(desktop);
      checkImports(desktop);
    }
    const [first, ...others] = looks;
    if (first !== undefined) for (const other of others) checkSame(first, other);
    await checkNothingLost(relay, looks, stage.ledger);
    return { ok: true, steps };
  } catch (error) {
    const what = error instanceof Violation ? error.message : String((error as Error).stack);
    return { ok: false, seed, what, trace: world.trace, steps };
  }
}

type Network = ReturnType<typeof createSimNetwork>;

function misfortune(
  { world, relay }: Stage,
  desktops: readonly SimDesktop[],
  network: Network,
  isForgetful: boolean,
): void {
  const desktop = world.pick(desktops);
  const { index } = desktop;
  if (world.chance(25) && desktop.engine() !== null) {
    world.note(`desktop ${index} is killed`);
    desktop.crash();
  }
  if (isForgetful) relayForgets(world, relay);
  else diskFails(world, desktop);
  if (world.chance(60)) {
    const isCut = world.chance(500);
    world.note(`desktop ${index} is ${isCut ? 'cut off' : 'joined again'}`);
    network.partition(index, isCut);
  }
  if (world.chance(15)) {
    world.note(`desktop ${index}'s clock jumps`);
    desktop.jumpClock();
  }
  if (world.chance(10)) {
    world.note('the relay cannot read what comes next');
    relay.refuseNext(1 + world.roll(3));
  }
  if (relay.isUp() && world.chance(15)) {
    world.note('the relay is killed');
    relay.crash();
    comesBack(world, relay);
  }
}

function diskFails(world: World, desktop: SimDesktop): void {
  const { index } = desktop;
  if (world.chance(8)) {
    world.note(`desktop ${index} loses its database`);
    desktop.wipe();
  }
  if (world.chance(30) && desktop.engine() !== null) {
    world.note(`desktop ${index} is backed up`);
    desktop.backUp();
  }
  if (world.chance(20) && desktop.restoreBackup())
    world.note(`desktop ${index} is restored from its backup`);
  if (world.chance(10) && desktop.damagePack()) world.note(`desktop ${index} has a damaged pack`);
}

function relayForgets(world: World, relay: SimRelay): void {
  if (world.chance(60)) {
    world.note('the relay is backed up');
    relay.backUp();
  }
  if (world.chance(30) && relay.restoreBackup()) {
    world.note('the relay is put back to its backup');
    comesBack(world, relay);
  }
}

function comesBack(world: World, relay: SimRelay): void {
  world.after(world.roll(8_000), () => {
    if (relay.isUp()) return;
    relay.restart();
    world.note('the relay is back');
  });
}

/** All up, all joined, no more faults: everything that is under way must arrive. */
async function peace(
  { world, relay, atPeace }: Stage,
  desktops: readonly SimDesktop[],
  network: Network,
): Promise<void> {
  world.note('peace');
  relay.heal();
  network.weather = FAIR;
  for (const desktop of desktops) {
    desktop.heal();
    network.partition(desktop.index, false);
  }
  await world.run(10_000);
  if (!relay.isUp()) relay.restart();
  for (const run of atPeace) run();
  for (const desktop of desktops) if (desktop.engine() === null) void desktop.start();
  await world.run(5_000);
  // A frame that the bad weather doubled ends a connection until somebody asks for another.
  for (const desktop of desktops) desktop.engine()?.retryNow();
  if (
    desktops.some((desktop) =>
      desktop
        .engine()
        ?.pending()
        .some(({ problem }) => problem !== null),
    )
  ) {
    await world.run(REFUSED_MS);
    checkNobodyWaits(desktops);
  }
  for (const desktop of desktops) void desktop.engine()?.sendAgain();
  for (const desktop of desktops) desktop.engine()?.retryNow();
  await rest(world, desktops);
}

/** All put right at once what merges left, as all desktops do; in a few rounds nothing must be left. */
async function settle(stage: Stage, desktops: readonly SimDesktop[]): Promise<void> {
  const { world } = stage;
  for (let round = 0; round < SETTLE_ROUNDS_MAX; round++) {
    let settled = 0;
    const settling = desktops.map(async (desktop) => {
      const engine = desktop.engine();
      if (engine !== null && (await escalateAll(stage, engine))) settled += 1;
      if (engine !== null && (await takeInAll(engine))) settled += 1;
      for (let act = 0; act < SETTLE_ACTS_MAX; act++) {
        const done = await engine?.run('merges.settle', {});
        if (done?.ok !== true) return;
        settled += 1;
      }
      throw new Violation(`desktop ${desktop.index} never has done with settling merges`);
    });
    const all = Promise.all(settling);
    // Looked at when time has passed.
    all.catch(() => undefined);
    await world.run(10_000);
    await all;
    if (settled === 0) return;
    world.note(`what worked at once is settled in ${settled} acts`);
    await rest(world, desktops);
  }
  throw new Violation('merges are never settled');
}

async function rest(world: Stage['world'], desktops: readonly SimDesktop[]): Promise<void> {
  const atRest = (): boolean =>
    desktops.every((desktop) => {
      const engine = desktop.engine();
      return engine?.syncState().state === 'live' && engine.pending().length === 0;
    });
  await world.run(PEACE_MS, atRest);
  // What the last acknowledgement set off still has to reach the others, and a lost frame must be noticed.
  await world.run(30_000);
  await world.run(PEACE_MS, atRest);
  if (!atRest()) {
    const states = desktops.map((desktop) => {
      const engine = desktop.engine();
      if (engine === null) return `${desktop.index}: not running`;
      const { state, pending, problem } = engine.syncState();
      return `${desktop.index}: ${state}, ${pending} pending, ${problem?.code ?? 'no problem'}`;
    });
    throw new Violation(`no rest: ${states.join('; ')}`);
  }
}
