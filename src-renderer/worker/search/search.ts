/** Finds records of all kinds by what people remember of them. Built in the background, kept up to date. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import type { RowStore } from '../rows/row-store.ts';
import { byScore, EntityIndex, type Alike, type Found } from './entity-index.ts';
import { createNoteTexts, type NoteTextsDeps } from './note-texts.ts';
import { describe, type SearchHit } from './search-hit.ts';

export interface SearchDeps {
  readonly rows: RowStore;
  /** Those that can be found, as they are defined now. */
  readonly entities: () => readonly EntityDef[];
  readonly context: () => FormatContext;
  /** Milliseconds that never run backwards; fractions count. */
  readonly now: () => number;
  /** Resolves in a later turn, after what waits has had its turn. */
  readonly pause: () => Promise<void>;
  /** Where the notes of entities with a `mainText` are read; absent: they are not searched. */
  readonly notes?: NoteTextsDeps;
}

export interface SearchQuestion {
  readonly text: string;
  /** Only records of these; absent: of all. */
  readonly entities?: readonly string[] | undefined;
  readonly limit: number;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** False while records wait to be indexed: there may be more. */
  readonly complete: boolean;
}

export interface Search {
  /** Starts indexing what is in the store, and resolves when nothing waits any more. Later changes follow by themselves. */
  readonly build: () => Promise<void>;
  readonly search: (question: SearchQuestion) => SearchAnswer;
  /** Records of one entity that have words in common with a text, the likest first. */
  readonly alike: (entity: string, text: string, limit: number) => readonly Alike[];
  /** Somebody wrote in the notes of a record. */
  readonly noteWritten: (docName: string) => void;
  /** The text of a note that is searched; '' where there is none, or it was not read yet. */
  readonly noteOf: (entity: string, id: string) => string;
  readonly close: () => void;
}

/** Indexing leaves the worker to others after this long; a frame at 60 Hz lasts 16 ms. */
const SLICE_MAX_MS = 8;
/** An edit is found at once; more than these in one batch are indexed in the background. */
const AT_ONCE_MAX_RECORDS = 20;
/** The clock is asked only every so many records. */
const RECORDS_PER_LOOK = 16;

interface Queue {
  readonly index: EntityIndex;
  /** Whether rows were loaded that have not all been looked at; those below `nextSlot` have. */
  loading: boolean;
  nextSlot: number;
  readonly changed: Set<string>;
}

/** What configures the workspace is looked for in the settings. */
export function isSearched({ traits }: EntityDef): boolean {
  return !traits.includes('setting') || traits.includes('searched');
}

