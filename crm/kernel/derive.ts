/** Everything that is derived from an entity's definition. */
import type * as z from 'zod';
import { isCustomKey } from './custom/custom-keys.ts';
import type { AnyRow, EntityDef } from './entity.ts';
import { kindOf, type FieldDef } from './field-kinds.ts';
import type { FormatContext } from './field-kind.ts';
import { labelBeforeNumber } from './fields/auto-number.field.ts';
import { fold } from './text-folding.ts';
import { fail, ok, type Problem, type Result } from './result.ts';
import { storable } from './storable.ts';

/** Values of a record by field key, as forms, imports and commands hand them in. null or undefined: absent. */
export type Values = Readonly<Record<string, unknown>>;

const valueSchemas = new WeakMap<FieldDef, z.ZodType>();

/** Schema of a field's value in a change; null clears it, unless it is required. */
function valueSchema(field: FieldDef): z.ZodType {
  let schema = valueSchemas.get(field);
  if (schema === undefined) {
    const value = kindOf(field).schema(field);
    schema = field.required === true ? value : value.nullable();
    valueSchemas.set(field, schema);
  }
  return schema;
}

/** Texts and numbers that were valid, by field: stages, owners and days come again in record after record. */
const validOnce = new WeakMap<FieldDef, Set<unknown>>();
/** Of one field. A field whose values never repeat fills it once, and is not remembered further. */
const VALID_ONCE_MAX = 1024;
const REMEMBERED_MAX_CHARS = 64;

/** The value as a document can hold it and as the schema gives it back; undefined when it is not valid. */
function validValue(field: FieldDef, given: unknown): unknown {
  const known = validOnce.get(field);
  if (known?.has(given) === true) return given;
  const value = storable(given);
  const parsed = valueSchema(field).safeParse(value);
  if (!parsed.success) return undefined;
  const isPlain =
    typeof value === 'number' ||
    (typeof value === 'string' && value.length <= REMEMBERED_MAX_CHARS);
  if (isPlain && parsed.data === value) {
    if (known === undefined) validOnce.set(field, new Set([value]));
    else if (known.size < VALID_ONCE_MAX) known.add(value);
  }
  return parsed.data;
}

/**
 * Checks a change to a record: any subset of the fields, each valid or null; the problem names the first offending
 * field by its label. Field by field, not as one object: a change holds few of an entity's fields, and an import
 * checks 100,000.
 */
export function checkPatch(entity: EntityDef, patch: Values, record?: string): Result<Values> {
  return checkValues(entity, patch, false, record);
}

function checkValues(
  entity: EntityDef,
  patch: Values,
  isNew: boolean,
  record: string | undefined,
): Result<Values> {
  const checked: Record<string, unknown> = {};
  for (const key of Object.keys(patch)) {
    const value = patch[key];
    if (value === undefined || (isNew && value === null)) continue;
    const field = Object.hasOwn(entity.fields, key) ? entity.fields[key] : undefined;
    if (field === undefined) return fail(invalidField(entity, key, undefined, record));
    const valid = validValue(field, value);
    if (valid === undefined) return fail(invalidField(entity, key, field, record));
    checked[key] = valid;
  }
  return ok(checked);
}

function invalidField(
  entity: EntityDef,
  key: string,
  field: FieldDef | undefined,
  record: string | undefined,
): Problem {
  const name = field?.label ?? key;
  const about = record === undefined ? {} : { record };
  return field === undefined
    ? {
        code: 'unknown-field',
        message: `${entity.label.one} has no field “${name}”.`,
        remedy: 'Leave it out, or add it as a custom field.',
        fields: [key],
        ...about,
      }
    : {
        code: 'invalid-value',
        message: `${name} does not take this value.`,
        remedy: field.help ?? `Enter a valid ${field.kind} for ${name}.`,
        fields: [key],
        ...about,
      };
}

/**
 * Without these there is no record. A custom field that is required is asked of whoever makes one by hand
 * (`checkByHand`): what a rule, an import or a teammate without the definition creates knows nothing of it.
 */
export function neededFields(entity: EntityDef): readonly (readonly [string, FieldDef])[] {
  let needed = neededByEntity.get(entity);
  if (needed === undefined) {
    needed = Object.entries(entity.fields).filter(
      ([key, field]) => field.required === true && !isCustomKey(key),
    );
    neededByEntity.set(entity, needed);
  }
  return needed;
}

