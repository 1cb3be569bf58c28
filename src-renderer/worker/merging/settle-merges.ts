/**
 * Puts right what desktops that merged at the same time leave (see `crm/modules/merge/settling.ts`), once things are
 * quiet. Every desktop does it, because the one that caused it may never come back; each waits a while of its own, so
 * that mostly one writes and the others find it done.
 */
import { eachLink } from '../../../crm/kernel/record-links.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { randomInt, type Random } from '../../../crm/kernel/ports.ts';
import { JOINABLE, JOINED_FIELD, newRecordOf } from '../../../crm/modules/lead/conversion.ts';
import { mergedInto } from '../../../crm/modules/merge/survivor.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';
import type { RowChange } from '../rows/row-change.ts';
import { runOneAtATime } from '../shell/asked-again.ts';

/** Entries of one act may arrive in several parts. */
const QUIET_MS = 3_000;
const SPREAD_MS = 4_000;
/** More in a row means that two versions of the rules disagree; the next change of a row tries again. */
const ACTS_MAX = 50;

export interface MergeSettler {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly stop: () => void;
}

export function settleMerges({
  engine,
  entities,
  timers,
  random,
}: {
  readonly engine: Engine;
  readonly entities: () => readonly EntityDef[];
  readonly timers: Timers;
  readonly random: Random;
}): MergeSettler {
  const merged = new Set<string>();
  /** What other desktops may have made of leads for which this one, or another, chose a record. */
  const chosenInstead = new Set<string>();
  let cancel: () => void = () => undefined;
  let stopped = false;

  for (const { name, duplicates } of entities()) {
    if (duplicates === undefined) continue;
    for (const row of engine.all(name))
      if (mergedInto(row) !== undefined) merged.add(`${name}/${row.id}`);
  }
  const settle = runOneAtATime(async () => {
    const { state } = engine.syncState();
    if (stopped) return;
    // Half of what teammates did may still be on its way.
    if (state === 'connecting' || state === 'catching-up') return soon();
    for (let act = 0; act < ACTS_MAX && !stopped; act++) {
      const done = await engine.run('merges.settle', {});
      if (!done.ok) break;
    }
  });
  for (const lead of engine.all('lead')) noteChosen(lead);
  if (merged.size > 0 || chosenInstead.size > 0) soon();

  function noteChosen(lead: AnyRow): boolean {
    const chosen = JOINABLE.filter((entity) => lead[JOINED_FIELD[entity]] !== undefined);
    for (const entity of chosen) chosenInstead.add(`${entity}/${newRecordOf(lead.id, entity)}`);
    return chosen.length > 0;
  }

  function soon(): void {
    cancel();
    cancel = timers.after(QUIET_MS + randomInt(random, SPREAD_MS), () => void settle());
  }

  function concerns({ entity: name, id, before, after }: RowChange): boolean {
    if (name === 'merge' || chosenInstead.has(`${name}/${id}`)) return true;
    if (name === 'lead' && after !== undefined && noteChosen(after)) return true;
    const entity = entities().find((one) => one.name === name);
    if (entity === undefined) return false;
    if (entity.duplicates !== undefined) {
      const into = mergedInto(after);
      if (into === undefined) merged.delete(`${name}/${id}`);
      else merged.add(`${name}/${id}`);
      if (into !== mergedInto(before)) return true;
      if (into !== undefined && after?.archivedAt === undefined) return true;
    }
    if (after === undefined || merged.size === 0) return false;
    let found = false;
    eachLink(entity, after, (to, target) => {
      if (merged.has(`${to}/${target}`)) found = true;
    });
    return found;
  }

  return {
    rowsChanged(changes) {
      // All of them are looked at: each may change what is merged.
      if (changes.filter(concerns).length > 0) soon();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
