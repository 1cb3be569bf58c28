/** Saves what a list shows, all of it and not only what is on screen, as a file that the person names. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { PAGE_MAX_ROWS, type QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import { sayDone, sayNothing, sayProblem, sayWorking } from '../acts/toast.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { selectionOf, type ListState } from '../list/list-state.ts';
import { titleLookup, type Session } from '../session/session.tsx';
import { CALENDAR_BEGIN, CALENDAR_END, entryOf, isScheduled } from './calendar-file.ts';
import { cardOf, isPerson } from './card-file.ts';
import { createCsvFile } from './csv-file.ts';
import { exportColumns } from './export-cells.ts';
import { createWorkbookFile, SHEET_MAX_ROWS } from './workbook-file.ts';

export type EntryFormat = 'vcf' | 'ics';

/** What the records of an entity can leave as besides tables. */
export function entryFormatOf(entity: EntityDef): EntryFormat | undefined {
  if (isPerson(entity)) return 'vcf';
  return isScheduled(entity) ? 'ics' : undefined;
}

interface ExportWish {
  readonly format: 'csv' | 'xlsx';
  /** Field keys, in the order of the file's columns. */
  readonly columns: readonly string[];
}

export async function exportList(
  session: Pick<Session, 'client' | 'saveFile' | 'locale' | 'timeZone' | 'currency'>,
  entity: EntityDef,
  list: ListState,
  { format, columns: keys }: ExportWish,
): Promise<void> {
  const { locale, timeZone, currency } = session;
  const { many } = entity.label;
  const number = numberFormat(locale, {});
  const columns = exportColumns(entity, keys, currency);
  const headers = columns.map(({ header }) => header);
  const file = format === 'csv' ? createCsvFile(headers) : createWorkbookFile(many, headers);
  let stopped = false;
  const stop = { label: 'Stop', run: () => void (stopped = true) };
  const read = await readAll(session.client, entity, list, ({ offset, rows, titles, count }) => {
    if (stopped) return STOPPED;
    if (format === 'xlsx' && count >= SHEET_MAX_ROWS) return tooLong(many, number.format(count));
    const context = { locale, timeZone, currency, titleOf: titleLookup(titles) };
    file.add((rows as AnyRow[]).map((row) => columns.map(({ cellOf }) => cellOf(row, context))));
    const done = offset + rows.length;
    if (done < count)
      sayWorking(
        `Exporting ${many.toLowerCase()}: ${number.format(done)} of ${number.format(count)}`,
        [stop],
      );
    return undefined;
  });
  const saved = read.ok ? await session.saveFile(`${many}.${format}`, file.finish()) : read;
  sayNothing();
  if (stopped && !read.ok) sayDone('The export was stopped; nothing was saved');
  else if (!saved.ok) sayProblem(saved.problem);
  else if (read.ok && !saved.value.cancelled)
    sayDone(`${number.format(read.value)} ${many.toLowerCase()} exported`);
}

/** People as cards, or activities as a calendar: files of text, one entry a record. */
export async function exportEntries(
  session: Pick<Session, 'client' | 'saveFile' | 'locale' | 'timeZone'>,
  entity: EntityDef,
  list: ListState,
  format: EntryFormat,
): Promise<void> {
  const { locale, timeZone } = session;
  const { many } = entity.label;
  const number = numberFormat(locale, {});
  const texts: string[] = [];
  const read = await readAll(session.client, entity, list, ({ rows, titles }) => {
    const titleOf = titleLookup(titles);
    for (const row of rows as AnyRow[]) {
      const entry = format === 'vcf' ? cardOf(row, titleOf) : entryOf(row, titleOf, timeZone);
      if (entry !== undefined) texts.push(entry);
    }
    return undefined;
  });
  const whole = format === 'vcf' ? texts : [CALENDAR_BEGIN, ...texts, CALENDAR_END];
  const bytes = new TextEncoder().encode(whole.join(''));
  const saved = read.ok ? await session.saveFile(`${many}.${format}`, bytes) : read;
  if (!saved.ok) sayProblem(saved.problem);
  else if (read.ok && !saved.value.cancelled) {
    const left = read.value - texts.length;
    const without = left === 0 ? '' : `, ${number.format(left)} without a time left out`;
    sayDone(`${number.format(texts.length)} ${many.toLowerCase()} exported${without}`);
  }
}

/** Said to whoever reads on, never to the person, who knows. */
const STOPPED: Problem = { code: 'export-stopped', message: 'The export was stopped.', remedy: '' };

function tooLong(many: string, count: string): Problem {
  return {
    code: 'export-too-long',
    message: `A sheet holds ${SHEET_MAX_ROWS} rows; ${count} ${many.toLowerCase()} are more than that.`,
    remedy: 'Export them as CSV, or filter the list and export it in parts.',
  };
}

/** How many there were. `take` may say why it takes no more. */
async function readAll(
  client: Session['client'],
  entity: EntityDef,
  list: ListState,
  take: (page: QueryResult) => Problem | undefined,
): Promise<Result<number>> {
  const question = (offset: number) => ({
    query: { ...selectionOf(entity, list), window: { offset, limit: PAGE_MAX_ROWS } },
  });
  const opened = await client.call('query.open', question(0));
  if (!opened.ok) return opened;
  const { subscription } = opened.value;
  let page = opened.value.result;
  let problem = take(page);
  while (
    problem === undefined &&
    page.offset + page.rows.length < page.count &&
    page.rows.length > 0
  ) {
    const next = await client.call('query.update', {
      subscription,
      ...question(page.offset + page.rows.length),
    });
    if (next.ok) problem = take((page = next.value));
    else ({ problem } = next);
  }
  await client.call('query.close', { subscription });
  return problem === undefined ? { ok: true, value: page.count } : { ok: false, problem };
}
