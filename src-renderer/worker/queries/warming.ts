/**
 * Warming: the first question that sorts a large list by a field reads that field of every row, and the first quick
 * filter every text; the first that groups it looks up the name of every group. All that is done here, in the
 * background after a start and after a large act, so that a person's first click on a header and first letter above a
 * list are as quick as the second.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { Timers } from '../engine/ports.ts';
import type { Queries } from './queries.ts';

/** Below this the first click is quick enough. */
const WARM_MIN_ROWS = 5_000;
/** Fewer changes than this are caught up with by the question that meets them. */
const WARM_AGAIN_MIN_CHANGES = 1_000;
/** After the last change of a large act. */
const WARM_AGAIN_AFTER_MS = 1_000;

export async function warmOrders(
  queries: Queries,
  rows: RowStore,
  entities: readonly EntityDef[],
  pause: () => Promise<void>,
): Promise<void> {
  for (const { name, fields, listFields } of entities) {
    if (rows.count(name) < WARM_MIN_ROWS) continue;
    const window = { offset: 0, limit: 1 };
    for (const field of listFields) {
      queries.run({ entity: name, sort: [{ field, direction: 'ascending' }], window });
      await pause();
      const kind = fields[field];
      if (kind?.kind === 'stage') {
        // The order of the cards on a board.
        queries.run({
          entity: name,
          sort: [{ field: `${field}.place`, direction: 'ascending' }],
          window,
        });
        await pause();
      }
      if (kind === undefined || kindOf(kind).groupKeys === undefined) continue;
      queries.run({ entity: name, sort: [], group: { field }, window });
      await pause();
    }
    while (queries.warmQuickFilter(name)) await pause();
  }
}

interface KeepWarmDeps {
  readonly warm: () => Promise<void>;
  readonly isWritingMuch: () => boolean;
  readonly timers: Timers;
}

/** Warms now, and again after every large act: an import, a team's records at joining. */
export function keepWarm({ warm, isWritingMuch, timers }: KeepWarmDeps) {
  let changes = 0;
  let cancel: (() => void) | undefined;
  let isOver = false;
  let running = warm();
  const again = (): void => {
    cancel = undefined;
    if (isOver || changes < WARM_AGAIN_MIN_CHANGES) return;
    if (isWritingMuch()) return later();
    changes = 0;
    running = running.then(() => (isOver ? undefined : warm()));
  };
  const later = (): void => {
    cancel?.();
    cancel = timers.after(WARM_AGAIN_AFTER_MS, again);
  };
  return {
    changed: (count: number): void => {
      changes += count;
      if (changes >= WARM_AGAIN_MIN_CHANGES && !isOver) later();
    },
    stop: (): void => {
      isOver = true;
      cancel?.();
    },
  };
}
