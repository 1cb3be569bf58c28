/**
 * Warming: the first question that sorts a large list by a field reads that field of every row. It is asked here
 * once, in the background after a start, for the columns that a list shows, so that a person's first click on a
 * header is as quick as the second.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { Queries } from './queries.ts';

/** Below this the first click is quick enough. */
const WARM_MIN_ROWS = 5_000;

export async function warmOrders(
  queries: Queries,
  rows: RowStore,
  entities: readonly EntityDef[],
  pause: () => Promise<void>,
): Promise<void> {
  for (const { name, listFields } of entities) {
    if (rows.count(name) < WARM_MIN_ROWS) continue;
    for (const field of listFields) {
      queries.run({
        entity: name,
        sort: [{ field, direction: 'ascending' }],
        window: { offset: 0, limit: 1 },
      });
      await pause();
    }
  }
}
