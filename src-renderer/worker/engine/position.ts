/** Where a desktop stands in the team's log and in its own, as its disk says it. */
import { newId } from '../../../crm/kernel/ids.ts';
import type { Clock, Random } from '../../../crm/kernel/ports.ts';
import type { MetaValue } from '../store/store.ts';

/** In meta: where this desktop stands in the team's log and in its own. Equal texts, equal rows. */
export const POSITION_KEY = 'position';

/** The keys of meta that are the engine's own; the shell keeps its under others. */
export interface SyncPosition {
  readonly device: string;
  /** The last `n` that this device used. */
  readonly n: number;
  readonly cursor: number;
  readonly epoch: string;
}

function readPosition(saved: string): SyncPosition {
  const { device, n, cursor, epoch } = JSON.parse(saved) as SyncPosition;
  return { device, n, cursor, epoch };
}

/** Grows with every commit that may change a row. */
export function revisionOf(position: string): number {
  if (position === '') return 0;
  return (JSON.parse(position) as { readonly revision?: number }).revision ?? 0;
}

/** As the disk has it; a desktop that has none gets its name here. */
export function positionOf(
  meta: ReadonlyMap<string, MetaValue>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): SyncPosition {
  const saved = meta.get(POSITION_KEY);
  const position =
    typeof saved === 'string'
      ? readPosition(saved)
      : // As it was saved by the first versions, a value for each.
        {
          device: String(meta.get('device') ?? ''),
          n: Number(meta.get('n') ?? 0),
          cursor: Number(meta.get('cursor') ?? 0),
          epoch: String(meta.get('epoch') ?? ''),
        };
  return position.device === '' ? { ...position, device: newId(clock, random) } : position;
}
