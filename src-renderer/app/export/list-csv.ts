/** Rows as CSV (RFC 4180), every field a column under its label, as people and spreadsheets read it. */
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';

const END_OF_LINE = '\r\n';

/** A spreadsheet would run a text that begins like a formula; a quote before it makes it a text again. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,\s()]+%?$/.test(text) ? `'${text}` : text;
}

function cell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvHeader(entity: EntityDef): string {
  return (
    Object.values(entity.fields)
      .map((field) => cell(field.label))
      .join(',') + END_OF_LINE
  );
}

export function csvRows(
  entity: EntityDef,
  rows: readonly AnyRow[],
  context: FormatContext,
): string {
  const fields = Object.entries(entity.fields);
  return rows
    .map(
      (row) =>
        fields.map(([key, field]) => cell(formatValue(field, row[key], context))).join(',') +
        END_OF_LINE,
    )
    .join('');
}
