/**
 * What people define in the settings, as the rows of `customField` and `customObject` say it, and the fields and
 * entities that follow. Whatever is missing or strange in a definition makes less of it, never an error: a teammate
 * with a newer version may have written it.
 */
import { isLegal, rollUpOf, type ComputedDefinition } from './computed-definition.ts';
import { customKey } from './custom-keys.ts';
import type { EntityDef, FormSection, RowBase } from '../entity.ts';
import type { FieldCommon } from '../field.ts';
import type { FieldDef } from '../field-kinds.ts';
import type { Option } from '../fields/option-matching.ts';

export interface OptionDefinition {
  readonly id: string;
  readonly value?: string;
  readonly label?: string;
  readonly color?: string;
  /** A fractional index. */
  readonly place?: string;
}

export interface FieldDefinition extends RowBase, ComputedDefinition {
  /** Name of the entity that has it. */
  readonly on?: string;
  readonly label?: string;
  readonly type?: string;
  readonly options?: readonly OptionDefinition[];
  readonly required?: boolean;
  readonly help?: string;
  readonly section?: string;
  readonly search?: boolean;
  /** Among the columns that a list starts with. */
  readonly listed?: boolean;
  /** Of a link: entity that it points at, and what the list there is called. */
  readonly to?: string;
  readonly backLabel?: string;
  /** A fractional index: its place among the custom fields of its entity. */
  readonly place?: string;
  readonly deletedAt?: string;
}

export interface ObjectDefinition extends RowBase {
  readonly one?: string;
  readonly many?: string;
  readonly icon?: string;
  /** What its title is called. */
  readonly titleLabel?: string;
  readonly place?: string;
  readonly deletedAt?: string;
}

/** Fields of one entity beyond this many are not shown: a script that adds them would stall every desktop. */
export const CUSTOM_FIELDS_MAX = 200;
export const CUSTOM_OBJECTS_MAX = 50;
/** The section of fields that name none. */
export const CUSTOM_SECTION = 'Custom fields';
export const OBJECT_TITLE_FIELD = 'name';
/** Told by its id, because it is called like the object. */
const OBJECT_SECTION = 'own';

/** Options in their order; of two that would be spelt alike only the first can be told by its spelling. */
export function optionsOfDefinition(
  rows: readonly OptionDefinition[] | undefined,
): readonly Option[] {
  return inPlace(rows ?? []).flatMap(({ value, label, color }) =>
    value === undefined
      ? []
      : [{ value, label: label ?? value, ...(color === undefined ? {} : { color }) }],
  );
}

