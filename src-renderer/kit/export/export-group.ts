/** The groups of a list as the first column of its table. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Group } from '../../../crm/kernel/query.ts';
import { fieldAt } from '../list/field-paths.ts';
import type { ExportCell } from './export-cells.ts';

interface ExportGroup {
  /** Of the column before all others; none where a column of the table says the same. */
  readonly headers: readonly string[];
  readonly cells: (group: Group | undefined) => readonly ExportCell[];
  /** Keys of the fields that follow. */
  readonly columns: readonly string[];
}

/** Kinds whose groups are their values: a month is more than a day, and a tag less than all tags of a record. */
const GROUPED_BY_VALUE: ReadonlySet<FieldDef['kind']> = new Set([
  'text',
  'select',
  'stage',
  'boolean',
  'user',
  'link',
]);

export function exportGroup(
  entity: EntityDef,
  group: string | null,
  columns: readonly string[],
): ExportGroup {
  const found = group === null ? undefined : fieldAt(entity, group);
  if (group === null || found === undefined) return { headers: [], cells: () => [], columns };
  const isOwn = Object.hasOwn(entity.fields, group);
  if (isOwn && GROUPED_BY_VALUE.has(found.field.kind)) {
    const others = columns.filter((key) => key !== group);
    return { headers: [], cells: () => [], columns: [group, ...others] };
  }
  return {
    // The import has no field of that name, so it leaves the column alone.
    headers: [`Group: ${found.label}`],
    cells: (one) => [one === undefined ? { is: 'empty' } : { is: 'text', text: one.label }],
    columns,
  };
}
