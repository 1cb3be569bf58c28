/**
 * Documents in which somebody took back what somebody else, without knowing of it, built on or wrote as well. Whoever
 * takes back looks at all that is here and leaves what is others', or is refused; what was still on its way then shows
 * only when the two meet, and Yjs lets one of them win. What undo would have left had it known is put in again here.
 */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { randomInt } from '../../../crm/kernel/ports.ts';
import { eachLink } from '../../../crm/kernel/record-links.ts';
import { sameJson, type Slot, type Write } from '../../../crm/kernel/write.ts';
import { isGapped, readSlot } from '../documents/record-doc.ts';
import { actOf, claimOn, laterWork, standingBeside } from './act-records.ts';
import type { BodyActs } from './body-acts.ts';
import type { Core } from './core.ts';
import { historyOf } from './history.ts';
import type { HistoryRecord } from './history-record.ts';
import type { LocalWrites } from './local-writes.ts';
import { lostTexts } from './note-undo.ts';
import type { PlannedRecord } from './planning.ts';
import { NO_UNDO } from './preparing.ts';

/** Entries of one act may arrive in several parts; and mostly one desktop writes, and the others find it done. */
const QUIET_MS = 2_000;
const SPREAD_MS = 4_000;
/** Looked at in one go. */
const LOOKED_AT = 64;

const CREATED_AT: Slot = { field: 'createdAt' };

export interface Contested {
  /** Something came in, or a start found some: they are looked at when it has been quiet for a moment. */
  readonly soon: () => void;
  readonly stop: () => void;
}

/** What is to be put in again, as part of the act whose it is: who takes that back takes this as well. */
interface PutBack {
  readonly act: string;
  readonly label: string;
  readonly record: PlannedRecord;
}