/** By place, then by id: the same order on every desktop. */
export function inPlace<Row extends { readonly id: string; readonly place?: string }>(
  rows: Iterable<Row>,
): readonly Row[] {
  const keyOf = ({ place = '', id }: Row): string => `${place} ${id}`;
  return [...rows].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** undefined: nothing can be made of it here (yet). `knows` tells which entities there are. */
export function fieldOfDefinition(
  definition: FieldDefinition,
  knows: (entity: string) => boolean,
): FieldDef | undefined {
  const { label, type, help, required, search, result, currency } = definition;
  if (label === undefined || type === undefined) return undefined;
  const common: FieldCommon = {
    label,
    ...(help === undefined ? {} : { help }),
    ...(required === true ? { required } : {}),
    ...(search === true ? { search } : {}),
  };
  const options = optionsOfDefinition(definition.options);
  const circle = definition.circle === undefined ? {} : { circle: definition.circle };
  switch (type) {
    case 'text':
    case 'longText':
    case 'number':
    case 'percent':
    case 'money':
    case 'date':
    case 'dateTime':
    case 'boolean':
    case 'url':
    case 'emails':
    case 'phones':
    case 'address':
      return { ...common, kind: type };
    case 'select':
      return { ...common, kind: type, options };
    case 'multiSelect':
      return { ...common, kind: type, options };
    case 'link':
    case 'links':
    case 'user':
      return linking(definition, common, type, knows);
    case 'formula': {
      if (definition.expression === undefined || !isLegal(result)) return undefined;
      const computed = {
        by: 'formula' as const,
        expression: definition.expression,
        ...(currency === undefined ? {} : { currency }),
        ...circle,
      };
      return { label, ...helpOf(help), readOnly: true, computed, kind: result };
    }
    case 'rollUp': {
      const rollUp = rollUpOf(definition);
      if (rollUp === undefined || !isLegal(result) || !knows(rollUp.entity)) return undefined;
      const computed = { ...rollUp, ...circle };
      return { label, ...helpOf(help), readOnly: true, computed, kind: result };
    }
    default:
      return undefined;
  }
}

function helpOf(help: string | undefined): { readonly help?: string } {
  return help === undefined ? {} : { help };
}

function linking(
  { to, backLabel }: FieldDefinition,
  common: FieldCommon,
  kind: 'link' | 'links' | 'user',
  knows: (entity: string) => boolean,
): FieldDef | undefined {
  const back = backLabel === undefined ? {} : { backLabel };
  if (kind === 'user') return { ...common, kind, ...back };
  // What it points at is not here yet, or was deleted: there is nothing to choose from.
  if (to === undefined || !knows(to)) return undefined;
  return { ...common, kind, to, ...back };
}

/** The entity with these fields besides its own, each in the section that it names. */
export function withCustomFields(
  base: EntityDef,
  definitions: readonly FieldDefinition[],
  knows: (entity: string) => boolean,
): EntityDef {
  const fields: Record<string, FieldDef> = {};
  const listed: string[] = [];
  const inSection = new Map<string, string[]>();
  for (const definition of inPlace(definitions).slice(0, CUSTOM_FIELDS_MAX)) {
    const field = fieldOfDefinition(definition, knows);
    if (field === undefined) continue;
    const key = customKey(definition.id);
    fields[key] = field;
    if (definition.listed === true) listed.push(key);
    const section = definition.section ?? CUSTOM_SECTION;
    const keys = inSection.get(section);
    if (keys === undefined) inSection.set(section, [key]);
    else keys.push(key);
  }
  const own: FormSection[] = base.sections.map((section) => {
    const added = inSection.get(section.label) ?? [];
    inSection.delete(section.label);
    return added.length === 0 ? section : { ...section, fields: [...section.fields, ...added] };
  });
  const others = Array.from(inSection, ([label, keys]) => ({ label, fields: keys }));
  return {
    ...base,
    fields: { ...base.fields, ...fields },
    listFields: [...base.listFields, ...listed],
    sections: [...own, ...others],
  };
}

/** The entity of a custom object without its custom fields, also of one whose definition is not here. */
export function entityOfObject(name: string, definition?: ObjectDefinition): EntityDef {
  const one = definition?.one ?? 'Record';
  return {
    name,
    label: { one, many: definition?.many ?? `${one}s` },
    icon: definition?.icon ?? 'dot',
    traits: ['notes', 'archivable'],
    titleFields: [OBJECT_TITLE_FIELD],
    subtitleFields: [],
    listFields: [OBJECT_TITLE_FIELD],
    // What is known of any object is its name; two that are one are merged like all other records.
    duplicates: { of: 'organisation', name: [OBJECT_TITLE_FIELD], reach: [] },
    migrations: [],
    sections: [{ id: OBJECT_SECTION, label: one, fields: [OBJECT_TITLE_FIELD, 'mergedInto'] }],
    fields: {
      [OBJECT_TITLE_FIELD]: {
        kind: 'text',
        label: definition?.titleLabel ?? 'Name',
        required: true,
        search: true,
      },
      mergedInto: {
        kind: 'link',
        to: name,
        label: 'Merged into',
        readOnly: true,
      },
    },
  };
}
