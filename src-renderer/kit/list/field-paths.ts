/** Fields that a list can be asked about: its own, those of linked records, and the columns of child rows. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { ASKED_SYSTEM_FIELDS, fieldOf } from '../../../crm/kernel/system-fields.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';

export interface PathField {
  /** `industry`, `account.industry`, `lines.product` */
  readonly path: string;
  /** `Industry`, `Account › Industry` */
  readonly label: string;
  readonly field: FieldDef;
  /** Where the field stands, for suggestions from what others entered there. */
  readonly entity: string;
  readonly key: string;
  /** A column of child rows: a record has several values of it. */
  readonly several: boolean;
}

/** Entity that a field links each record to one record of. */
export function linkedEntityOf(field: FieldDef): string | undefined {
  if (field.kind === 'user') return 'user';
  return field.kind === 'link' ? field.to : undefined;
}

/** undefined for a path that this version cannot follow. */
export function fieldAt(entity: EntityDef, path: string): PathField | undefined {
  const [key = '', rest] = path.split('.', 2);
  const first = fieldOf(entity, key);
  if (first === undefined) return undefined;
  if (rest === undefined)
    return { path, label: first.label, field: first, entity: entity.name, key, several: false };
  if (first.kind === 'rows') {
    const column = Object.hasOwn(first.columns, rest) ? first.columns[rest] : undefined;
    return column === undefined
      ? undefined
      : {
          path,
          label: both(first, column),
          field: column,
          entity: entity.name,
          key,
          several: true,
        };
  }
  const to = linkedEntityOf(first);
  const linked = to === undefined ? undefined : entityNamed(to);
  const last = linked === undefined ? undefined : fieldOf(linked, rest);
  if (linked === undefined || last === undefined) return undefined;
  return {
    path,
    label: both(first, last),
    field: last,
    entity: linked.name,
    key: rest,
    several: false,
  };
}

function both(first: FieldDef, last: FieldDef): string {
  return `${first.label} › ${last.label}`;
}

export interface PathChoices {
  readonly group: string;
  /** Mutable, as the component library asks for it. */
  readonly items: { readonly value: string; readonly label: string }[];
}

/** What the field picker offers: the entity's own fields first, then link by link. */
export function pathChoices(
  entity: EntityDef,
  suits: (found: PathField) => boolean = canBeAsked,
): PathChoices[] {
  const own = [...Object.keys(entity.fields), ...ASKED_SYSTEM_FIELDS];
  const further = Object.entries(entity.fields).map(([key, field]) => ({
    group: field.label,
    paths: keysBehind(field).map((rest) => `${key}.${rest}`),
  }));
  return [{ group: entity.label.one, paths: own }, ...further]
    .map(({ group, paths }) => ({
      group,
      items: paths
        .map((path) => fieldAt(entity, path))
        .filter((found) => found !== undefined && suits(found))
        .map((found) => ({ value: found?.path ?? '', label: found?.label ?? '' })),
    }))
    .filter(({ items }) => items.length > 0);
}

function keysBehind(field: FieldDef): readonly string[] {
  if (field.kind === 'rows')
    return Object.keys(field.columns).filter((key) => field.columns[key]?.inner !== true);
  const to = linkedEntityOf(field);
  const linked = to === undefined ? undefined : entityNamed(to);
  return linked === undefined ? [] : [...Object.keys(linked.fields), ...ASKED_SYSTEM_FIELDS];
}

function canBeAsked({ field }: PathField): boolean {
  return Object.keys(kindOf(field).operators).length > 0;
}

export function canBeGrouped({ field, several }: PathField): boolean {
  return !several && kindOf(field).groupKeys !== undefined;
}

export function canBeSorted({ several }: PathField): boolean {
  return !several;
}
