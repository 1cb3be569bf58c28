/** The notes of a workspace file, put into those that are here: part of the import's act, and taken back with it. */
import * as Y from 'yjs';
import type { RestoreReport } from '../../../crm/contracts/rpc/workspace-file.rpc.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import type { Act, BodyInput, Engine, WriteWatch } from '../engine/engine-api.ts';
import { noteAdditions, UNREADABLE_NOTE } from './note-merging.ts';

export interface NotesTaken {
  readonly notes: RestoreReport['notes'];
  readonly problems: RestoreReport['problems'];
}

/** Notes that are read before they are written together. */
const GROUP_NOTES = 64;
/** The state of a rich text in which nobody ever wrote. */
const NO_NOTE = Y.encodeStateAsUpdate(new Y.Doc({ guid: 'empty' }));

/** Without `act` nothing is written: it only tells what would be. */
export async function takeInNotes(
  engine: Pick<Engine, 'get' | 'openBody' | 'hasBody' | 'putIntoBodies' | 'takenOut'>,
  notes: ReadonlyMap<string, Uint8Array>,
  /** Records that this import makes, as `<entity>/<id>`. */
  created: ReadonlySet<string>,
  act: Act | undefined,
  watch: WriteWatch,
): Promise<Result<NotesTaken>> {
  const taken: NotesTaken = { notes: { created: 0, merged: 0 }, problems: [] };
  const problem = (what: string): unknown => taken.problems.push({ file: 'Notes', row: 0, what });
  let group: BodyInput[] = [];
  const save = async (): Promise<Result<unknown>> => {
    const bodies = group;
    group = [];
    if (act === undefined || bodies.length === 0) return ok(null);
    const written = await engine.putIntoBodies(bodies, act, watch);
    if (written.ok) for (const { problem: why } of written.value) problem(why.message);
    return written;
  };
  for (const [name, fromFile] of notes) {
    const [entity = '', id = ''] = name.split('/');
    const ref = { entity, id };
    const isNew = created.has(name);
    if (watch.isCancelled()) break;
    if (!isNew && engine.get(entity, id) === undefined) continue;
    const isHere = engine.hasBody(ref);
    const here = isHere ? await engine.openBody(ref) : NO_NOTE;
    const additions = noteAdditions(here, fromFile, isHere ? await engine.takenOut(ref) : []);
    if (additions === UNREADABLE_NOTE) problem('a note that is no text');
    if (additions === undefined || additions === UNREADABLE_NOTE) continue;
    if (isNew) taken.notes.created++;
    else taken.notes.merged++;
    group.push({ ref, ...additions, goesWithRecord: isNew });
    const saved = group.length < GROUP_NOTES ? ok(null) : await save();
    if (!saved.ok) return saved;
  }
  const saved = await save();
  return saved.ok ? ok(taken) : saved;
}
