/** The kinds whose value is one key of the record's flat map; they may also be columns of child rows. */
import type { FieldKind } from '../field-kind.ts';
import type { FieldCommon } from '../field.ts';
import { address } from './address.field.ts';
import { autoNumber } from './auto-number.field.ts';
import { boolean } from './boolean.field.ts';
import { date } from './date.field.ts';
import { dateTime } from './date-time.field.ts';
import { geo } from './geo.field.ts';
import { link } from './link.field.ts';
import { longText } from './long-text.field.ts';
import { money } from './money.field.ts';
import { number } from './number.field.ts';
import { percent } from './percent.field.ts';
import { select } from './select.field.ts';
import { stage } from './stage.field.ts';
import { text } from './text.field.ts';
import { url } from './url.field.ts';
import { user } from './user.field.ts';

export const scalarKinds = {
  text,
  longText,
  url,
  money,
  number,
  percent,
  date,
  dateTime,
  select,
  link,
  user,
  address,
  geo,
  boolean,
  stage,
  autoNumber,
} as const;

type ScalarKinds = typeof scalarKinds;
type OptionsOf<Kind> = Kind extends FieldKind<infer _Value, infer Options> ? Options : never;

export type ScalarFieldDef = {
  [Name in keyof ScalarKinds]: FieldCommon & { readonly kind: Name } & OptionsOf<ScalarKinds[Name]>;
}[keyof ScalarKinds];