export function createContested(
  core: Core,
  local: LocalWrites,
  bodyActs: BodyActs,
  isCatchingUp: () => boolean,
): Contested {
  const { deps, contested } = core;
  let cancel: () => void = () => undefined;
  let isRunning = false;
  let isStopped = false;

  function soon(): void {
    if (isStopped || isRunning || contested.size === 0 || deps.faults?.contestedLeftAlone) return;
    cancel();
    cancel = deps.timers.after(QUIET_MS + randomInt(deps.random, SPREAD_MS), () => void settle());
  }

  async function settle(): Promise<void> {
    if (isCatchingUp()) return soon();
    isRunning = true;
    try {
      while (contested.size > 0 && !isStopped) {
        const names = [...contested].slice(0, LOOKED_AT);
        const [notes, records] = parted(names, (name) => name.endsWith('/body'));
        if (!(await lookAtNotes(notes))) break;
        if (!(await core.turn(() => lookAt(records)))) break;
        await deps.pause?.();
      }
    } finally {
      isRunning = false;
    }
    soon();
  }

  /** False where the disk does not take it: the next thing that arrives tries again. */
  async function lookAtNotes(names: readonly DocName[]): Promise<boolean> {
    for (const name of names) {
      for (const { act, label, body } of await lostTexts(core, name)) {
        const done = await bodyActs.write([body], { label, batch: act, unlisted: true }, NO_UNDO);
        if (!done.ok) return false;
      }
      contested.delete(name);
    }
    return true;
  }

  /** Within a turn. False where the disk does not take it: the next thing that arrives tries again. */
  async function lookAt(names: readonly DocName[]): Promise<boolean> {
    const found: PutBack[] = [];
    for (const name of names) {
      const one = await wantedIn(name);
      if (one !== undefined) found.push(one);
    }
    for (const [act, parts] of Map.groupBy(found, (one) => one.act)) {
      const label = parts[0]?.label ?? '';
      const records = parts.map(({ record }) => record);
      const done = await local.writeInTurn(records, { label, batch: act, unlisted: true });
      if (!done.ok) return false;
      for (const { entity, id } of records) await bringLinked(docName(entity, id), act, label);
    }
    for (const name of names) contested.delete(name);
    return true;
  }

  /** What a record that is there again links to, and was taken back with it, is there again as well. */
  async function bringLinked(name: DocName, act: string, label: string): Promise<void> {
    const address = parseDocName(name);
    const entity = address === null ? undefined : core.entity(address.entity);
    const row = address === null ? undefined : deps.rows.get(address.entity, address.id);
    if (entity === undefined || row === undefined) return;
    for (const to of missingLinks(entity, row)) {
      const made = await lastMade(to);
      const target = parseDocName(to);
      if (made === undefined || target === null) continue;
      const writes: Write[] = [{ slot: CREATED_AT, to: made }];
      const record = { entity: target.entity, id: target.id, writes, creates: false };
      const done = await local.writeInTurn([record], { label, batch: act, unlisted: true });
      if (done.ok) await bringLinked(to, act, label);
    }
  }

  function missingLinks(entity: EntityDef, row: AnyRow): ReadonlySet<DocName> {
    const missing = new Set<DocName>();
    eachLink(entity, row, (to, id) => {
      const name = docName(to, id);
      if (deps.rows.get(to, id) === undefined && core.documents.has(name)) missing.add(name);
    });
    return missing;
  }

  /** When it was made, as an undo says that took it away. */
  async function lastMade(name: DocName): Promise<Json | undefined> {
    const records = await historyOf(core, name);
    const taken = records.flatMap((record) =>
      record.undoes === '' ? [] : record.changes.filter(isTaken),
    );
    return taken.at(-1)?.from;
  }

  async function wantedIn(name: DocName): Promise<PutBack | undefined> {
    const address = parseDocName(name);
    const entity = address === null ? undefined : core.entity(address.entity);
    if (address === null || address.part === 'body' || entity === undefined) return undefined;
    const records = await historyOf(core, name);
    const undos = records.filter(
      (record) =>
        record.undoes !== '' &&
        records.every(({ undoes }) => undoes !== actOf(record)) &&
        records.some((base) => base.undoes === '' && actOf(base) === record.undoes),
    );
    if (undos.length === 0) return undefined;
    const opened = await core.documents.open(name);
    if (!opened.ok || isGapped(opened.doc)) return undefined;
    const { doc } = opened;
    let whose: HistoryRecord | undefined;
    const writes: Write[] = [];
    const isThere = (): boolean =>
      readSlot(doc, CREATED_AT) !== null || writes.some(({ slot }) => slot.field === 'createdAt');
    const wanted = (slot: Slot, to: Json, by: HistoryRecord): void => {
      // All in one act: whoever lost the most of it is asked no more than once.
      whose ??= by;
      writes.push({ slot, to });
    };
    for (const undo of undos) {
      const act = { id: undo.undoes };
      const beside = deps.faults?.claimsIgnored === true ? [] : standingBeside(act, records);
      const taken = undo.changes.find(isTaken);
      if (taken !== undefined && !isThere()) {
        const did = { slot: taken.slot, from: taken.to, to: taken.from };
        const by = claimOn(did, beside) ?? laterWork(act, records, entity).at(-1)?.by;
        if (by !== undefined) wanted(taken.slot, taken.from, by);
      }
      for (const { slot, from, to } of undo.changes) {
        if (!isThere() || slot.field === 'createdAt' || sameJson(from, to)) continue;
        if (!sameJson(readSlot(doc, slot), to)) continue;
        const by = claimOn({ slot, from: to, to: from }, beside);
        if (by !== undefined) wanted(slot, from, by);
      }
    }
    if (whose === undefined) return undefined;
    const { entity: of, id } = address;
    const record = { entity: of, id, writes, creates: false };
    return { act: actOf(whose), label: whose.label, record };
  }

  return {
    soon,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

function parted<Value>(
  values: readonly Value[],
  is: (value: Value) => boolean,
): [readonly Value[], readonly Value[]] {
  return [values.filter(is), values.filter((value) => !is(value))];
}

function isTaken({
  slot,
  from,
  to,
}: {
  readonly slot: Slot;
  readonly from: Json;
  readonly to: Json;
}): boolean {
  return slot.field === 'createdAt' && slot.member === undefined && from !== null && to === null;
}
