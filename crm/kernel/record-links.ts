/** Where a record points at another one, and how it is made to point elsewhere: what merging and its undoing need. */
import type { Values } from './derive.ts';
import type { AnyRow, EntityDef } from './entity.ts';

/** Where in a row a link stands: a field, a column of one child row, or a member of a set. */
export interface LinkSpot {
  readonly field: string;
  readonly row?: string;
  readonly column?: string;
}

export interface Target {
  readonly entity: string;
  readonly id: string;
}

interface Child {
  readonly id: string;
  readonly [column: string]: unknown;
}

interface LinkKinds {
  readonly single: readonly { readonly key: string; readonly to: string }[];
  readonly sets: readonly { readonly key: string; readonly to: string }[];
  readonly columns: readonly {
    readonly key: string;
    readonly column: string;
    readonly to: string;
  }[];
}

const kinds = new WeakMap<EntityDef, LinkKinds>();

function kindsOf(entity: EntityDef): LinkKinds {
  const known = kinds.get(entity);
  if (known !== undefined) return known;
  const single: { key: string; to: string }[] = [];
  const sets: { key: string; to: string }[] = [];
  const columns: { key: string; column: string; to: string }[] = [];
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.kind === 'link') single.push({ key, to: field.to });
    else if (field.kind === 'user') single.push({ key, to: 'user' });
    else if (field.kind === 'links') sets.push({ key, to: field.to });
    else if (field.kind === 'rows') {
      for (const [column, cell] of Object.entries(field.columns)) {
        if (cell.kind === 'link') columns.push({ key, column, to: cell.to });
        else if (cell.kind === 'user') columns.push({ key, column, to: 'user' });
      }
    }
  }
  const found = { single, sets, columns };
  kinds.set(entity, found);
  return found;
}

/** True when records of `from` can point at records of `to` at all: spares a look at all its rows. */
export function canPointAt(from: EntityDef, to: string): boolean {
  const { single, sets, columns } = kindsOf(from);
  return [...single, ...sets, ...columns].some((link) => link.to === to || link.to === '*');
}

/**
 * Tells of a row whether it points at one of these records of `to`. It makes nothing while it is asked: the rows of a
 * whole workspace are, for a merge that concerns a handful of them.
 */
export function pointerAt(
  from: EntityDef,
  to: string,
  ids: { readonly has: (id: string) => boolean },
): (row: AnyRow) => boolean {
  const { single, sets, columns } = kindsOf(from);
  const isMeant = (link: { readonly to: string }): boolean => link.to === to || link.to === '*';
  const keys = single.filter(isMeant).map(({ key }) => key);
  // What stands in a set names its entity itself, whatever the field is for.
  const setKeys = sets.map(({ key }) => key);
  const cells = columns.filter(isMeant);
  const prefix = `${to}/`;
  return (row) => {
    for (const key of keys) {
      const id = row[key];
      if (typeof id === 'string' && ids.has(id)) return true;
    }
    for (const key of setKeys) {
      const names = row[key];
      if (!Array.isArray(names)) continue;
      for (const name of names as readonly unknown[])
        if (
          typeof name === 'string' &&
          name.startsWith(prefix) &&
          ids.has(name.slice(prefix.length))
        )
          return true;
    }
    for (const { key, column } of cells) {
      const children = row[key];
      if (!Array.isArray(children)) continue;
      for (const child of children as readonly (Child | null)[]) {
        const id = child?.[column];
        if (typeof id === 'string' && ids.has(id)) return true;
      }
    }
    return false;
  };
}

/** Calls `visit` for every link of the row, with where it stands; a malformed value points nowhere. */
export function eachLink(
  entity: EntityDef,
  row: AnyRow,
  visit: (to: string, id: string, spot: LinkSpot) => void,
): void {
  const { single, sets, columns } = kindsOf(entity);
  for (const { key, to } of single) {
    const id = row[key];
    if (typeof id === 'string') visit(to, id, { field: key });
  }
  for (const { key } of sets) {
    const names = row[key];
    if (!Array.isArray(names)) continue;
    for (const name of names as readonly unknown[]) {
      if (typeof name !== 'string') continue;
      const slash = name.indexOf('/');
      if (slash > 0) visit(name.slice(0, slash), name.slice(slash + 1), { field: key });
    }
  }
  for (const { key, column, to } of columns) {
    const children = row[key];
    if (!Array.isArray(children)) continue;
    for (const child of children as readonly Child[]) {
      const id = child[column];
      if (typeof id === 'string') visit(to, id, { field: key, row: child.id, column });
    }
  }
}

export function spotsOf(entity: EntityDef, row: AnyRow, target: Target): readonly LinkSpot[] {
  const spots: LinkSpot[] = [];
  eachLink(entity, row, (to, id, spot) => {
    if (to === target.entity && id === target.id) spots.push(spot);
  });
  return spots;
}

/** `contacts/r1/contact`, `account`: a spot as one word. */
export function spotPath({ field, row, column }: LinkSpot): string {
  return row === undefined ? field : `${field}/${row}/${column ?? ''}`;
}

export function spotAt(path: string): LinkSpot {
  const [field = '', row, column] = path.split('/');
  return row === undefined ? { field } : { field, row, column: column ?? '' };
}

export function pointsAt(entity: EntityDef, row: AnyRow, path: string, target: Target): boolean {
  return spotsOf(entity, row, target).some((spot) => spotPath(spot) === path);
}

/** What is put at a spot: `add` and `drop` are one change for a link, and two members for a set. */
export interface Repointing {
  readonly spot: LinkSpot;
  readonly drop: string;
  /** null: nothing takes its place. */
  readonly add: string | null;
  /** In a set only: what is dropped stays as well. */
  readonly keeps?: boolean;
}

/** The values of the row with its links put elsewhere; only the fields that are concerned. */
export function repointed(
  entity: EntityDef,
  row: AnyRow,
  target: string,
  changes: readonly Repointing[],
): Values {
  const values: Record<string, unknown> = {};
  for (const { spot, drop, add, keeps = false } of changes) {
    const { field, row: childId, column = '' } = spot;
    const now = field in values ? values[field] : row[field];
    if (childId !== undefined) {
      const children = (now ?? []) as readonly Child[];
      values[field] = children.map((child) => {
        if (child.id !== childId) return child;
        const { [column]: _dropped, ...rest } = child;
        return add === null ? rest : { ...rest, [column]: add };
      });
    } else if (entity.fields[field]?.kind === 'links') {
      const members = new Set((now ?? []) as readonly string[]);
      if (!keeps) members.delete(`${target}/${drop}`);
      if (add !== null) members.add(`${target}/${add}`);
      values[field] = [...members].toSorted();
    } else values[field] = add;
  }
  return values;
}
