/** Saves what a list shows, all of it and not only what is on screen, as a file that the person names. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import { sayDone, sayNothing, sayProblem, sayWorking } from '../acts/toast.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { groupedSelection, selectionOf, type ListState } from '../list/list-state.ts';
import { titleLookup, type Session, type TitleOf } from '../session/session.tsx';
import { CALENDAR_BEGIN, CALENDAR_END, entryOf, isScheduled } from './calendar-file.ts';
import { cardOf, isPerson } from './card-file.ts';
import { createCsvFile } from './csv-file.ts';
import { exportColumns } from './export-cells.ts';
import { exportGroup } from './export-group.ts';
import { readAll, type ReadPage } from './read-all.ts';
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

type Exporter = Pick<Session, 'client' | 'saveFile' | 'locale' | 'timeZone' | 'currency'>;

/** A file on its way: what takes the pages, and what stands in it at the end. */
interface Growing {
  readonly format: string;
  readonly take: (page: ReadPage, titleOf: TitleOf) => Problem | undefined;
  readonly finish: () => Uint8Array<ArrayBuffer>;
  /** What to say of it beyond how many records there were. */
  readonly said: (
    count: number,
    lines: number,
  ) => { readonly records: number; readonly more: string };
}

/** A table of the list as it is seen: in its groups, if it has some, with those that are folded. */
export async function exportList(
  session: Exporter,
  entity: EntityDef,
  list: ListState,
  { format, columns: keys }: ExportWish,
): Promise<void> {
  const { locale, timeZone, currency } = session;
  const { many } = entity.label;
  const group = exportGroup(entity, list.group, keys);
  const columns = exportColumns(entity, group.columns, currency);
  const headers = [...group.headers, ...columns.map(({ header }) => header)];
  const file = format === 'csv' ? createCsvFile(headers) : createWorkbookFile(many, headers);
  await exportAs(
    session,
    entity,
    groupedSelection(selectionOf(entity, list), { ...list, collapsed: [] }),
    {
      format,
      take: ({ rows, lines, groupOf }, titleOf) => {
        if (format === 'xlsx' && lines >= SHEET_MAX_ROWS)
          return tooLong(many, numberFormat(locale, {}).format(lines));
        const context = { locale, timeZone, currency, titleOf };
        file.add(
          rows.map((row, at) => [
            ...group.cells(groupOf(at)),
            ...columns.map(({ cellOf }) => cellOf(row, context)),
          ]),
        );
        return undefined;
      },
      finish: file.finish,
      said: (count, lines) => ({
        records: count,
        more: lines > count ? '; those in several groups stand in each' : '',
      }),
    },
  );
}

/** People as cards, or activities as a calendar: files of text, one entry a record. */
export async function exportEntries(
  session: Exporter,
  entity: EntityDef,
  list: ListState,
  format: EntryFormat,
): Promise<void> {
  const { locale, timeZone } = session;
  const texts: string[] = [];
  await exportAs(session, entity, selectionOf(entity, list), {
    format,
    take: ({ rows }, titleOf) => {
      for (const row of rows) {
        const entry = format === 'vcf' ? cardOf(row, titleOf) : entryOf(row, titleOf, timeZone);
        if (entry !== undefined) texts.push(entry);
      }
      return undefined;
    },
    finish: () => {
      const whole = format === 'vcf' ? texts : [CALENDAR_BEGIN, ...texts, CALENDAR_END];
      return new TextEncoder().encode(whole.join(''));
    },
    said: (count) => {
      const left = count - texts.length;
      const without = `, ${numberFormat(locale, {}).format(left)} without a time left out`;
      return { records: texts.length, more: left === 0 ? '' : without };
    },
  });
}

/** Says how far it is, can be stopped, and ends with a file that is saved whole or not at all. */
async function exportAs(
  session: Exporter,
  entity: EntityDef,
  selection: Parameters<typeof readAll>[1],
  { format, take, finish, said }: Growing,
): Promise<void> {
  const { many } = entity.label;
  const number = numberFormat(session.locale, {});
  let stopped = false;
  const stop = { label: 'Stop', run: () => void (stopped = true) };
  const read = await readAll(session.client, selection, (page) => {
    if (stopped) return STOPPED;
    const problem = take(page, titleLookup(page.titles));
    const done = page.offset + page.rows.length;
    if (problem === undefined && done < page.lines)
      sayWorking(
        `Exporting ${many.toLowerCase()}: ${number.format(done)} of ${number.format(page.lines)}`,
        [stop],
      );
    return problem;
  }).finally(sayNothing);
  const saved: Result<{ readonly cancelled: boolean }> = read.ok
    ? await session.saveFile(`${many}.${format}`, finish())
    : read;
  if (stopped && !read.ok) return sayDone('The export was stopped; nothing was saved');
  if (!saved.ok) return sayProblem(saved.problem);
  if (!read.ok || saved.value.cancelled) return;
  const { records, more } = said(read.value.count, read.value.lines);
  const noun = (records === 1 ? entity.label.one : many).toLowerCase();
  sayDone(`${number.format(records)} ${noun} exported${more}`);
}

/** Said to whoever reads on, never to the person, who knows. */
const STOPPED: Problem = { code: 'export-stopped', message: 'The export was stopped.', remedy: '' };

function tooLong(many: string, lines: string): Problem {
  return {
    code: 'export-too-long',
    message: `A sheet holds ${SHEET_MAX_ROWS} rows; ${lines} ${many.toLowerCase()} are more than that.`,
    remedy: 'Export them as CSV, or filter the list and export it in parts.',
  };
}
