/** The records that point at one, from the other side of a link. */
import type { Reader } from './command.ts';
import type { AnyRow } from './entity.ts';
import type { Target } from './record-links.ts';

/** By the reader's index, by id; a reader without one is looked through, and the order is its own. */
export function rowsPointingAt(
  read: Reader,
  from: string,
  field: string,
  to: Target,
): readonly AnyRow[] {
  if (read.pointingAt !== undefined) {
    const rows = read.pointingAt(from, field, to).map((id) => read.get(from, id));
    return rows.filter((row) => row !== undefined);
  }
  const name = `${to.entity}/${to.id}`;
  return [...read.all(from)].filter(({ [field]: value }) =>
    Array.isArray(value) ? (value as readonly unknown[]).includes(name) : value === to.id,
  );
}
