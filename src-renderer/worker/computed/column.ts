/** One computed field over all records of its entity. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { QueryContext } from '../queries/query-context.ts';

export type ColumnContext = QueryContext;

/** Neither: there is nothing to compute from. */
export interface Outcome {
  readonly value?: unknown;
  /** Why there is no value, to follow “because”. */
  readonly problem?: string;
}

export interface Column {
  /** Entities whose records it reads besides its own. */
  readonly reads: ReadonlySet<string>;
  readonly readsToday: boolean;
  /** The same object as long as the value is the same. */
  readonly at: (row: AnyRow) => Outcome;
  /** False while an index of many records is to be made first; making it once makes it true. */
  readonly isReady: () => boolean;
}

/** A field that has no value, and why. */
export function failing(problem: string): Column {
  const outcome = { problem };
  return { reads: new Set(), readsToday: false, at: () => outcome, isReady: () => true };
}
