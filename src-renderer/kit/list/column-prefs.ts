/** Which columns a person shows and how wide, per entity, on this desktop. No data of any record. */
import * as z from 'zod';
import type { EntityDef } from '../../../crm/kernel/entity.ts';

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

/** Every field in the order in which a list shows them. */
export function columnOrder(entity: EntityDef): readonly string[] {
  const others = Object.keys(entity.fields).filter((key) => !entity.listFields.includes(key));
  return [...entity.listFields, ...others];
}

/** What the list shows. The column that names the record always stays. */
export function visibleColumns(entity: EntityDef): readonly string[] {
  const visible = new Set(readColumnPrefs(entity.name)?.visible ?? entity.listFields);
  return columnOrder(entity).filter((key, index) => index === 0 || visible.has(key));
}
