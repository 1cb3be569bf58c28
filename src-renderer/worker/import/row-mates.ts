/** Records of several kinds in one row: what one of them links to is what stands beside it. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { linkColumnOf } from '../../../crm/kernel/importing.ts';
import { linkRow } from './cell-reader.ts';
import type { MappedField } from './row-values.ts';
import type { TableRow } from './table.ts';

interface NotedMates {
  readonly byRow: Map<number, Map<string, string>>;
}

/** Whether the row says anything of this kind of record. */
export function hasAny(fields: readonly MappedField[], { cells }: TableRow): boolean {
  return fields.some(({ columns }) =>
    columns.some(({ index }) => (cells[index] ?? '').trim() !== ''),
  );
}

export function noteMate(
  mates: NotedMates | undefined,
  { number }: TableRow,
  entity: string,
  id: string,
): void {
  if (mates === undefined) return;
  const ids = mates.byRow.get(number) ?? new Map<string, string>();
  ids.set(entity, id);
  mates.byRow.set(number, ids);
}

/** The values, with the links that no column filled. */
export function withMates(
  entity: EntityDef,
  values: Record<string, unknown>,
  mates: ReadonlyMap<string, string> | undefined,
): Record<string, unknown> {
  if (mates === undefined) return values;
  const names = [...mates]
    .filter(([name]) => name !== entity.name)
    .map(([name, id]) => `${name}/${id}`);
  const linked = { ...values };
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.readOnly === true || linked[key] !== undefined) continue;
    const to = (target: string): readonly string[] =>
      names.filter((name) => target === '*' || name.startsWith(`${target}/`));
    if (field.kind === 'link') {
      const [name] = to(field.to);
      if (name !== undefined) linked[key] = name.slice(name.indexOf('/') + 1);
    } else if (field.kind === 'links') {
      const found = to(field.to);
      if (found.length > 0) linked[key] = found.toSorted();
    } else {
      const column = linkColumnOf(field);
      if (column === undefined || linksTo(entity, column.to)) continue;
      const found = to(column.to).map((name) => linkRow(column, name));
      if (found.length > 0) linked[key] = found;
    }
  }
  return linked;
}

/** A contact's account is one field, and the others that they also work for are rows: the file means the one. */
function linksTo(entity: EntityDef, target: string): boolean {
  return Object.values(entity.fields).some(
    (field) => field.kind === 'link' && field.to === target && field.readOnly !== true,
  );
}
