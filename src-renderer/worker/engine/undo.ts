/**
 * Undo and redo: the inverse of what an act recorded, written as a new act. Works days later and for bulk acts,
 * and refuses — naming the record — where later work stands on what would be taken away.
 */
import * as Y from 'yjs';
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import {
  inverseOf,
  sameJson,
  sameSlot,
  type Change,
  type Slot,
  type Write,
} from '../../../crm/kernel/write.ts';
import { fromBase64 } from '../documents/base64.ts';
import { isWrittenIn } from '../documents/note-writes.ts';
import { claimOn, hasLaterWork, standingBeside } from './act-records.ts';
import { recordsOf, type Act as PastAct } from './acts.ts';
import type { BodyActs, BodyWrite } from './body-acts.ts';
import type { Core } from './core.ts';
import { danglingLink } from './dangling.ts';
import type { UndoWatch } from './engine-api.ts';
import { currentValue, historyOf } from './history.ts';
import { isCreation, type HistoryRecord } from './history-record.ts';
import type { LocalWrites } from './local-writes.ts';
import { watchOthers, type Meanwhile } from './meanwhile.ts';
import { noteInverse } from './note-undo.ts';
import type { PlannedRecord } from './planning.ts';
import { unreadable, type UndoLink } from './preparing.ts';

export interface Undo {
  readonly undo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
  readonly redo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
}

/** Of what is to be put in again: others put it there meanwhile, or it was left when the act was taken back. */
function isThereAgain({ slot, from, to }: Change, current: Json): boolean {
  if (sameJson(from, to)) return current !== null;
  return slot.field === 'createdAt' ? from === null && current !== null : sameJson(current, to);
}

/** It was left for somebody else's sake, who has taken theirs back since. */
function isGone({ from, to }: Change, current: Json): boolean {
  return current === null && sameJson(from, to);
}

function isRemoval({ writes }: PlannedRecord): boolean {
  return writes.some(({ slot, to }) => slot.field === 'createdAt' && to === null);
}

/** `putting back`: an undo that did not come to its end; what somebody has edited since is theirs. */
type Way = 'undo' | 'redo' | 'putting back';

interface Underway {
  readonly act: PastAct;
  readonly actId: string;
  readonly redo: boolean;
  readonly removed: ReadonlySet<DocName>;
  readonly meanwhile: Meanwhile;
}

/** Looked at in one go: between two of them whoever waits has their turn, and a stop is heard. */
const CHECK_RECORDS = 250;

const STOPPED: Problem = {
  code: 'undo-stopped',
  message: 'Stopped: every record is as it was before.',
  remedy: 'It still stands in the list of what can be undone.',
};

