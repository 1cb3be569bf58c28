/** What takes back, or puts in again, what an act put into a rich text. */
import * as Y from 'yjs';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import {
  readNoteChange,
  readTheirs,
  type PutIn,
  type TakenOut,
  type Theirs,
} from '../documents/note-changes.ts';
import { backOf, putIn, takeOut } from '../documents/note-writes.ts';
import { common, rangesIn, readUpdate, without, type Range } from '../documents/update-format.ts';
import { actOf, isStanding, partedBy } from './act-records.ts';
import type { Act } from './acts.ts';
import type { BodyWrite, NoteWrite } from './body-acts.ts';
import { randomClientId } from './client-id.ts';
import type { Core } from './core.ts';
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
): Promise<Result<BodyWrite | null>> {
  const address = parseDocName(name);
  if (address?.part !== 'body') return ok(null);
  const records = await historyOf(core, name);
  const { entity, id } = address;
  const ref = { entity, id };
  if (actId !== act.id) {
    const taken = changesOf(records.filter((record) => actOf(record) === actId));
    const last = taken.findLast((change) => 'back' in change);
    if (last === undefined) return ok(null);
    if ('back' in last && last.back === '') return fail(tooLargeToRedo(core, act, name));
    return ok({ ref, write: (here) => puttingBack(here, last) });
  }
  // What a redo put in again stands there under other names than before. Whatever does not stand any more is no matter.
  const { own, others } = partedBy(act, records);
  const puts = putsOf(own);
  const [first] = puts;
  if (first === undefined) return ok(null);
  const all: PutIn = {
    put: without(
      puts.flatMap(({ put }) => put),
      notItsOwn(others),
    ),
    over: puts.flatMap(({ over }) => over),
    of: first.of,
  };
  return ok({ ref, write: (here) => takingOut(core, here, all) });
}

function tooLargeToRedo(core: Core, act: Act, name: DocName): Problem {
  const address = parseDocName(name);
  const title = address === null ? undefined : core.deps.rows.titleOf(address.entity, address.id);
  return {
    code: 'note-too-large',
    message: `“${act.label}” cannot be put in again: its text in the notes of ${title ?? 'a record'} was too large to be kept.`,
    remedy: 'Import the file again: what is here already stays as it is.',
  };
}

/** An id under which nobody wrote in this note. */
function freshClientId(core: Core, state: Uint8Array): number {
  const taken = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state));
  for (;;) {
    const clientId = randomClientId(core.deps);
    if (!taken.has(clientId)) return clientId;
  }
}

function takingOut(core: Core, here: Uint8Array, change: PutIn): NoteWrite | undefined {
  const done = takeOut(here, change, freshClientId(core, here));
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

function notItsOwn(others: readonly HistoryRecord[]): readonly Range[] {
  return [
    ...typedByTheTeam(others),
    ...standingImports(others).flatMap(({ puts }) => puts.flatMap(({ put }) => put)),
  ];
}

/** What others wrote themselves, though a file brought it here first. */
function typedByTheTeam(others: readonly HistoryRecord[]): readonly Range[] {
  return others.flatMap(({ changes }) => changes.flatMap(({ to }) => readTheirs(to)?.theirs ?? []));
}

/** What other imports put in that still stand. */
function standingImports(
  others: readonly HistoryRecord[],
): readonly { readonly record: HistoryRecord; readonly puts: readonly PutIn[] }[] {
  const imports = others.filter((record) => record.undoes === '' && putsOf([record]).length > 0);
  return imports.flatMap((record) => {
    const act = { id: actOf(record) };
    return isStanding(act, others) ? [{ record, puts: putsOf(partedBy(act, others).own) }] : [];
  });
}

/** Text to be put in again, as part of the act whose it is; of no act where somebody typed it. */
export interface LostText {
  readonly act: string;
  readonly label: string;
  readonly body: BodyWrite;
}

/**
 * Text that an undo took out of a note before it was known here that it is somebody else's as well: that which came by a
 * file, and only then from who typed it, or by somebody else's file. All of what that undo took out of the note comes
 * back: the update that does it was made then, so that it is the same whoever applies it (`note-writes.ts`).
 */
export async function lostTexts(core: Core, name: DocName): Promise<readonly LostText[]> {
  const address = parseDocName(name);
  if (address?.part !== 'body') return [];
  const ref = { entity: address.entity, id: address.id };
  const records = await historyOf(core, name);
  const isUndone = (record: HistoryRecord): boolean =>
    records.some(({ undoes }) => undoes === actOf(record));
  return records.flatMap((undo) => {
    if (undo.undoes === '' || isUndone(undo)) return [];
    const { others } = partedBy({ id: undo.undoes }, records);
    return changesOf([undo]).flatMap((change) => {
      const back = 'back' in change ? backOf(change) : undefined;
      if (!('back' in change) || back === undefined) return [];
      const { out, of } = change;
      const isAmong = (ranges: readonly Range[]): boolean => common(out, ranges).length > 0;
      if (isAmong(typedByTheTeam(others))) {
        const write = (here: Uint8Array): NoteWrite | undefined => {
          const done = putIn(here, back, of);
          return done && { update: done.update, change: null };
        };
        return [{ act: '', label: 'Notes', body: { ref, write } }];
      }
      const whose = standingImports(others).find(({ puts }) =>
        isAmong(puts.flatMap(({ put }) => put)),
      );
      if (whose === undefined) return [];
      const write = (here: Uint8Array): NoteWrite | undefined => puttingBack(here, change);
      return [{ act: actOf(whose.record), label: whose.record.label, body: { ref, write } }];
    });
  });
}

/**
 * The items of a note that an act here put in and that now come from the team as well: their author wrote them before, and
 * the file brought them sooner. To be kept with the note's past; undefined where there are none.
 */
export async function theirsIn(
  core: Core,
  name: DocName,
  updates: readonly Uint8Array[],
): Promise<Theirs | undefined> {
  if (updates.length === 0 || !core.acts.wroteInto(name)) return undefined;
  const puts = putsOf(await historyOf(core, name)).flatMap(({ put }) => put);
  // What its author has thrown away since is nothing to be kept.
  const thrownAway = updates.flatMap((update) => readUpdate(update).deleted);
  const theirs = without(common(puts, updates.flatMap(rangesIn)), thrownAway);
  return theirs.length === 0 ? undefined : { theirs };
}

function putsOf(records: readonly HistoryRecord[]): PutIn[] {
  return changesOf(records).filter((change) => 'put' in change);
}

function changesOf(records: readonly HistoryRecord[]): (PutIn | TakenOut)[] {
  return records.flatMap(({ changes }) => changes.flatMap(({ to }) => readNoteChange(to) ?? []));
}
