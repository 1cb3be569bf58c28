/** Which columns a person shows and how wide, per entity, on this desktop. No data of any record. */
import * as z from 'zod';

const prefsSchema = z.object({
  visible: z.array(z.string().max(40)).max(200),
  widths: z.record(z.string(), z.number().min(40).max(1200)),
});
export type ColumnPrefs = z.infer<typeof prefsSchema>;

const keyOf = (entity: string): string => `rapport.columns.${entity}`;

export function readColumnPrefs(entity: string): ColumnPrefs | null {
  const text = localStorage.getItem(keyOf(entity));
  if (text === null) return null;
  try {
    const parsed = prefsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function writeColumnPrefs(entity: string, prefs: ColumnPrefs): void {
  localStorage.setItem(keyOf(entity), JSON.stringify(prefs));
}
