/** What takes back, or puts in again, what an act put into a rich text. */
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { readNoteChange, type PutIn, type TakenOut } from '../documents/note-changes.ts';
import { backOf, putIn, takeOut } from '../documents/note-writes.ts';
import { actOf, partedBy } from './act-records.ts';
import type { Act } from './acts.ts';
import type { BodyWrite, NoteWrite } from './body-acts.ts';
import { freshClientId, type Core } from './core.ts';
import { historyOf } from './history.ts';
import type { HistoryRecord } from './history-record.ts';

/** What puts a note's text in again is kept only up to here: an envelope must hold it, as text. */
const BACK_MAX_CHARS = 3 * 1024 * 1024;

/** null where the act put nothing into this document. Later work on it is in no way: nothing of that is touched. */
export async function noteInverse(
  core: Core,
  act: Act,
  actId: string,
  name: DocName,
): Promise<BodyWrite | null> {
  const address = parseDocName(name);
  if (address?.part !== 'body') return null;
  const records = await historyOf(core, name);
  const { entity, id } = address;
  const ref = { entity, id };
  if (actId !== act.id) {
    const taken = changesOf(records.filter((record) => actOf(record) === actId));
    const last = taken.findLast((change) => 'back' in change);
    return last === undefined ? null : { ref, write: (here) => puttingBack(here, last) };
  }
  // What a redo put in again stands there under other names than before. Whatever does not stand any more is no matter.
  const puts = changesOf(partedBy(act, records).own).filter((change) => 'put' in change);
  const [first] = puts;
  if (first === undefined) return null;
  const all: PutIn = {
    put: puts.flatMap(({ put }) => put),
    over: puts.flatMap(({ over }) => over),
    of: first.of,
  };
  return { ref, write: (here) => takingOut(core, here, all) };
}

function takingOut(core: Core, here: Uint8Array, change: PutIn): NoteWrite | undefined {
  const done = takeOut(here, change, freshClientId(core.deps, here));
  if (done === undefined) return undefined;
  const { update, taken } = done;
  const isKept = taken.back.length <= BACK_MAX_CHARS;
  return { update, change: isKept ? taken : { ...taken, back: '' } };
}

function puttingBack(here: Uint8Array, change: TakenOut): NoteWrite | undefined {
  const back = backOf(change);
  const done = back === undefined ? undefined : putIn(here, back, change.of);
  return done && { update: done.update, change: done.put };
}

function changesOf(records: readonly HistoryRecord[]): (PutIn | TakenOut)[] {
  return records.flatMap(({ changes }) => changes.flatMap(({ to }) => readNoteChange(to) ?? []));
}
