/**
 * The plain texts of notes that are found by search, of entities that say so (`mainText`). They are read from the rich
 * text itself, in the background, and kept in memory alone: no second copy that could say something else.
 */
import { bodyName } from '../../../crm/kernel/ids.ts';

export interface NoteTextsDeps {
  /** Whether anybody ever wrote rich text on it. */
  readonly has: (entity: string, id: string) => boolean;
  readonly read: (entity: string, id: string) => Promise<string>;
  /** Runs once after `ms`. */
  readonly after: (ms: number, run: () => void) => unknown;
  /** Resolves in a later turn, when nobody is acting. */
  readonly pause: () => Promise<void>;
}

export interface NoteTexts {
  /** What is known of it; '' until it was read. */
  readonly of: (entity: string, id: string) => string;
  /** Reads it unless it was read. */
  readonly want: (entity: string, id: string) => void;
  /** Somebody writes in it: it is read again when they pause. */
  readonly written: (docName: string) => void;
  readonly isReading: () => boolean;
  readonly close: () => void;
}

/** Letters come many a second; it is found a moment after the last. */
const WRITTEN_AFTER_MS = 1_000;

export function createNoteTexts(
  deps: NoteTextsDeps,
  changed: (entity: string, id: string) => void,
): NoteTexts {
  const texts = new Map<string, string>();
  const known = new Set<string>();
  const unread = new Map<string, readonly [entity: string, id: string]>();
  let reading = false;
  let closed = false;

  async function readAll(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let next = first(unread); next !== undefined && !closed; next = first(unread)) {
      const [name, [entity, id]] = next;
      await deps.pause();
      unread.delete(name);
      // A document that cannot be read now is read when somebody writes in it; the others do not wait for it.
      const text = await deps.read(entity, id).catch(() => undefined);
      if (closed || text === undefined || text === (texts.get(name) ?? '')) continue;
      texts.set(name, text);
      changed(entity, id);
    }
    reading = false;
  }

  return {
    of: (entity, id) => texts.get(bodyName(entity, id)) ?? '',
    want(entity, id) {
      const name = bodyName(entity, id);
      if (known.has(name) || !deps.has(entity, id)) return;
      known.add(name);
      unread.set(name, [entity, id]);
      void readAll();
    },
    written(name) {
      const [entity = '', id = ''] = name.split('/');
      if (unread.has(name)) return;
      deps.after(WRITTEN_AFTER_MS, () => {
        if (closed) return;
        known.add(name);
        unread.set(name, [entity, id]);
        void readAll();
      });
    },
    isReading: () => reading,
    close: () => {
      closed = true;
    },
  };
}

function first<Key, Value>(map: ReadonlyMap<Key, Value>): readonly [Key, Value] | undefined {
  for (const entry of map) return entry;
  return undefined;
}
