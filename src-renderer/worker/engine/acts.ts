/** The list of what this person did here and can take back, over restarts and days. */
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { ActNote } from './journal-entry.ts';

/** Beyond this the oldest acts can no longer be taken back in one step; their history stays with the records. */
const ACTS_MAX = 500;

export interface Act {
  readonly id: string;
  readonly label: string;
  readonly atMs: number;
  readonly docs: DocName[];
  state: 'done' | 'undone';
  /** The act that took it back last, whose inverse puts it back again. */
  undoneBy: string;
}

export interface Acts {
  readonly add: (note: ActNote) => void;
  readonly find: (id: string | undefined, state: Act['state']) => Act | undefined;
  readonly list: () => readonly Undoable[];
  /** For keeping over a fold. */
  readonly save: () => string;
  /** Replaces all by what `save` gave. */
  readonly load: (kept: string) => void;
}

export function createActs(): Acts {
  let acts = new Map<string, Act>();

  function add(note: ActNote): void {
    if (note.undoes !== '') {
      const target = acts.get(note.undoes);
      if (target === undefined) return;
      target.state = note.redo ? 'done' : 'undone';
      target.undoneBy = note.redo ? '' : note.id;
      return;
    }
    const present = acts.get(note.id);
    if (present === undefined) {
      acts.set(note.id, { id: note.id, label: note.label, atMs: note.atMs, docs: [...note.docs], state: 'done', undoneBy: '' });
    } else {
      // Another envelope of one batch.
      for (const doc of note.docs) present.docs.push(doc);
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
      return [...acts.values()].toReversed().find((act) => act.state === state);
    },
    list: () =>
      [...acts.values()].toReversed().map(({ id, label, atMs, docs, state }) => ({
        id,
        label,
        at: new Date(atMs).toISOString(),
        records: docs.length,
        state,
      })),
    save: () => JSON.stringify([...acts.values()]),
    load: (kept) => {
      acts = new Map((JSON.parse(kept) as Act[]).map((act) => [act.id, act]));
    },
  };
}
