/**
 * The second axis of the product: what a kind of field is. One file a kind in `fields/` holds its data half;
 * `src-renderer/kit/fields` holds its React half. Both tables are total over `FieldKindName`, so a kind with only
 * one half does not compile.
 */
import type * as z from 'zod';
import type { Operators } from './operators.ts';

/** What may stand in a field: JSON only, because it goes into a Y.Map, a pack and a message unchanged. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * How a value lies in the record's Y.Doc.
 * `scalar`: one key of the flat top-level map `record`; concurrent writes: one wins, the other is kept in history.
 * `set`: a top-level map of its own, member → true; concurrent additions both stay.
 * `rows`: a top-level map of its own with flat keys `<row>/<column>`; never a nested type.
 */
export type Encoding = 'scalar' | 'set' | 'rows';

export interface ParseContext {
  readonly dateOrder: 'DMY' | 'MDY' | 'YMD';
  readonly decimal: '.' | ',';
  /** ISO 4217, for amounts that name none. */
  readonly currency: string;
  /** ISO 3166 country for phone numbers without a country code. */
  readonly country: string;
  /** Finds the record of `entity` that a text names, by title, e-mail, domain or external id. */
  readonly findRecord: (entity: string, text: string) => string | undefined;
}

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `offer` is the value probably meant (a typo, a synonym); it is never taken without being shown. */
  | { readonly ok: false; readonly reason: string; readonly offer?: Value };

export interface FormatContext {
  readonly locale: string;
  readonly timeZone: string;
  /** The title of a linked record, or undefined when it is not (yet) here. */
  readonly titleOf: (entity: string, id: string) => string | undefined;
}

export interface FieldKind<Value, Options extends object> {
  readonly encoding: Encoding;
  /** The icon's name in the renderer's icon set. */
  readonly icon: string;
  /** A present value; absence is not part of it. */
  readonly schema: (options: Options) => z.ZodType<Value>;
  /** Sorting is by this key with `<`; undefined sorts last. Text keys are folded. */
  readonly sortKey: (
    value: Value,
    options: Options,
    context: FormatContext,
  ) => string | number | undefined;
  /** From a cell of a file or of the clipboard. Never throws. */
  readonly parse: (text: string, options: Options, context: ParseContext) => Parsed<Value>;
  /** For people, and for export: `parse(format(v))` gives `v` again wherever the text can carry it. */
  readonly format: (value: Value, options: Options, context: FormatContext) => string;
  /** What search should find it by, or '' for nothing. */
  readonly searchText: (value: Value, options: Options) => string;
  readonly operators: Operators;
  /** Of a value that is an object: all that its conditions look at. Two values alike in it are alike to each of them. */
  readonly asked?: (value: Value) => string;
  /** The number to add up in totals, with its currency if it has one. Absent: the kind cannot be summed. */
  readonly amount?: (value: Value) => { readonly amount: number; readonly currency?: string };
  /** One group label key per value, or several for sets. Absent: the kind cannot be grouped. */
  readonly groupKeys?: (
    value: Value,
    context: Pick<FormatContext, 'timeZone'>,
  ) => readonly string[];
}
