/** Saves what a list shows, all of it and not only what is on screen, as a file that the person names. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { PAGE_MAX_ROWS, type QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import { sayDone, sayProblem } from '../../kit/acts/toast.tsx';
import { selectionOf, type ListState } from '../../kit/list/list-state.ts';
import type { LocaleFacts } from '../../kit/session/locale.ts';
import { titleLookup } from '../../kit/session/session.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { bridge } from '../bridge.ts';
import { csvHeader, csvRows } from './list-csv.ts';

/** Spreadsheets take a file with this mark for UTF-8; without it they guess. */
const BYTE_ORDER_MARK = '\uFEFF';

export async function exportList(
  client: WorkerClient,
  entity: EntityDef,
  list: ListState,
  { locale, timeZone }: Pick<LocaleFacts, 'locale' | 'timeZone'>,
): Promise<void> {
  let text = BYTE_ORDER_MARK + csvHeader(entity);
  const read = await readAll(client, entity, list, (page) => {
    const titleOf = titleLookup(page.titles);
    text += csvRows(entity, page.rows as AnyRow[], { locale, timeZone, titleOf });
  });
  if (!read.ok) return sayProblem(read.problem);
  const saved = await bridge.invoke('file.save', {
    suggestedName: `${entity.label.many}.csv`,
    bytes: new TextEncoder().encode(text),
  });
  if (!saved.ok) sayProblem(saved.problem);
  else if (!saved.value.cancelled)
    sayDone(`${read.value} ${entity.label.many.toLowerCase()} exported`);
}

async function readAll(
  client: WorkerClient,
  entity: EntityDef,
  list: ListState,
  take: (page: QueryResult) => void,
): Promise<Result<number>> {
  const question = (offset: number) => ({
    query: { ...selectionOf(entity, list), window: { offset, limit: PAGE_MAX_ROWS } },
  });
  const opened = await client.call('query.open', question(0));
  if (!opened.ok) return opened;
  const { subscription } = opened.value;
  let page = opened.value.result;
  let problem: Problem | undefined;
  take(page);
  while (
    problem === undefined &&
    page.offset + page.rows.length < page.count &&
    page.rows.length > 0
  ) {
    const next = await client.call('query.update', {
      subscription,
      ...question(page.offset + page.rows.length),
    });
    if (next.ok) take((page = next.value));
    else ({ problem } = next);
  }
  await client.call('query.close', { subscription });
  return problem === undefined ? { ok: true, value: page.count } : { ok: false, problem };
}
