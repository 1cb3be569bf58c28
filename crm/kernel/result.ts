/**
 * Expected failures are values. A problem says what happened, to which record, and what to do about it.
 * Its `code` may be logged; `message` may name a record and is for the person only.
 */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Document name of the record it happened to, if it is about one. */
  readonly record?: string;
  /** Field keys it is about, if any. */
  readonly fields?: readonly string[];
  /** What is to be filled in where several kinds of records are concerned, in the order to ask for it. */
  readonly needs?: readonly { readonly entity: string; readonly fields: readonly string[] }[];
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function fail(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}