export function createSearch({ rows, entities, context, now, pause, notes }: SearchDeps): Search {
  const queues = new Map<string, Queue>();
  for (const entity of entities()) {
    if (searchedKeys(entity).length > 0) queues.set(entity.name, newQueue(entity));
  }
  let running: Promise<void> | undefined;
  let started = false;
  let closed = false;
  const texts =
    notes === undefined
      ? undefined
      : createNoteTexts(notes, (entity, id) => {
          const queue = queues.get(entity);
          if (queue !== undefined) indexNow(queue, id);
        });

  /** An entity that came, went, or has other fields. What it holds is indexed anew only if that is findable otherwise. */
  function redefine(name: string): void {
    const entity = entities().find((one) => one.name === name);
    const queue = queues.get(name);
    if (entity === undefined || searchedKeys(entity).length === 0) {
      queues.delete(name);
      return;
    }
    if (queue === undefined) queues.set(name, newQueue(entity));
    else if (queue.index.entity !== entity) {
      const changed = changedKeys(queue.index.entity, entity);
      const isHeld = changed.length > 0 && queue.index.holdsAny(changed);
      if (isHeld) queues.set(name, newQueue(entity));
      else queue.index.redefine(entity);
    }
  }

  function indexNow({ index }: Queue, id: string): void {
    const row = rows.get(index.entity.name, id);
    const { name, traits } = index.entity;
    if (row === undefined || row.archivedAt !== undefined) return index.put(id, undefined);
    if (texts === undefined || !traits.includes('mainText')) return index.put(id, row);
    texts.want(name, id);
    index.put(id, row, texts.of(name, id));
  }

  function isWaiting({ loading, changed }: Queue): boolean {
    return loading || changed.size > 0;
  }

  /** Indexes one record that waits; false when none does. */
  function step(queue: Queue): boolean {
    for (const id of queue.changed) {
      queue.changed.delete(id);
      indexNow(queue, id);
      return true;
    }
    const table = rows.table(queue.index.entity.name);
    queue.loading &&= queue.nextSlot < table.rows.length;
    if (!queue.loading) return false;
    const row = table.rows[queue.nextSlot++];
    if (row !== undefined) indexNow(queue, row.id);
    return true;
  }

  async function work(): Promise<void> {
    // Not in the turn of the change itself: whoever waits for that has nothing to wait for here.
    await pause();
    let sliceStartMs = now();
    for (const queue of queues.values()) {
      let sinceLook = 0;
      while (!closed && step(queue)) {
        if (++sinceLook < RECORDS_PER_LOOK) continue;
        sinceLook = 0;
        if (now() - sliceStartMs < SLICE_MAX_MS) continue;
        await pause();
        sliceStartMs = now();
      }
    }
  }

  /** One worker at a time; what arrives while it runs is taken up before it ends. */
  function run(): Promise<void> {
    running ??= (async () => {
      do await work();
      while (!closed && [...queues.values()].some(isWaiting));
      running = undefined;
    })();
    return running;
  }

  const stopObserving = rows.observe({
    changed: (changes) => {
      const atOnce = started && running === undefined && changes.length <= AT_ONCE_MAX_RECORDS;
      for (const { entity, id } of changes) {
        const queue = queues.get(entity);
        if (queue === undefined) continue;
        if (atOnce) indexNow(queue, id);
        else queue.changed.add(id);
      }
      if (!atOnce && started) void run();
    },
    loaded: (entity) => {
      redefine(entity);
      const queue = queues.get(entity);
      if (queue === undefined) return;
      queue.loading = true;
      queue.nextSlot = 0;
      if (started) void run();
    },
  });

  return {
    build: () => {
      started = true;
      return run();
    },
    search: ({ text, entities: only, limit }) => {
      const indexOf = new Map<Found, EntityIndex>();
      let complete = true;
      for (const queue of queues.values()) {
        if (only !== undefined && !only.includes(queue.index.entity.name)) continue;
        complete &&= started && !isWaiting(queue);
        if (queue.index.entity.traits.includes('mainText'))
          complete &&= texts?.isReading() !== true;
        for (const found of queue.index.find(text, limit)) indexOf.set(found, queue.index);
      }
      const format = context();
      const hits = [...indexOf]
        .toSorted(([a], [b]) => byScore(a, b))
        .slice(0, limit)
        .map(([found, index]) =>
          describe(index.entity, found, text, format, index.noteOf(found.row.id)),
        );
      return { hits, complete };
    },
    alike: (entity, text, limit) => queues.get(entity)?.index.alike(text, limit) ?? [],
    noteWritten: (name) => {
      const [entity = ''] = name.split('/');
      if (queues.get(entity)?.index.entity.traits.includes('mainText') === true)
        texts?.written(name);
    },
    noteOf: (entity, id) => queues.get(entity)?.index.noteOf(id) ?? '',
    close: () => {
      closed = true;
      texts?.close();
      stopObserving();
    },
  };
}

function newQueue(entity: EntityDef): Queue {
  return { index: new EntityIndex(entity), loading: true, nextSlot: 0, changed: new Set() };
}

function searchedKeys(entity: EntityDef): readonly string[] {
  return Object.keys(entity.fields).filter((key) => entity.fields[key]?.search === true);
}

/** Fields whose words are others now: they came, went, or what their choices are called changed. */
function changedKeys(before: EntityDef, after: EntityDef): readonly string[] {
  const words = ({ fields }: EntityDef, key: string): string =>
    fields[key]?.search === true ? JSON.stringify(fields[key]) : '';
  return [...new Set([...searchedKeys(before), ...searchedKeys(after)])].filter(
    (key) => words(before, key) !== words(after, key),
  );
}
