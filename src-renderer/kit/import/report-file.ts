/** The import's report as a table: what could not be read, what is doubtful, and which rows were left out. */
import type { ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { createCsvFile } from '../export/csv-file.ts';
import type { ExportCell } from '../export/export-cells.ts';
import { fieldLabel } from './import-state.ts';

const HEADERS = ['What', 'Row', 'Rows', 'Field', 'In the file', 'Why', 'Offer'] as const;

export function reportFile(entity: EntityDef, report: ImportReport): Uint8Array<ArrayBuffer> {
  const text = (words: string): ExportCell => ({ is: 'text', text: words });
  const number = (value: number): ExportCell => ({ is: 'number', value });
  const many = entity.label.many.toLowerCase();
  const file = createCsvFile(HEADERS);
  file.add(
    report.problems.map((problem) => [
      text('Could not be read'),
      number(problem.firstRow),
      number(problem.rows),
      text(fieldLabel(entity, problem.field)),
      text(problem.text),
      text(problem.reason),
      text(problem.offer ?? ''),
    ]),
  );
  const line = (what: string, row: ExportCell, rows: number, why: string): ExportCell[] => [
    text(what),
    row,
    number(rows),
    text(''),
    text(''),
    text(why),
    text(''),
  ];
  file.add(
    report.doubts.map(({ firstRow, rows, reason }) =>
      line('Worth a look', number(firstRow), rows, `${many} ${reason}`),
    ),
  );
  file.add(report.skipped.map(({ row, reason }) => line('Left out', number(row), 1, reason)));
  const more = report.skippedCount - report.skipped.length;
  if (more > 0) file.add([line('Left out', { is: 'empty' }, more, 'further rows like these')]);
  return file.finish();
}

/** Whether there is anything to keep. */
export function hasFindings(report: ImportReport): boolean {
  return report.problems.length + report.doubts.length + report.skipped.length > 0;
}
