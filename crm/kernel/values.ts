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
