/** Rows of one answer after the other, with as many as possible kept as they are, so that React need not draw them. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { titleLookup, type TitleOf } from '../session/session.tsx';

export interface ShownRow {
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
}

export interface ShownRows {
  readonly offset: number;
  readonly rows: readonly ShownRow[];
}

export const NO_ROWS: ShownRows = { offset: 0, rows: [] };

/** A row that says the same, and links to records that are called the same, stays the same object. */
export function shownRows(entity: EntityDef, before: ShownRows, result: QueryResult): ShownRows {
  const titleOf = titleLookup(result.titles);
  const known = new Map(before.rows.map((shown) => [shown.row.id as string, shown]));
  const links = Object.entries(entity.fields).flatMap(([key, field]) =>
    field.kind === 'user'
      ? [{ key, to: 'user' }]
      : field.kind === 'link' || field.kind === 'links'
        ? [{ key, to: field.to }]
        : [],
  );
  const rows = result.rows.map((data) => {
    const row = data as AnyRow;
    const old = known.get(row.id);
    if (old === undefined || !sameJson(old.row, row)) return { row, titleOf };
    const sameTitles = links.every(
      ({ key, to }) => titlesAt(row, key, to, old.titleOf) === titlesAt(row, key, to, titleOf),
    );
    return sameTitles ? old : { row, titleOf };
  });
  return { offset: result.offset, rows };
}

function titlesAt(row: AnyRow, key: string, to: string, titleOf: TitleOf): string | undefined {
  const value = row[key];
  if (typeof value === 'string') return titleOf(to, value);
  if (!Array.isArray(value)) return undefined;
  return (value as readonly string[])
    .map((name) => {
      const [entity = '', id = ''] = name.split('/');
      return titleOf(entity, id) ?? '';
    })
    .join('\n');
}
