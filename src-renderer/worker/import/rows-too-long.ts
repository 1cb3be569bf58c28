import type { ImportReport } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { Table } from './table.ts';

/** Rows that are longer than the headers: what no column names goes nowhere, and is not to be lost unseen. */
export function rowsTooLong({ headers, rows }: Table): ImportReport['doubts'] {
  const longer = rows.filter(
    ({ cells }) =>
      cells.length > headers.length &&
      cells.slice(headers.length).some((cell) => cell.trim() !== ''),
  );
  const [first] = longer;
  if (first === undefined) return [];
  return [
    {
      reason: 'with values beyond the last column, which are left out',
      rows: longer.length,
      firstRow: first.number,
    },
  ];
}
