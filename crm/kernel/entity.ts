/**
 * What an entity is. Everything else about it — row type, validation, form, list columns, filters, import mapping,
 * search, export, audit labels — is derived from this one value (see `derive.ts`).
 */
import type { FieldDef, FieldKindName, ValueOf } from './field-kinds.ts';
import type { Id } from './ids.ts';
import type { Condition, Sort } from './query.ts';

/** Capabilities that cut across entities; areas of the product select by these, never by name. */
export type Trait =
  /** Has rich-text notes in `<entity>/<id>/body`. */
  | 'notes'
  /** Its notes are what it is: the text stands before all else on its page, and is found by search. Always with `notes`. */
  | 'mainText'
  /** Leaves the lists when archived and can be brought back. */
  | 'archivable'
  /** Promises an answer and a resolution in time: has `status`, `priority`, `firstRespondedAt` and `resolvedAt`. */
  | 'serviceLevel'
  /**
   * Configures the workspace. It syncs, merges and is undone like any record, and stands in the settings: not in
   * the navigation, the search or the choice of what to import.
   */
  | 'setting'
  /** Found by search although it is none of what people work with: it opens where it stands. */
  | 'searched'
  /** Says who attends to a record, and is nothing without it: it keeps nobody from taking that away again. */
  | 'attending';

export interface FormSection {
  /** Where its label does not tell it: it is another as soon as somebody renames what it is about, or it. */
  readonly id?: string;
  readonly label: string;
  readonly fields: readonly string[];
  /** Over the whole width of a record's page, above the others or below: a table that would be cramped in a column. */
  readonly wide?: 'above' | 'below';
  /** The team added it: it can be taken away again. */
  readonly added?: boolean;
}

