/**
 * Writes and changes. A write says what to put where; a change also says what stood there before.
 * Changes travel in the envelope and are the audit trail, the history of a field, and — turned round — undo.
 */
import * as z from 'zod';
import type { Json } from './field-kind.ts';
import type { DocName } from './ids.ts';

const FIELD_MAX_CHARS = 40;
const PART_MAX_CHARS = 200;

export const jsonSchema: z.ZodType<Json> = z.json();

/**
 * Where in a record's document a value lies.
 * A scalar has only a `field`; a member of a set also a `member`; a cell of a child row a `row` and a `column`.
 */
export const slotSchema = z.strictObject({
  field: z.string().min(1).max(FIELD_MAX_CHARS),
  member: z.string().min(1).max(PART_MAX_CHARS).optional(),
  row: z.string().min(1).max(FIELD_MAX_CHARS).optional(),
  column: z.string().min(1).max(FIELD_MAX_CHARS).optional(),
});
export type Slot = z.infer<typeof slotSchema>;

export interface Write {
  readonly slot: Slot;
  /** null removes. */
  readonly to: Json;
}

/** All writes to one record within a command. */
export interface RecordWrite {
  readonly entity: string;
  readonly id: string;
  readonly writes: readonly Write[];
}

export const changeSchema = z.strictObject({
  doc: z.string(),
  slot: slotSchema,
  from: jsonSchema,
  to: jsonSchema,
});

export interface Change {
  readonly doc: DocName;
  readonly slot: Slot;
  readonly from: Json;
  readonly to: Json;
}

export function sameSlot(a: Slot, b: Slot): boolean {
  return a.field === b.field && a.member === b.member && a.row === b.row && a.column === b.column;
}

/** Deep equality of JSON; the order of keys does not count, as it does not survive a Y.Map. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = b as Readonly<Record<string, unknown>>;
  const rightKeys = Object.keys(right).filter((key) => right[key] !== undefined);
  return (
    left.length === rightKeys.length && left.every(([key, value]) => sameJson(value, right[key]))
  );
}

/** The changes that take these back, last first. */
export function inverseOf(changes: readonly Change[]): readonly Change[] {
  return changes.toReversed().map(({ doc, slot, from, to }) => ({ doc, slot, from: to, to: from }));
}
