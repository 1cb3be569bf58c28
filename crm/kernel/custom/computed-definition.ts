/** Computed fields: what a definition says of them, and the result kinds that they can have. */
import { filterSchema, type Filter } from '../query.ts';

/** The part of a field's definition that says how it is computed, as people wrote it. */
export interface ComputedDefinition {
  /** Of a formula. */
  readonly expression?: string;
  readonly currency?: string;
  /** Of a roll-up: `<entity>.<field that points here>`. */
  readonly over?: string;
  readonly measure?: string;
  readonly measured?: string;
  /** A `Filter` as JSON. */
  readonly filter?: string;
  /** Of both: the kind of what comes out. */
  readonly result?: string;
  /** Found out, never stored: the way on which it needs itself. */
  readonly circle?: string;
}

/** How a field that nobody fills in comes by its value. */
export type Computed = (Formula | RollUp | RowRule | Scored | Completeness) & {
  /** It needs itself, on this way: there is no value. */
  readonly circle?: string;
};

export interface Formula {
  readonly by: 'formula';
  /** In the Common Expression Language, over field keys; a link's fields behind a point. */
  readonly expression: string;
  /** ISO 4217: of an amount that follows from no other amount. */
  readonly currency?: string;
}

export interface RollUp {
  readonly by: 'rollUp';
  /** Whose records are counted. */
  readonly entity: string;
  /** Their field that points here: `account`, or `contacts.contact` for a column of child rows. */
  readonly through: string;
  /** Other ways on which they lead here as well; each record counts once. Only of what is built in. */
  readonly besides?: readonly RollUpWay[];
  readonly measure: Measure;
  /** What is added up or compared; none for a count. */
  readonly of?: string;
  /**
   * Instead of `of`, only of what is built in: the moment of a counted record, ISO 8601 UTC, by a rule of a module; pure,
   * `today`: `YYYY-MM-DD`. undefined: it does not count.
   */
  readonly momentOf?: (row: MomentRow, today: string) => string | undefined;
  readonly filter?: Filter;
  /**
   * Of records that name the same in `per`, only the last made that says something in `said` can count; those that name
   * nothing count each. Only of what is built in.
   */
  readonly once?: { readonly per: string; readonly said: string };
}

export interface MomentRow {
  readonly createdAt: string;
  readonly [field: string]: unknown;
}

export interface RollUpWay {
  /** Field of the counted records. */
  readonly through: string;
  /** It points at records of this entity, and their field points here: calls about an account's people. */
  readonly via?: { readonly entity: string; readonly field: string };
}

/** Follows from its own record and the day, by a rule of a module; only of what is built in. */
export interface RowRule {
  readonly by: 'rule';
  readonly readsToday: boolean;
  /** Pure; `today`: `YYYY-MM-DD`. undefined: there is nothing to say. */
  readonly valueOf: (row: Readonly<Record<string, unknown>>, today: string) => unknown;
}

/** What the team's score rules make of the record. */
export interface Scored {
  readonly by: 'score';
  readonly part: 'points' | 'band' | 'reasons';
}

/** How much of what a record of its kind should have is there, in per cent, or the labels of what is not. */
export interface Completeness {
  readonly by: 'completeness';
  readonly part: 'share' | 'missing';
}

export const MEASURES = ['count', 'sum', 'min', 'max'] as const;
export type Measure = (typeof MEASURES)[number];

export const RESULT_KINDS = ['text', 'number', 'percent', 'money', 'date', 'boolean'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

export function isLegal(result: string | undefined): result is ResultKind {
  return RESULT_KINDS.some((kind) => kind === result);
}

/** Where in a row the reason stands why its computed field has no value, as half a sentence. */
export function problemKey(key: string): string {
  return `${key}!`;
}

/** undefined when the definition does not say enough. */
export function rollUpOf(definition: ComputedDefinition): RollUp | undefined {
  const { over = '', measured } = definition;
  const measure = MEASURES.find((one) => one === definition.measure);
  const dot = over.indexOf('.');
  if (measure === undefined || dot < 1) return undefined;
  if (measure !== 'count' && measured === undefined) return undefined;
  const filter = filterOf(definition.filter);
  return {
    by: 'rollUp',
    entity: over.slice(0, dot),
    through: over.slice(dot + 1),
    measure,
    ...(measured === undefined ? {} : { of: measured }),
    ...(filter === undefined ? {} : { filter }),
  };
}

function filterOf(text: string | undefined): Filter | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = filterSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
