/** The list of what this person did here and can take back, over restarts and days. */
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import { docName, parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import type { ActNote } from './journal-entry.ts';

/** Beyond this the oldest acts can no longer be taken back in one step; their history stays with the records. */
const ACTS_MAX = 500;

export interface Act {
  readonly id: string;
  readonly label: string;
  readonly atMs: number;
  readonly docs: DocName[];
  /** As in `ActNote`. */
  notes?: Readonly<Record<DocName, string>>;
  state: 'done' | 'undone';
  /** The act that took it back last, whose inverse puts it back again. */
  undoneBy: string;
  /** Grows with every undo, so that redo puts back first what was taken back last. 0: never undone. */
  undoneOrder: number;
}

export interface Acts {
  readonly add: (note: ActNote) => void;
  readonly find: (id: string | undefined, state: Act['state']) => Act | undefined;
  readonly list: () => readonly Undoable[];
  /** Whether one of them put text into this note; may be so of one that is no longer in the list. */
  readonly wroteInto: (name: DocName) => boolean;
  /** Grows with every change of the list. */
  readonly version: () => number;
  /** For keeping over a fold. */
  readonly save: () => string;
  /** Replaces all by what `save` gave. */
  readonly load: (kept: string) => void;
}

function isNote(name: DocName): boolean {
  return name.endsWith('/body');
}

/** How many records these documents belong to: a record and its note are one. */
export function recordsOf(docs: readonly DocName[]): number {
  const notes = docs.filter(isNote);
  if (notes.length === 0) return docs.length;
  const records = new Set(docs);
  for (const name of notes) {
    records.delete(name);
    const address = parseDocName(name);
    if (address !== null) records.add(docName(address.entity, address.id));
  }
  return records.size;
}

export function createActs(): Acts {
  let acts = new Map<string, Act>();
  let version = 0;
  const notes = new Set<DocName>();
  const noteNotes = (docs: readonly DocName[]): void => {
    for (const name of docs) if (isNote(name)) notes.add(name);
  };

  function add(note: ActNote): void {
    version += 1;
    const target = acts.get(note.undoes === '' ? note.id : note.undoes);
    if (target !== undefined && note.notes !== undefined)
      target.notes = { ...target.notes, ...note.notes };
    if (note.undoes !== '') {
      if (target === undefined) return;
      target.state = note.redo ? 'done' : 'undone';
      target.undoneBy = note.redo ? '' : note.id;
      target.undoneOrder = 1 + Math.max(...[...acts.values()].map((act) => act.undoneOrder));
      return;
    }
    noteNotes(note.docs);
    if (target === undefined) {
      const { id, label, atMs, docs, notes: texts } = note;
      acts.set(id, {
        id,
        label,
        atMs,
        docs: [...docs],
        ...(texts === undefined ? {} : { notes: texts }),
        state: 'done',
        undoneBy: '',
        undoneOrder: 0,
      });
    } else {
      // Another envelope of one batch.
      for (const doc of note.docs) target.docs.push(doc);
    }
    if (acts.size > ACTS_MAX) {
      const [oldest] = acts.keys();
      if (oldest !== undefined) acts.delete(oldest);
    }
  }

  return {
    add,
    find: (id, state) => {
      if (id !== undefined) return acts.get(id);
      const candidates = [...acts.values()].filter((act) => act.state === state);
      if (state === 'done') return candidates.at(-1);
      return candidates.toSorted((a, b) => a.undoneOrder - b.undoneOrder).at(-1);
    },
    list: () =>
      [...acts.values()].toReversed().map(({ id, label, atMs, docs, state }) => ({
        id,
        label,
        at: new Date(atMs).toISOString(),
        records: recordsOf(docs),
        state,
      })),
    wroteInto: (name) => notes.has(name),
    version: () => version,
    save: () => JSON.stringify([...acts.values()]),
    load: (kept) => {
      acts = new Map((JSON.parse(kept) as Act[]).map((act) => [act.id, act]));
      for (const { docs } of acts.values()) noteNotes(docs);
    },
  };
}
