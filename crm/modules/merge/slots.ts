/**
 * The values of a record in pieces that people merge by: a scalar, a member of a set, a whole child row. What a merge
 * did to each piece is kept, so that it can be taken back piece by piece.
 */
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import { kindOf } from '../../kernel/field-kinds.ts';
import { derivedId } from '../../kernel/ids.ts';
import { sameJson } from '../../kernel/write.ts';

/** A long text holds 20,000 characters, and JSON needs more for some of them. */
const PIECE_CHARS = 19_000;

interface Child {
  readonly id: string;
}

export interface SlotChange {
  /** `name`, `tags/member`, `emails/<row>`. */
  readonly slot: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What the two values of a field differ in. */
export function slotChanges(
  entity: EntityDef,
  key: string,
  before: unknown,
  after: unknown,
): readonly SlotChange[] {
  const field = entity.fields[key];
  if (field === undefined) return [];
  const { encoding } = kindOf(field);
  if (encoding === 'scalar')
    return sameJson(before ?? null, after ?? null)
      ? []
      : [{ slot: key, from: before ?? null, to: after ?? null }];
  const piecesOf = (value: unknown): Map<string, unknown> =>
    new Map<string, unknown>(
      ((value ?? []) as readonly (string | Child)[]).map((piece): [string, unknown] =>
        typeof piece === 'string' ? [piece, true] : [piece.id, piece],
      ),
    );
  const [old, now] = [piecesOf(before), piecesOf(after)];
  const changes: SlotChange[] = [];
  for (const piece of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(piece) ?? null, now.get(piece) ?? null];
    if (!sameJson(from, to)) changes.push({ slot: `${key}/${piece}`, from, to });
  }
  return changes;
}

export function fieldOfSlot(slot: string): string {
  const slash = slot.indexOf('/');
  return slash < 0 ? slot : slot.slice(0, slash);
}

export function valueAt(row: AnyRow, slot: string): unknown {
  const key = fieldOfSlot(slot);
  const value = row[key];
  if (key === slot) return value ?? null;
  const piece = slot.slice(key.length + 1);
  const pieces = (value ?? []) as readonly (string | Child)[];
  const found = pieces.find((one) => (typeof one === 'string' ? one : one.id) === piece);
  return found === undefined ? null : typeof found === 'string' ? true : found;
}

/** The field's value with one piece of it set, or with null taken out. */
export function withSlot(values: Values, row: AnyRow, slot: string, to: unknown): Values {
  const key = fieldOfSlot(slot);
  if (key === slot) return { ...values, [key]: to };
  const piece = slot.slice(key.length + 1);
  const pieces = ((key in values ? values[key] : row[key]) ?? []) as readonly (string | Child)[];
  const rest = pieces.filter((one) => (typeof one === 'string' ? one : one.id) !== piece);
  if (to === null) return { ...values, [key]: rest };
  return { ...values, [key]: [...rest, to === true ? piece : to] };
}

/** A short mark of a value; equal values have equal marks, whatever the order of their keys. */
export function markOf(value: unknown): string {
  return derivedId('value', JSON.stringify(ordered(value)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  );
}

export interface KeptChange {
  readonly id: string;
  readonly slot?: string;
  readonly from?: string;
  readonly fromMore?: string;
  readonly mark?: string;
}

export function keptChange({ slot, from, to }: SlotChange): KeptChange {
  const text = JSON.stringify(from);
  // Never between the halves of one character: half a character does not survive being encoded.
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(PIECE_CHARS - 1));
  const cut = isSplit ? PIECE_CHARS - 1 : PIECE_CHARS;
  const more = text.slice(cut);
  return {
    id: derivedId('slot', slot),
    slot,
    from: text.slice(0, cut),
    ...(more === '' ? {} : { fromMore: more }),
    mark: markOf(to),
  };
}

export function beforeOf({ from = 'null', fromMore = '' }: KeptChange): unknown {
  return JSON.parse(from + fromMore) as unknown;
}
