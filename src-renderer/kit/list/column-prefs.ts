/** The columns of the lists that are in no saved view: per entity, on this desktop. No data of any record. */
import { columnsSchema, type Columns } from '../../../crm/modules/view/view-content.ts';

const keyOf = (entity: string): string => `rapport.columns.${entity}`;

/** null: nobody has chosen any yet. */
export function readColumnPrefs(entity: string): Columns | null {
  const text = localStorage.getItem(keyOf(entity));
  if (text === null) return null;
  try {
    const parsed = columnsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function writeColumnPrefs(entity: string, columns: Columns): void {
  localStorage.setItem(keyOf(entity), JSON.stringify(columns));
}
