/** In which time zone the workspace counts what nothing else says the zone of. Pure. */
import type { Reader } from './command.ts';
import type { AnyRow } from './entity.ts';
import { dayIn, isTimeZone } from './zoned-days.ts';

/** Its one record says the zone; rules read it without knowing the module. */
const WORKSPACE_ENTITY = 'workspace';

/** `fallback`, the reader's own, where the workspace was made before it had one, or names none that is known here. */
export function zoneOfWorkspace(row: AnyRow | undefined, fallback: string): string {
  const zone = row?.['timeZone'];
  return typeof zone === 'string' && isTimeZone(zone) ? zone : fallback;
}

/** `YYYY-MM-DD` that the team writes at an instant: the same for all of them, wherever each one is. */
export function dayOfWorkspace(read: Reader, now: string): string {
  const [workspace] = read.all(WORKSPACE_ENTITY);
  return dayIn(Date.parse(now), zoneOfWorkspace(workspace, 'UTC'));
}
