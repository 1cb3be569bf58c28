/** Where an entity's records point at others, whichever kind of field says so. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';

export interface LinkField {
  /** `account`, or `contacts.contact` for a column of child rows. */
  readonly path: string;
  /** Entity that it points at; `*`: any. */
  readonly to: string;
  /** The value names the entity as well: `account/<id>`. */
  readonly byName?: true;
  /** Calls `visit` with each record that the row points at; a malformed value points nowhere. */
  readonly each: (row: AnyRow, visit: (entity: string, id: string) => void) => void;
  /** The same by the values as they stand, without a new text for each; see `linkKey`. */
  readonly eachKey: (row: AnyRow, visit: (key: string) => void) => void;
}

const byEntity = new WeakMap<EntityDef, readonly LinkField[]>();

export function linkFieldsOf(entity: EntityDef): readonly LinkField[] {
  let found = byEntity.get(entity);
  if (found === undefined) {
    found = Object.entries(entity.fields).flatMap(([key, field]) => linksIn(key, field));
    byEntity.set(entity, found);
  }
  return found;
}

/** By what the field points at this record; undefined where it cannot. */
export function linkKey({ to, byName }: LinkField, entity: string, id: string): string | undefined {
  if (to !== '*' && to !== entity) return undefined;
  return byName === true ? `${entity}/${id}` : id;
}

/** The entity that a single link points at; undefined for every other kind. */
export function targetOf(field: FieldDef): string | undefined {
  if (field.kind === 'user') return 'user';
  return field.kind === 'link' ? field.to : undefined;
}

function linksIn(key: string, field: FieldDef): readonly LinkField[] {
  const to = targetOf(field);
  if (to !== undefined) {
    return [
      {
        path: key,
        to,
        each: (row, visit) => {
          const id = row[key];
          if (typeof id === 'string') visit(to, id);
        },
        eachKey: (row, visit) => {
          const id = row[key];
          if (typeof id === 'string') visit(id);
        },
      },
    ];
  }
  if (field.kind === 'links') return [setOfLinks(key, field.to)];
  if (field.kind !== 'rows') return [];
  return Object.entries(field.columns).flatMap(([column, definition]) => {
    const target = targetOf(definition);
    return target === undefined ? [] : [linkColumn(key, column, target)];
  });
}

function setOfLinks(key: string, to: string): LinkField {
  return {
    path: key,
    to,
    byName: true,
    each: (row, visit) => {
      const names = row[key];
      if (!Array.isArray(names)) return;
      for (const name of names as readonly unknown[]) {
        if (typeof name !== 'string') continue;
        const slash = name.indexOf('/');
        if (slash > 0) visit(name.slice(0, slash), name.slice(slash + 1));
      }
    },
    eachKey: (row, visit) => {
      const names = row[key];
      if (!Array.isArray(names)) return;
      for (const name of names as readonly unknown[]) if (typeof name === 'string') visit(name);
    },
  };
}

function linkColumn(key: string, column: string, to: string): LinkField {
  const eachKey: LinkField['eachKey'] = (row, visit) => {
    const children = row[key];
    if (!Array.isArray(children)) return;
    for (const child of children as readonly (Readonly<Record<string, unknown>> | null)[]) {
      const id = child?.[column];
      if (typeof id === 'string') visit(id);
    }
  };
  return {
    path: `${key}.${column}`,
    to,
    each: (row, visit) => eachKey(row, (id) => visit(to, id)),
    eachKey,
  };
}
