/** In which time zone the workspace counts what nothing else says the zone of. Pure. */
import type { AnyRow } from '../../kernel/entity.ts';
import { isTimeZone } from '../../kernel/zoned-days.ts';

/** `fallback`, the reader's own, where the workspace was made before it had one, or names none that is known here. */
export function zoneOfWorkspace(row: AnyRow | undefined, fallback: string): string {
  const zone = row?.['timeZone'];
  return typeof zone === 'string' && isTimeZone(zone) ? zone : fallback;
}
