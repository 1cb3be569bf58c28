/** The records that were opened last on this desktop: their names in the store only, no data. */
import * as z from 'zod';

const KEY = 'rapport.recent';
/** More than fit under the search field without scrolling are not looked at. */
const RECENT_MAX = 8;

const namesSchema = z.array(z.string().max(80)).max(RECENT_MAX);

/** Document names, the newest first. */
export function recentRecords(): readonly string[] {
  try {
    const parsed = namesSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

export function rememberRecord(name: string): void {
  const names = [name, ...recentRecords().filter((other) => other !== name)];
  localStorage.setItem(KEY, JSON.stringify(names.slice(0, RECENT_MAX)));
}
