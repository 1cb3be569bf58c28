/**
 * Warming: the first question that sorts a large list by a field reads that field of every row, and the first quick
 * filter every text; the first that groups it looks up the name of every group. All that is done here once, in the background after a start, so that a person's first click on a
 * header and first letter above a list are as quick as the second.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
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
  for (const { name, fields, listFields } of entities) {
    if (rows.count(name) < WARM_MIN_ROWS) continue;
    const window = { offset: 0, limit: 1 };
    for (const field of listFields) {
      queries.run({ entity: name, sort: [{ field, direction: 'ascending' }], window });
      await pause();
      const kind = fields[field];
      if (kind === undefined || kindOf(kind).groupKeys === undefined) continue;
      queries.run({ entity: name, sort: [], group: { field }, window });
      await pause();
    }
    while (queries.warmQuickFilter(name)) await pause();
  }
}
