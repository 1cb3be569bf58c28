/** Minutes as people write them: “90”, “45 min”, “2 h”, “1 h 30”. */

const HOUR_MINUTES = 60;
const WRITTEN = /^(?:(\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*(?:m|mins?|minutes?)?)?$/i;

/** undefined for what is no duration, or none at all. */
export function parseMinutes(text: string): number | undefined {
  const match = WRITTEN.exec(text.trim());
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  const minutes = Number(match[1] ?? 0) * HOUR_MINUTES + Number(match[2] ?? 0);
  return minutes > 0 ? minutes : undefined;
}

export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
