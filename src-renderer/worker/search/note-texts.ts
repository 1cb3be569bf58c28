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
  /** Whose last letter is not long ago, and whether another one came since it was looked at. */
  const writing = new Map<string, boolean>();
  let reading = false;
  let closed = false;

  async function readAll(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      for (let next = first(unread); next !== undefined && !closed; next = first(unread)) {
        const [name, [entity, id]] = next;
        await deps.pause();
        unread.delete(name);
        const text = await readOne(entity, id);
        if (closed || text === undefined || text === (texts.get(name) ?? '')) continue;
        texts.set(name, text);
        changed(entity, id);
      }
    } finally {
      // Whatever happens to one, the next that is wanted is read.
      reading = false;
    }
  }

  /** A document that cannot be read now is read when somebody writes in it; the others do not wait for it. */
  async function readOne(entity: string, id: string): Promise<string | undefined> {
    try {
      return await deps.read(entity, id);
    } catch {
      return undefined;
    }
  }

  /** Each letter puts it off: what is typed without a pause is read once, after it. */
  function readLater(name: string): void {
    const [entity = '', id = ''] = name.split('/');
    writing.set(name, false);
    deps.after(WRITTEN_AFTER_MS, () => {
      if (closed) return;
      if (writing.get(name) === true) return readLater(name);
      writing.delete(name);
      known.add(name);
      unread.set(name, [entity, id]);
      void readAll();
    });
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
      if (writing.has(name)) writing.set(name, true);
      else if (!unread.has(name)) readLater(name);
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
