/** What questions see of computed fields: one of them over all records of its entity, and all of them together. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { ChangeLog } from '../rows/slot-log.ts';
import type { Touched } from './touched.ts';

export type ColumnContext = QueryContext;

/** Neither: there is nothing to compute from. */
export interface Outcome {
  readonly value?: unknown;
  /** Why there is no value, to follow “because”. */
  readonly problem?: string;
}

/** One computed field over all records of its entity. */
export interface Column {
  /** Entities whose records it reads besides its own. */
  readonly reads: ReadonlySet<string>;
  readonly readsToday: boolean;
  /** The same object as long as the value is the same. */
  readonly at: (row: AnyRow) => Outcome;
  /** Of which records the value may be another though their row is not. */
  readonly touched: Touched;
  /** False while an index of many records is to be made first; making it once makes it true. */
  readonly isReady: () => boolean;
}

export interface ComputedValues {
  readonly column: (entity: EntityDef, key: string) => Column;
  /** Grows whenever something besides the row itself may have changed the value. */
  readonly outside: (column: Column) => number;
  /**
   * The row with the values of its computed fields, and the reasons where there is none; itself if it has no such
   * fields. What must first go through many records is left out, and handed to `wait`.
   */
  readonly fill: (entity: EntityDef, row: AnyRow, wait?: (column: Column) => void) => AnyRow;
  /** All entities that the computed fields of this one read. */
  readonly readsOf: (entity: EntityDef) => ReadonlySet<string>;
  /** Who asks, on which day, from now on. */
  readonly ask: (context: QueryContext) => void;
  /** Definitions changed: every column is made anew. */
  readonly forget: () => void;
}

/** A field that has no value, and why. */
export function failing(problem: string): Column {
  const outcome = { problem };
  const touched = new ChangeLog<string>();
  return {
    reads: new Set(),
    readsToday: false,
    at: () => outcome,
    touched: () => touched,
    isReady: () => true,
  };
}