const neededByEntity = new WeakMap<EntityDef, readonly (readonly [string, FieldDef])[]>();

/** Fields whose running numbers the relay gives. */
export function numberFields(entity: EntityDef): readonly string[] {
  let numbers = numbersByEntity.get(entity);
  if (numbers === undefined) {
    numbers = Object.entries(entity.fields).flatMap(([key, { kind }]) =>
      kind === 'autoNumber' ? [key] : [],
    );
    numbersByEntity.set(entity, numbers);
  }
  return numbers;
}

const numbersByEntity = new WeakMap<EntityDef, readonly string[]>();

/** Checks the values of a new record: a valid patch with every field that it needs. null says nothing in it. */
export function checkNew(entity: EntityDef, values: Values): Result<Values> {
  return checkWith(entity, values, neededFields(entity));
}

/** The same of a record that a person makes: the fields that the team requires are among those that it needs. */
export function checkByHand(entity: EntityDef, values: Values): Result<Values> {
  return checkWith(entity, values, requiredFields(entity));
}

/** Keys of what a person would be asked for before there is a record with these values. */
export function missingByHand(entity: EntityDef, values: Values): readonly string[] {
  return requiredFields(entity)
    .filter(([key]) => isMissing(values[key]))
    .map(([key]) => key);
}

function requiredFields(entity: EntityDef): readonly (readonly [string, FieldDef])[] {
  return Object.entries(entity.fields).filter(([, field]) => field.required === true);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function checkWith(
  entity: EntityDef,
  values: Values,
  needed: readonly (readonly [string, FieldDef])[],
): Result<Values> {
  if (needed.some(([key]) => isMissing(values[key]))) {
    const missing = needed.filter(([key]) => isMissing(values[key]));
    return fail({
      code: 'required-field-missing',
      message: `This ${entity.label.one.toLowerCase()} needs ${missing.map(([, field]) => `“${field.label}”`).join(', ')}.`,
      remedy: 'Fill in what is missing and save again.',
      fields: missing.map(([key]) => key),
    });
  }
  return checkValues(entity, values, true, undefined);
}

/** The name of a record: its title fields, or what an untitled one is called. */
export function titleOf(entity: EntityDef, row: AnyRow): string {
  return givenTitle(entity, row) || `Untitled ${entity.label.one.toLowerCase()}`;
}

/** '' where nobody has given it any. */
export function givenTitle(entity: EntityDef, row: Values & { readonly id: string }): string {
  const parts: string[] = [];
  let unnumbered = '';
  for (const key of entity.titleFields) {
    const field = entity.fields[key];
    const value = row[key];
    if (field?.kind === 'autoNumber' && value === undefined)
      unnumbered = labelBeforeNumber(row.id, field);
    else if (value !== undefined && field !== undefined)
      parts.push(formatValue(field, value, PLAIN));
  }
  // A number that is still to come says nothing beside a name.
  return parts.join(' ').trim() || unnumbered;
}

const PLAIN: FormatContext = { locale: 'en', timeZone: 'UTC', titleOf: () => undefined };

export function formatValue(field: FieldDef, value: unknown, context: FormatContext): string {
  if (value === undefined || value === null) return '';
  return kindOf(field).format(value as never, field, context);
}

/** Texts to find a record by, per searchable field. */
export function searchTexts(
  entity: EntityDef,
  row: AnyRow,
): readonly { readonly field: string; readonly text: string }[] {
  const texts: { field: string; text: string }[] = [];
  for (const [key, field] of Object.entries(entity.fields)) {
    const value = row[key];
    if (field.search !== true || value === undefined) continue;
    const text = kindOf(field).searchText(value as never, field);
    if (text !== '') texts.push({ field: key, text });
  }
  return texts;
}

/** The field that a column's header means, by key, label or alias; undefined when none does. */
export function fieldForHeader(entity: EntityDef, header: string): string | undefined {
  const wanted = headerKey(header);
  if (wanted === '') return undefined;
  for (const [key, field] of Object.entries(entity.fields)) {
    if (headerKey(key) === wanted || headerKey(field.label) === wanted) return key;
  }
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.aliases?.some((alias) => headerKey(alias) === wanted) === true) return key;
  }
  return undefined;
}

/** `year_established`, `Year Established` and `yearEstablished` are one header. */
export function headerKey(header: string): string {
  return fold(header.replace(/([a-z])([A-Z])/g, '$1 $2')).replace(/[^\p{L}\p{N}]+/gu, '');
}
