/** The one table of field kinds. A new kind is its file in `fields/`, its line here, and its React half in the kit. */
import { emails } from './fields/emails.field.ts';
import { links } from './fields/links.field.ts';
import { multiSelect } from './fields/multi-select.field.ts';
import { phones } from './fields/phones.field.ts';
import { rows } from './fields/rows.field.ts';
import { scalarKinds } from './fields/scalar-kinds.ts';
import type { FieldKind, Json } from './field-kind.ts';
import type { FieldCommon } from './field.ts';

export const fieldKinds = {
  ...scalarKinds,
  emails,
  phones,
  multiSelect,
  links,
  rows,
} as const;

type FieldKinds = typeof fieldKinds;
export type FieldKindName = keyof FieldKinds;

export type ValueOf<Name extends FieldKindName> =
  FieldKinds[Name] extends FieldKind<infer Value, infer _Options> ? Value : never;
type OptionsOf<Name extends FieldKindName> =
  FieldKinds[Name] extends FieldKind<infer _Value, infer Options> ? Options : never;

/** A field of kind `Name` as an entity declares it. */
export type FieldOf<Name extends FieldKindName> = FieldCommon & {
  readonly kind: Name;
} & OptionsOf<Name>;

/** Any field: a union discriminated by `kind`. */
export type FieldDef = { [Name in FieldKindName]: FieldOf<Name> }[FieldKindName];

/** A field kind with its types erased, for code that treats all kinds alike. */
export type AnyFieldKind = FieldKind<Json, FieldDef>;

export function kindOf(field: FieldDef): AnyFieldKind {
  return fieldKinds[field.kind] as unknown as AnyFieldKind;
}
