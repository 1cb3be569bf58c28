/** Every record of a list, page after page, in the order in which the list shows them. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { PAGE_MAX_ROWS, type Group, type QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import { listLines } from '../list/list-lines.ts';
import type { Selection } from '../list/list-state.ts';
import type { Session } from '../session/session.tsx';

export interface ReadPage {
  /** How many lines came before. */
  readonly offset: number;
  readonly rows: readonly AnyRow[];
  readonly titles: QueryResult['titles'];
  /** How many there are in all: a record in several groups has a line in each. */
  readonly lines: number;
  /** The group of the page's n-th row; undefined where there are none. */
  readonly groupOf: (at: number) => Group | undefined;
}

/** How many there were. `take` may say why it takes no more. */
export async function readAll(
  client: Session['client'],
  selection: Selection,
  take: (page: ReadPage) => Problem | undefined,
): Promise<Result<{ readonly count: number; readonly lines: number }>> {
  const question = (offset: number) => ({
    query: { ...selection, window: { offset, limit: PAGE_MAX_ROWS } },
  });
  const opened = await client.call('query.open', question(0));
  if (!opened.ok) return opened;
  const { subscription } = opened.value;
  let { result } = opened.value;
  let page = pageOf(result);
  let problem = take(page);
  while (
    problem === undefined &&
    page.offset + page.rows.length < page.lines &&
    page.rows.length > 0
  ) {
    const next = await client.call('query.update', {
      subscription,
      ...question(page.offset + page.rows.length),
    });
    if (next.ok) problem = take((page = pageOf((result = next.value))));
    else ({ problem } = next);
  }
  await client.call('query.close', { subscription });
  return problem === undefined
    ? { ok: true, value: { count: result.count, lines: page.lines } }
    : { ok: false, problem };
}

function pageOf(result: QueryResult): ReadPage {
  const { rowCount, groupOfRow } = listLines(result);
  const { offset, titles } = result;
  return {
    offset,
    rows: result.rows as AnyRow[],
    titles,
    lines: rowCount,
    groupOf: (at) => groupOfRow(offset + at),
  };
}
