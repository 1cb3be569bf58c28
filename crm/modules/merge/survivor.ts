/** Where a merged record has gone. */
import type { Reader } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';

/** Longer chains are a damaged workspace, not somebody's work. */
const CHAIN_MAX = 100;

export function mergedInto(row: AnyRow | undefined): string | undefined {
  const into = row?.['mergedInto'];
  return typeof into === 'string' ? into : undefined;
}

/**
 * The record that stands for `id` now: itself, or the end of the chain of merges. Two desktops that merged two
 * records at once, each into the other, leave a ring; then the oldest of the ring stands for all of it, on every
 * desktop alike.
 */
export function survivorOf(read: Pick<Reader, 'get'>, entity: string, id: string): string {
  const seen: string[] = [];
  let at = id;
  while (seen.length < CHAIN_MAX) {
    const into = mergedInto(read.get(entity, at));
    if (into === undefined || read.get(entity, into) === undefined) return at;
    seen.push(at);
    const start = seen.indexOf(into);
    if (start >= 0) return seen.slice(start).toSorted()[0] ?? at;
    at = into;
  }
  return at;
}

/** True when following the chain of merges from `id` leads back to it. */
export function isInRing(read: Pick<Reader, 'get'>, entity: string, id: string): boolean {
  let at = mergedInto(read.get(entity, id));
  for (let step = 0; at !== undefined && step < CHAIN_MAX; step++) {
    if (at === id) return true;
    at = mergedInto(read.get(entity, at));
  }
  return false;
}
