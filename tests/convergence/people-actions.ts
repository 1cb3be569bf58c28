/**
 * People are merged and taken apart while others hand work to them; and they sit at several desktops, of which one is to
 * tell them what is due and who named them.
 */
import type { MentionRow } from '../../crm/modules/mention/mention.entity.ts';
import type { ActivityRow } from '../../crm/modules/activity/activity.rules.ts';
import { mergedInto, survivorOf } from '../../crm/modules/merge/survivor.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { watchMentions } from '../../src-renderer/worker/reminders/mention-notices.ts';
import { watchReminders } from '../../src-renderer/worker/reminders/reminders.ts';
import type { EngineDeps } from '../../src-renderer/worker/engine/ports.ts';
import { few, freshId, oneOf, personAt, put, run } from './acting.ts';
import type { Action, Stage } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

const MINUTE_MS = 60_000;
/** Longer than it takes to claim a reminder, to wait for others' claims, and to look again. */
const TOLD_MS = 90_000;

/** Work for a person, in each way in which a record can name one. */
const assign: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const person = oneOf(stage, engine, 'user');
  if (person === undefined) return 'has nobody to give work to';
  const entity = world.pick(['deal', 'ticket', 'lead', 'account', 'activity']);
  const row = oneOf(stage, engine, entity);
  if (row === undefined) return `has no ${entity} to give away`;
  const input = { entity, id: row.id, create: false, values: { owner: person.id } };
  return put(stage, engine, `gives ${entity} ${row.id.slice(-4)} to ${person.id.slice(-4)}`, input);
};

export const mergePeople: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const dice = world.roll(100);
  if (dice < 45) return assign(stage, desktop, engine);
  const people = few(engine, 'user', 3);
  const one = people.length === 0 ? undefined : world.pick(people);
  const other = people.length === 0 ? undefined : world.pick(people);
  if (one === undefined || other === undefined) {
    const id = personAt(world.roll(3));
    const values = { name: `Person ${id.at(-1) ?? ''}` };
    return put(stage, engine, 'a person', { entity: 'user', id, create: true, values });
  }
  if (dice < 70) {
    const merge = { entity: 'user', survivor: one.id, losers: [other.id], take: {} };
    return run(stage, engine, 'records.merge', merge);
  }
  if (dice < 85) {
    const loser = people.find((row) => mergedInto(row) !== undefined) ?? one;
    return run(stage, engine, 'records.unmerge', { entity: 'user', loser: loser.id });
  }
  return remindMe(stage, desktop, engine);
};

/** The first two desktops are one person's, the others another's. */
const whoSitsAt = (desktop: number): string => personAt(desktop < 2 ? 0 : 2);

/** Something to be reminded of in a moment, by the clock of whoever writes it down. */
async function remindMe(stage: Stage, desktop: SimDesktop, engine: Engine): Promise<string> {
  const at = desktop.nowMs() + stage.world.roll(2 * MINUTE_MS);
  return put(stage, engine, 'a reminder', {
    entity: 'activity',
    id: freshId(stage),
    create: true,
    values: {
      kind: 'Task',
      subject: `Reminder ${stage.serial++}`,
      status: 'Not Started',
      owner: meAt(engine, desktop.index),
      reminderAt: new Date(at).toISOString(),
      dueAt: new Date(at + MINUTE_MS).toISOString(),
    },
  });
}

function meAt(engine: Pick<Engine, 'get'>, desktop: number): string {
  return survivorOf(engine, 'user', whoSitsAt(desktop));
}

export type WatchingDeps = Pick<EngineDeps, 'clock' | 'timers'> & {
  readonly engine: Engine;
  readonly desktop: number;
  /** Unlike that of any other desktop, and of this one before. */
  readonly claim: string;
  /** A notification of the system, by its tag. */
  readonly told: (tag: string) => void;
};

/** What every desktop does by itself as long as it runs. */
export function watchForPerson(deps: WatchingDeps): void {
  const { engine, desktop, clock, timers, claim, told } = deps;
  const shared = {
    write: engine.write,
    syncState: () => engine.syncState().state,
    meId: () => meAt(engine, desktop),
    nowMs: () => clock.nowMs(),
    timers,
    claim,
    notify: ({ tag }: { readonly tag: string }) => told(tag),
  };
  const mentions = watchMentions({
    ...shared,
    mentions: () => engine.all('mention') as Iterable<MentionRow>,
    get: (id) => engine.get('mention', id) as MentionRow | undefined,
    titleOf: engine.titleOf,
  });
  const reminders = watchReminders({
    ...shared,
    activities: () => engine.all('activity') as Iterable<ActivityRow>,
    get: (id) => engine.get('activity', id) as ActivityRow | undefined,
    locale: 'en',
    timeZone: 'UTC',
    shown: () => undefined,
  });
  engine.on('rows', (changes) => {
    mentions.rowsChanged(changes);
    reminders.rowsChanged(changes);
  });
}

/**
 * In peace, with all desktops connected: of what falls due, and of being named, a person is told once, whichever of their
 * desktops it is that tells.
 */
export async function checkToldOnce(stage: Stage, desktops: readonly SimDesktop[]): Promise<void> {
  const { world } = stage;
  const [first, second] = desktops;
  const [mine, other] = [first?.engine(), second?.engine()];
  if (first === undefined || !mine || second === undefined || !other) return;
  // Nothing is waited for: only time that passes lets it happen.
  if (mine.get('user', personAt(0)) === undefined) {
    const values = { name: 'Person 0' };
    const person = { entity: 'user', id: personAt(0), create: true, values };
    void put(stage, mine, 'a person', person).then(world.note);
  }
  await world.run(5_000);
  const before = new Set(idsOf(mine));
  void remindMe(stage, first, mine).then(world.note);
  void other.run('mention.make', { entity: 'user', id: personAt(0), person: meAt(other, 0) });
  await world.run(TOLD_MS + 2 * MINUTE_MS);
  for (const name of idsOf(mine)) {
    if (before.has(name)) continue;
    const times = desktops.flatMap(({ told }) => told.filter((tag) => tag === name)).length;
    if (times > 1) throw new Violation(`${name} was told ${times} times in peace`);
    if (times === 0 && name.startsWith('reminder-'))
      throw new Violation(`nobody was told of ${name}`);
  }
}

/** Tags of all that can be told. */
function idsOf(engine: Engine): string[] {
  const ids = (entity: string, tag: string): string[] =>
    Array.from(engine.all(entity), ({ id }) => `${tag}-${id}`);
  return [...ids('activity', 'reminder'), ...ids('mention', 'mention')];
}
