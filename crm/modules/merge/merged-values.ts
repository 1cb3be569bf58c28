/** What the survivor of a merge holds: field by field one record's value, or everybody's where values can be united. */
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import { kindOf } from '../../kernel/field-kinds.ts';
import { derivedId } from '../../kernel/ids.ts';
import { sameJson } from '../../kernel/write.ts';

interface Child {
  readonly id: string;
  readonly primary?: boolean;
  readonly [column: string]: unknown;
}

/** Field → id of the record whose value is taken. A field that is not named is united, or filled in where empty. */
export type Choices = Readonly<Record<string, string>>;

/** Fields that a merge decides about. */
export function mergeableFields(entity: EntityDef): readonly string[] {
  return Object.entries(entity.fields)
    .filter(
      ([key, field]) =>
        key !== 'mergedInto' && field.kind !== 'autoNumber' && field.computed === undefined,
    )
    .map(([key]) => key);
}

export interface MergedField {
  readonly key: string;
  readonly value: unknown;
  /** Whose doing it is that the survivor's value is another one; the survivor itself where nothing changed. */
  readonly by: string;
}

/** The survivor first. Pure; the same rows and choices give the same values on every desktop. */
export function mergedFields(
  entity: EntityDef,
  rows: readonly AnyRow[],
  choices: Choices,
): readonly MergedField[] {
  const [survivor] = rows;
  if (survivor === undefined) return [];
  const ids = new Set<string>(rows.map(({ id }) => id));
  return mergeableFields(entity).map((key) => {
    const chosen = choices[key];
    const source =
      rows.find((row) => row.id === chosen) ??
      (isScalar(entity, key) ? rows.find((row) => row[key] !== undefined) : undefined);
    const isRequired = entity.fields[key]?.required === true;
    const value =
      source === undefined
        ? united(entity, key, rows)
        : isRequired && source[key] === undefined
          ? survivor[key]
          : source[key];
    const by = source?.id ?? rows.find((row) => row !== survivor && row[key] !== undefined)?.id;
    return { key, value: withoutSelf(entity, key, value, ids), by: by ?? survivor.id };
  });
}

function isScalar(entity: EntityDef, key: string): boolean {
  const field = entity.fields[key];
  return field !== undefined && kindOf(field).encoding === 'scalar';
}

function united(entity: EntityDef, key: string, rows: readonly AnyRow[]): unknown {
  const field = entity.fields[key];
  if (field === undefined) return undefined;
  if (kindOf(field).encoding === 'set') {
    const members = new Set(rows.flatMap((row) => (row[key] ?? []) as readonly string[]));
    return members.size === 0 ? undefined : [...members].toSorted();
  }
  const children: Child[] = [];
  for (const row of rows) {
    for (const child of (row[key] ?? []) as readonly Child[])
      addChild(children, child, row, field.kind);
  }
  return children.length === 0 ? undefined : children;
}

function addChild(children: Child[], child: Child, row: AnyRow, kind: string): void {
  const { id, ...content } = child;
  const same = children.find((other) => other.id === id);
  // The id of an address or a number follows from it: the same one is there already.
  if (same !== undefined && kind !== 'rows') return;
  if (children.some(({ id: _id, ...other }) => sameJson(other, content))) return;
  const own = same === undefined ? id : derivedId('child', row.id, id).slice(-12);
  const { primary, ...plain } = child;
  const isFirst = primary === true && !children.some((other) => other.primary === true);
  children.push({ ...plain, ...(isFirst ? { primary } : {}), id: own });
}

/** Nothing is its own parent: links among the merged end. */
function withoutSelf(
  entity: EntityDef,
  key: string,
  value: unknown,
  ids: ReadonlySet<string>,
): unknown {
  const field = entity.fields[key];
  if (field?.kind === 'link' && field.to === entity.name)
    return typeof value === 'string' && ids.has(value) ? undefined : value;
  if (field?.kind === 'links' && Array.isArray(value)) {
    const rest = (value as readonly string[]).filter((name) => {
      const [to = '', id = ''] = name.split('/');
      return to !== entity.name || !ids.has(id);
    });
    return rest.length === 0 ? undefined : rest;
  }
  if (field?.kind !== 'rows' || !Array.isArray(value)) return value;
  const own = Object.entries(field.columns)
    .filter(([, cell]) => cell.kind === 'link' && cell.to === entity.name)
    .map(([column]) => column);
  const rest = (value as readonly Child[]).filter(
    (child) => !own.some((column) => ids.has(String(child[column]))),
  );
  return rest.length === 0 ? undefined : rest;
}