export function createUndo(core: Core, local: LocalWrites, bodies: BodyActs): Undo {
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

  function linkInTheWay(act: PastAct, from: DocName, to: DocName): Problem {
    return standsInTheWay(act, to, `${titleOf(from)} links to it, and it was created`);
  }

  /** Who writes in the notes of a record counts on it: they would go with it, out of everybody's sight. */
  async function noteInTheWay(act: PastAct, name: DocName): Promise<Problem | null> {
    const note: DocName = `${name}/body`;
    if (!core.documents.has(note)) return null;
    const opened = await core.documents.open(note);
    if (!opened.ok) return unreadable(name);
    const upTo = act.notes?.[note];
    const since = upTo === undefined ? undefined : fromBase64(upTo);
    return isWrittenIn(Y.encodeStateAsUpdate(opened.doc), since)
      ? {
          code: 'later-work',
          message: `“${act.label}” cannot be taken back: since then the notes of ${titleOf(name)} were written in.`,
          remedy: 'Archive the record instead, or take the text out of its notes first.',
          record: name,
        }
      : null;
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
    const isRedo = actId !== act.id;
    const takesAll = isRedo || core.deps.faults?.claimsIgnored === true;
    const beside = takesAll ? [] : standingBeside(act, records);
    const writes: Write[] = [];
    const left: Slot[] = [];
    for (const change of inverseOf(own)) {
      const { slot } = change;
      if (left.some((one) => sameSlot(one, slot))) continue;
      const did = { slot, from: change.to, to: change.from };
      const isFirst = !writes.some((write) => sameSlot(write.slot, slot));
      const current = currentValue(core, change);
      // Taking back a creation also answers for what was written into the record later.
      if (isCreation({ ...did, doc: name })) {
        if (hasLaterWork(act, records, core.entity(address.entity)))
          return fail(standsInTheWay(act, name, 'there is later work'));
      } else if (isFirst && isRedo && isThereAgain(change, current)) {
        left.push(slot);
        continue;
      } else if (isFirst && !sameJson(current, change.from) && !isGone(change, current)) {
        return fail(standsInTheWay(act, name, 'it was changed again later'));
      }
      if (isFirst && current !== null && claimOn(did, beside) !== undefined) {
        left.push(slot);
        continue;
      }
      const earlier = writes.findIndex((write) => sameSlot(write.slot, slot));
      if (earlier >= 0) writes.splice(earlier, 1);
      writes.push({ slot, to: change.to });
    }
    if (writes.length === 0 && left.length === 0) return ok(null);
    const { entity, id } = address;
    return ok({ entity, id, writes, creates: false, ...(left.length === 0 ? {} : { left }) });
  }

  async function takeBack(
    act: PastAct,
    actId: string,
    way: Way,
    watch?: UndoWatch,
  ): Promise<Result<Undoable>> {
    const meanwhile = watchOthers(core);
    try {
      return await takeBackWatched(act, actId, way, meanwhile, watch);
    } finally {
      meanwhile.stop();
    }
  }

  async function takeBackWatched(
    act: PastAct,
    actId: string,
    way: Way,
    meanwhile: Meanwhile,
    watch?: UndoWatch,
  ): Promise<Result<Undoable>> {
    const redo = way !== 'undo';
    const planned: PlannedRecord[] = [];
    const notes: BodyWrite[] = [];
    const removed = new Set<DocName>();
    let lost: Problem | null = null;
    const names = [...new Set(act.docs)];
    for (const [at, name] of names.entries()) {
      if (at % CHECK_RECORDS === 0 && at > 0) {
        watch?.checked(at, names.length);
        await core.deps.pause?.();
      }
      if (way !== 'putting back' && watch?.isCancelled() === true) return fail(STOPPED);
      const inverse = await wholeInverse(act, actId, name);
      if (!inverse.ok && way === 'putting back') continue;
      if (!inverse.ok) return inverse;
      const note = await noteInverse(core, act, actId, name);
      // What can be put back is, before the rest is said to be lost.
      if (!note.ok && way !== 'putting back') return note;
      if (!note.ok) lost ??= note.problem;
      else if (note.value !== null) notes.push(note.value);
      if (inverse.value === null) continue;
      planned.push(inverse.value);
      if (isRemoval(inverse.value)) removed.add(name);
    }
    const link = removed.size === 0 ? null : danglingLink(core, removed, planned);
    if (link !== null) return fail(linkInTheWay(act, link.from, link.to));
    const label = redo ? `Redo: ${act.label}` : `Undo: ${act.label}`;
    const isSplit = planned.length > 512 || notes.length > 0;
    const batch = isSplit ? newId(core.deps.clock, core.deps.random) : '';
    /** What somebody did while it was being written. */
    let inTheWay: Problem | null = null;
    const done = await writeInverse(
      planned,
      notes,
      { label, batch },
      { undoes: act.id, redo, envelopeUndoes: actId },
      watch,
      async (chunk) => {
        const again = await stillWanted(chunk, { act, actId, redo, removed, meanwhile });
        if (!again.ok) inTheWay = again.problem;
        return again;
      },
    );
    if (!done.ok) {
      const why: Problem | null = inTheWay ?? (watch?.isCancelled() === true ? STOPPED : null);
      if (redo || why === null) return done;
      // A part of it may be written by now: that is put back the way it came.
      const back =
        act.state === 'undone' ? await takeBack(act, act.undoneBy, 'putting back') : ok(null);
      return back.ok ? fail(why) : back;
    }
    if (lost !== null) return fail(lost);
    const state = redo ? 'done' : 'undone';
    if (act.state !== state) {
      // Teammates took back all of it before: nothing is left to write, and it must not stand in the way of the next.
      const { atMs } = act;
      const note = { id: batch, label, atMs, docs: [], undoes: act.id, redo };
      const noted = await core.turn(() =>
        core.commit({ journal: { updates: [], rows: [], history: [], acts: [note] } }),
      );
      if (!noted.ok) return noted;
    }
    return ok({
      id: act.id,
      label: act.label,
      at: new Date(act.atMs).toISOString(),
      records: recordsOf(act.docs),
      state,
    });
  }

  /** The writes for one record, its notes looked into. */
  async function wholeInverse(
    act: PastAct,
    actId: string,
    name: DocName,
  ): Promise<Result<PlannedRecord | null>> {
    const inverse = await inverseFor(act, actId, name);
    if (!inverse.ok || inverse.value === null || !isRemoval(inverse.value)) return inverse;
    const inTheWay = await noteInTheWay(act, name);
    return inTheWay === null ? inverse : fail(inTheWay);
  }

  /**
   * Their turn has come, and somebody may have edited some of them since all were looked at. An undo ends there, as if it
   * had been refused at once; a redo leaves to them what they have just written.
   */
  async function stillWanted(
    chunk: readonly PlannedRecord[],
    { act, actId, redo, removed, meanwhile }: Underway,
  ): Promise<Result<readonly PlannedRecord[]>> {
    const link = meanwhile.linkInto(removed);
    if (link !== null && !redo) return fail(linkInTheWay(act, link.from, link.to));
    const wanted: PlannedRecord[] = [];
    for (const record of chunk) {
      const name = docName(record.entity, record.id);
      if (!meanwhile.changed.has(name)) {
        wanted.push(record);
        continue;
      }
      const inverse = await wholeInverse(act, actId, name);
      if (!inverse.ok && !redo) return inverse;
      if (inverse.ok && inverse.value !== null) wanted.push(inverse.value);
    }
    return ok(wanted);
  }

  async function writeInverse(
    planned: readonly PlannedRecord[],
    notes: readonly BodyWrite[],
    act: { readonly label: string; readonly batch: string },
    undo: UndoLink,
    watch: UndoWatch | undefined,
    asItGoes: (chunk: readonly PlannedRecord[]) => Promise<Result<readonly PlannedRecord[]>>,
  ): Promise<Result<unknown>> {
    const of = planned.length + notes.length;
    const from = (before: number) =>
      watch && {
        saved: (written: number) => watch.saved(before + written, of),
        // What a redo begins it ends: an act that is half there again could not be told from a whole one.
        isCancelled: () => !undo.redo && watch.isCancelled(),
      };
    const texts = await bodies.write(notes, act, undo, from(0));
    if (!texts.ok) return texts;
    const [refused] = texts.value;
    if (refused !== undefined) return fail(refused.problem);
    return local.writePlanned(planned, act, undo, from(notes.length), asItGoes);
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
          : takeBack(act, act.id, 'undo', watch);
      }),
    redo: (id, watch) =>
      afterLast(async () => {
        const act = core.acts.find(id, 'undone');
        return act === undefined || act.state !== 'undone'
          ? fail(nothing('redo'))
          : takeBack(act, act.undoneBy, 'redo', watch);
      }),
  };
}
