/** Between a field's value as rows and forms have it, and the flat slots of its document. */
import type { FieldDef } from './field-kinds.ts';
import { kindOf } from './field-kinds.ts';
import type { Json } from './field-kind.ts';
import { sameJson, type Slot, type Write } from './write.ts';

interface ChildRow {
  readonly id: string;
  readonly [column: string]: Json | undefined;
}

/** Keys are few and writes are many: an import holds a million of them until they are written. */
const scalarSlots = new Map<string, Slot>();

export function scalarSlot(key: string): Slot {
  let slot = scalarSlots.get(key);
  if (slot === undefined) {
    slot = Object.freeze({ field: key });
    scalarSlots.set(key, slot);
  }
  return slot;
}

/**
 * The writes that turn `before` into `after` (both whole values of one field; undefined or null = absent).
 * Only what differs is written: a member added on another desktop meanwhile is not touched.
 */
export function writesFor(
  key: string,
  field: FieldDef,
  before: unknown,
  after: unknown,
): readonly Write[] {
  switch (kindOf(field).encoding) {
    case 'scalar':
      return sameJson(before ?? null, after ?? null)
        ? []
        : [{ slot: scalarSlot(key), to: (after ?? null) as Json }];
    case 'set':
      return setWrites(
        key,
        (before ?? []) as readonly string[],
        (after ?? []) as readonly string[],
      );
    case 'rows':
      return rowWrites(
        key,
        (before ?? []) as readonly ChildRow[],
        (after ?? []) as readonly ChildRow[],
      );
  }
}

function setWrites(
  key: string,
  before: readonly string[],
  after: readonly string[],
): readonly Write[] {
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...after
      .filter((member) => !had.has(member))
      .map((member) => ({ slot: { field: key, member }, to: true })),
    ...before
      .filter((member) => !has.has(member))
      .map((member) => ({ slot: { field: key, member }, to: null })),
  ];
}

function rowWrites(
  key: string,
  before: readonly ChildRow[],
  after: readonly ChildRow[],
): readonly Write[] {
  const writes: Write[] = [];
  const oldRows = new Map(before.map((row) => [row.id, row]));
  for (const row of after) {
    const old = oldRows.get(row.id);
    oldRows.delete(row.id);
    for (const column of new Set([...Object.keys(row), ...Object.keys(old ?? {})])) {
      if (column === 'id' || sameJson(old?.[column] ?? null, row[column] ?? null)) continue;
      writes.push({ slot: { field: key, row: row.id, column }, to: row[column] ?? null });
    }
  }
  for (const row of oldRows.values()) {
    for (const column of Object.keys(row)) {
      if (column !== 'id') writes.push({ slot: { field: key, row: row.id, column }, to: null });
    }
  }
  return writes;
}

/**
 * The same value as a document can hold it. A text may have half of a character in it (one that was cut, or pasted
 * from a program that cut it); UTF-8 has none, so every other desktop would read something else there.
 */
export function storable<Value>(value: Value): Value {
  if (isStorable(value)) return value;
  return withWholeCharacters(value) as Value;
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isPlain(value) || value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) {
    if (!isStorable((value as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

/** Looked at here up to so many letters: for the short texts that most are, calling out takes longer than looking. */
const LOOKED_AT_MAX_CHARS = 64;
const SURROGATES = { mask: 0xf800, value: 0xd800 };

/** True: there is no half of a character in it, nor a pair. False: it may be, or the text is long. */
function isPlain(text: string): boolean {
  const { length } = text;
  if (length > LOOKED_AT_MAX_CHARS) return false;
  for (let index = 0; index < length; index++) {
    if ((text.charCodeAt(index) & SURROGATES.mask) === SURROGATES.value) return false;
  }
  return true;
}

function withWholeCharacters(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(withWholeCharacters);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withWholeCharacters(inner)]),
  );
}
