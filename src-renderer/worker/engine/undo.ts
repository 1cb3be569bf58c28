/**
 * Undo and redo: the inverse of what an act recorded, written as a new act. Works days later and for bulk acts,
 * and refuses — naming the record — where later work stands on what would be taken away.
 */
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import {
  inverseOf,
  sameJson,
  sameSlot,
  type Change,
  type Write,
} from '../../../crm/kernel/write.ts';
import type { Act as PastAct } from './acts.ts';
import type { Core } from './core.ts';
import { danglingLink } from './dangling.ts';
import type { UndoWatch } from './engine-api.ts';
import { currentValue, historyOf } from './history.ts';
import { isCreation, type HistoryRecord } from './history-record.ts';
import type { LocalWrites } from './local-writes.ts';
import type { PlannedRecord } from './planning.ts';

export interface Undo {
  readonly undo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
  readonly redo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
}

/** Looked at in one go: between two of them whoever waits has their turn, and a stop is heard. */
const CHECK_RECORDS = 250;

const STOPPED: Problem = {
  code: 'undo-stopped',
  message: 'Stopped: every record is as it was before.',
  remedy: 'It still stands in the list of what can be undone.',
};

export function createUndo(core: Core, local: LocalWrites): Undo {
  function titleOf(name: DocName): string {
    const address = parseDocName(name);
    return (
      (address === null ? undefined : core.deps.rows.titleOf(address.entity, address.id)) ??
      'a record'
    );
  }

  function standsInTheWay(act: PastAct, name: DocName, what: string): Problem {
    return {
      code: 'later-work',
      message: `“${act.label}” cannot be taken back: ${what} in ${titleOf(name)}.`,
      remedy: 'Take the later change back first, or change the record by hand.',
      record: name,
    };
  }

  /** Writes that take back what `actIds` did to one document; a problem where something else built on it. */
  async function inverseFor(
    act: PastAct,
    actId: string,
    name: DocName,
  ): Promise<Result<PlannedRecord | null>> {
    const address = parseDocName(name);
    if (address === null || address.part === 'body') return ok(null);
    const records = await historyOf(core, name);
    const isOfAct = (record: HistoryRecord): boolean =>
      record.txId === actId || record.batch === actId;
    const own = records.filter(isOfAct).flatMap((record) => [...record.changes]);
    const writes: Write[] = [];
    for (const change of inverseOf(own)) {
      // Taking back a creation also answers for what was written into the record later.
      if (isCreation({ ...change, from: change.to, to: change.from })) {
        if (
          hasLaterWork(
            records.filter((record) => !isOfAct(record)),
            act,
            core.entity(address.entity),
          )
        ) {
          return fail(standsInTheWay(act, name, 'there is later work'));
        }
      } else if (!writes.some((write) => sameSlot(write.slot, change.slot))) {
        if (!sameJson(currentValue(core, change), change.from)) {
          return fail(standsInTheWay(act, name, 'it was changed again later'));
        }
      }
      const earlier = writes.findIndex((write) => sameSlot(write.slot, change.slot));
      if (earlier >= 0) writes.splice(earlier, 1);
      writes.push({ slot: change.slot, to: change.to });
    }
    return ok(
      writes.length === 0
        ? null
        : { entity: address.entity, id: address.id, writes, creates: false },
    );
  }

  async function takeBack(
    act: PastAct,
    actId: string,
    redo: boolean,
    watch?: UndoWatch,
  ): Promise<Result<Undoable>> {
    const planned: PlannedRecord[] = [];
    const removed = new Set<DocName>();
    const names = [...new Set(act.docs)];
    for (const [at, name] of names.entries()) {
      if (at % CHECK_RECORDS === 0 && at > 0) {
        watch?.checked(at, names.length);
        await core.deps.pause?.();
      }
      if (watch?.isCancelled() === true) return fail(STOPPED);
      const inverse = await inverseFor(act, actId, name);
      if (!inverse.ok) return inverse;
      if (inverse.value === null) continue;
      planned.push(inverse.value);
      if (inverse.value.writes.some(({ slot, to }) => slot.field === 'createdAt' && to === null))
        removed.add(name);
    }
    const link = removed.size === 0 ? null : danglingLink(core, removed, planned);
    if (link !== null)
      return fail(
        standsInTheWay(act, link.to, `${titleOf(link.from)} links to it, and it was created`),
      );
    const label = redo ? `Redo: ${act.label}` : `Undo: ${act.label}`;
    const batch = planned.length > 512 ? newId(core.deps.clock, core.deps.random) : '';
    const done = await local.writePlanned(
      planned,
      { label, batch },
      { undoes: act.id, redo, envelopeUndoes: actId },
      watch && {
        saved: (records) => watch.saved(records, planned.length),
        // What a redo begins it ends: an act that is half there again could not be told from a whole one.
        isCancelled: () => !redo && watch.isCancelled(),
      },
    );
    if (!done.ok) {
      if (redo || watch?.isCancelled() !== true) return done;
      // A part of it may be written by now: that is put back the way it came.
      const back = act.state === 'undone' ? await takeBack(act, act.undoneBy, true) : ok(null);
      return back.ok ? fail(STOPPED) : back;
    }
    return ok({
      id: act.id,
      label: act.label,
      at: new Date(act.atMs).toISOString(),
      records: act.docs.length,
      state: redo ? 'done' : 'undone',
    });
  }

  const nothing = (what: string): Problem => ({
    code: `nothing-to-${what}`,
    message: `There is nothing to ${what}.`,
    remedy: 'Only what was done on this desktop can be taken back here.',
  });

  /** Which act is meant shows only once the one before is over. */
  let last: Promise<unknown> = Promise.resolve();
  const afterLast = (run: () => Promise<Result<Undoable>>): Promise<Result<Undoable>> => {
    const done = last.then(run);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    undo: (id, watch) =>
      afterLast(async () => {
        const act = core.acts.find(id, 'done');
        return act === undefined || act.state !== 'done'
          ? fail(nothing('undo'))
          : takeBack(act, act.id, false, watch);
      }),
    redo: (id, watch) =>
      afterLast(async () => {
        const act = core.acts.find(id, 'undone');
        return act === undefined || act.state !== 'undone'
          ? fail(nothing('redo'))
          : takeBack(act, act.undoneBy, true, watch);
      }),
  };
}

/**
 * Later work is what others of the document's records changed and did not change back. What only rules set (that a
 * ticket was escalated by itself, say) is nobody's work: it goes with the record, and comes back with it.
 */
function hasLaterWork(
  others: readonly HistoryRecord[],
  act: PastAct,
  entity: EntityDef | undefined,
): boolean {
  const net: { slot: Change['slot']; from: unknown; to: unknown }[] = [];
  for (const record of others) {
    if (record.undoes !== '' && (record.undoes === act.id || record.undoes === act.undoneBy))
      continue;
    for (const change of record.changes) {
      if (isCreation(change) || entity?.fields[change.slot.field]?.readOnly === true) continue;
      const present = net.find((one) => sameSlot(one.slot, change.slot));
      if (present === undefined) net.push({ slot: change.slot, from: change.from, to: change.to });
      else present.to = change.to;
    }
  }
  return net.some(({ from, to }) => !sameJson(from, to));
}