export interface Migration {
  readonly name: string;
  /** Reads a row written by an older version. Pure; never writes back. */
  readonly upcast: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** A view of its list that is there without anybody having made it, besides those that follow for every entity. */
export interface OwnView {
  /** In addresses; unlike those of other standard views. */
  readonly key: string;
  readonly name: string;
  /** Name in the renderer's icon set. */
  readonly icon: string;
  readonly conditions: readonly Condition[];
  readonly sort?: readonly Sort[];
}

/** Something that a record may say and that is probably a mistake. It is taken as it is, and pointed out. */
export interface Doubt {
  /** For people, after a number of records: “resolved before the first response”. */
  readonly reason: string;
  readonly isIn: (values: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * What tells that two records mean the same thing. An entity that says so is searched for duplicates, and its records
 * can be merged: it is archivable and has a link `mergedInto` to itself.
 */
export interface DuplicateSigns {
  /** Text fields that, joined, are the name. */
  readonly name: readonly string[];
  /** Companies share legal forms and domains; people share names, numbers and employers. */
  readonly of: 'organisation' | 'person';
  /** Fields with e-mail addresses, numbers, addresses of pages, or domains as text. */
  readonly reach: readonly string[];
  /** Postal addresses; two at one address are more probably one. */
  readonly at?: readonly string[];
  /** A field, text or link, without which a person's name says little: for whom they work. */
  readonly beside?: string;
}

export type FieldDefs = Readonly<Record<string, FieldDef>>;

export interface EntityDef<Name extends string = string, Fields extends FieldDefs = FieldDefs> {
  readonly name: Name;
  readonly label: { readonly one: string; readonly many: string };
  /** Name in the renderer's icon set. */
  readonly icon: string;
  readonly fields: Fields;
  readonly traits: readonly Trait[];
  /** Fields whose values, joined by a blank, name a record. */
  readonly titleFields: readonly string[];
  /** Fields shown small beside the title, in search results and related lists. */
  readonly subtitleFields: readonly string[];
  /** What one wants to know first of a record, said with its label in the head of its page. */
  readonly glance?: readonly string[];
  /** Columns of the first list that a newcomer sees. */
  readonly listFields: readonly string[];
  readonly sections: readonly FormSection[];
  /** Fields that the team keeps out of page and form as long as nothing asks for them. They stand in a section all the same. */
  readonly hidden?: readonly string[];
  /** Fields that a whole record has, unless the team says otherwise: the share of them that is filled is its completeness. */
  readonly expects?: readonly string[];
  readonly views?: readonly OwnView[];
  readonly doubts?: readonly Doubt[];
  readonly duplicates?: DuplicateSigns;
  /** Oldest first. */
  readonly migrations: readonly Migration[];
}

/** Keys that every record has and no entity may declare. */
export const SYSTEM_FIELDS = ['id', 'entity', 'createdAt', 'createdBy', 'archivedAt'] as const;

/** What every row has besides its fields. Rows are derived from documents and can be rebuilt at any time. */
export interface RowBase<Name extends string = string> {
  readonly id: Id<Name>;
  readonly entity: Name;
  /** ISO 8601 UTC; a document without it is not a record (yet, or any more). */
  readonly createdAt: string;
  readonly createdBy: string;
  readonly archivedAt?: string | undefined;
}

export type FieldValues<Fields extends FieldDefs> = {
  readonly [Key in keyof Fields]?: ValueOf<Fields[Key]['kind'] & FieldKindName> | undefined;
};

/** The row type of a definition: `RowOf<typeof deal>`. */
export type RowOf<Entity extends EntityDef> = RowBase<Entity['name']> &
  FieldValues<Entity['fields']>;

/** A row of whichever entity. */
export interface AnyRow extends RowBase {
  readonly [field: string]: unknown;
}

/** Checks a definition as it is made: a definition that contradicts itself stops the program at its first start. */
export function defineEntity<const Name extends string, const Fields extends FieldDefs>(
  definition: EntityDef<Name, Fields> & {
    readonly [List in 'titleFields' | 'subtitleFields' | 'listFields']: readonly (keyof Fields &
      string)[];
  },
): EntityDef<Name, Fields> {
  const { name, fields } = definition;
  if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name))
    throw new Error(`Entity name ${name} is not lowerCamelCase`);
  for (const key of Object.keys(fields)) {
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(key))
      throw new Error(`${name}.${key}: field keys are lowerCamelCase`);
    if (key === 'record' || (SYSTEM_FIELDS as readonly string[]).includes(key)) {
      throw new Error(`${name}.${key}: this key is reserved`);
    }
  }
  const inSections = definition.sections.flatMap((section) => section.fields);
  const named = [
    ...definition.titleFields,
    ...definition.subtitleFields,
    ...(definition.glance ?? []),
    ...(definition.expects ?? []),
    ...definition.listFields,
    ...inSections,
    ...(definition.views ?? []).flatMap(fieldsOfView),
  ];
  for (const key of named) {
    if (!(key in fields)) throw new Error(`${name} names a field that it does not have: ${key}`);
  }
  for (const key of Object.keys(fields)) {
    if (inSections.filter((other) => other === key).length !== 1) {
      throw new Error(`${name}.${key} must stand in exactly one section of the form`);
    }
  }
  if (definition.duplicates !== undefined) checkMergeable(definition, definition.duplicates);
  return definition;
}

/** Of a path over a link only its beginning is this entity's; what every record has needs no naming. */
function fieldsOfView({ conditions, sort = [] }: OwnView): readonly string[] {
  return [...conditions, ...sort]
    .map(({ field }) => field.split('.')[0] ?? '')
    .filter((key) => !(SYSTEM_FIELDS as readonly string[]).includes(key));
}

function checkMergeable({ name, fields, traits }: EntityDef, signs: DuplicateSigns): void {
  for (const key of [
    ...signs.name,
    ...signs.reach,
    ...(signs.at ?? []),
    signs.beside ?? 'mergedInto',
  ]) {
    if (!(key in fields)) throw new Error(`${name} tells duplicates by a field it lacks: ${key}`);
  }
  const mark = fields['mergedInto'];
  if (mark?.kind !== 'link' || mark.to !== name || !traits.includes('archivable'))
    throw new Error(`${name} can have duplicates, so it needs a link mergedInto and an archive`);
}
