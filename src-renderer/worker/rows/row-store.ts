/**
 * The rows of every entity in memory: what all questions are answered from. The projector is the only writer.
 * Rows are never changed in place; a change is another object, so that readers compare by identity.
 */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { entityNamed as registered } from '../../../crm/modules/registry.ts';
import { linkFieldsOf, type LinkField } from './link-fields.ts';
import { LinkIndex } from './link-index.ts';
import type { RowChange } from './row-change.ts';
import { RowTable } from './row-table.ts';

export interface RowUpdate {
  readonly entity: string;
  readonly id: string;
  /** undefined: the record is gone. */
  readonly after: AnyRow | undefined;
}

export interface RowObserver {
  /** After all of a batch is in place, with what stood there before. */
  readonly changed: (changes: readonly RowChange[]) => void;
  /** After `load` or `redefine`, which do not name the rows. */
  readonly loaded: (entity: string) => void;
}

export interface RowStore {
  /** Puts rows without telling observers of each: for the start, also in several portions. */
  readonly load: (entity: string, rows: readonly AnyRow[]) => void;
  /** Applies in order, tells the observers once, and returns what really changed. */
  readonly apply: (updates: readonly RowUpdate[]) => readonly RowChange[];
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  /** Archived rows included, in no particular order. */
  readonly all: (entity: string) => Iterable<AnyRow>;
  readonly count: (entity: string) => number;
  /** undefined when there is no such record here (yet). */
  readonly titleOf: (entity: string, id: string) => string | undefined;
  /** Grows whenever a title of the entity (`*`: of any) that somebody read may be another one now. */
  readonly titleVersion: (entity: string) => number;
  /**
   * The entity has another definition: every row is read anew by `settle`, which gives the same object where nothing
   * is to be done, and whatever was derived from the table starts anew. Observers hear of it as of a load.
   */
  readonly redefine: (entity: string, settle: (row: AnyRow) => AnyRow) => void;
  /** The rows by slot, for what is derived from them inside the worker. */
  readonly table: (entity: string) => RowTable;
  /** Which records of `from` point at others through this field; one index for all who ask. undefined: no such link. */
  readonly links: (from: string, path: string) => LinkIndex | undefined;
  /** Returns the way to stop. Observers are told in the order in which they came. */
  readonly observe: (observer: RowObserver) => () => void;
}

/** `entityNamed` finds a definition by name; without one a record's title is its id. */
export function createRowStore(
  entityNamed: (name: string) => EntityDef | undefined = registered,
): RowStore {
  const tables = new Map<string, RowTable>();
  const observers = new Set<RowObserver>();
  const indexes = new WeakMap<LinkField, LinkIndex>();

  function table(entity: string): RowTable {
    let found = tables.get(entity);
    if (found === undefined) {
      found = new RowTable(entity, () => entityNamed(entity));
      tables.set(entity, found);
    }
    return found;
  }

  return {
    table,
    load: (entity, rows) => {
      if (rows.length === 0) return;
      table(entity).load(rows);
      for (const observer of observers) observer.loaded(entity);
    },
    redefine: (entity, settle) => {
      table(entity).redefine(settle);
      for (const observer of observers) observer.loaded(entity);
    },
    apply: (updates) => {
      const changes: RowChange[] = [];
      for (const { entity, id, after } of updates) {
        const before = table(entity).set(id, after);
        if (before !== after) changes.push({ entity, id, before, after });
      }
      if (changes.length > 0) for (const observer of observers) observer.changed(changes);
      return changes;
    },
    get: (entity, id) => tables.get(entity)?.get(id),
    all: table,
    links: (from, path) => {
      const definition = entityNamed(from);
      const field = definition && linkFieldsOf(definition).find((link) => link.path === path);
      if (field === undefined) return undefined;
      let index = indexes.get(field);
      if (index === undefined) indexes.set(field, (index = new LinkIndex(table(from), field)));
      return index;
    },
    count: (entity) => tables.get(entity)?.count ?? 0,
    titleOf: (entity, id) => tables.get(entity)?.titleOf(id),
    titleVersion: (entity) => {
      if (entity !== '*') return table(entity).titleVersion;
      let version = 0;
      for (const each of tables.values()) version += each.titleVersion;
      return version;
    },
    observe: (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
  };
}
