/** The rows as the files that a person would import: one CSV an entity, in the order in which links can be found. */
import type { ImportPlan } from '../../crm/contracts/rpc/import.rpc.ts';
import { titleOf } from '../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../crm/kernel/entity.ts';
import type { FormatContext, Json } from '../../crm/kernel/field-kind.ts';
import { kindOf } from '../../crm/kernel/field-kinds.ts';
import { entityNamed } from '../../crm/modules/registry.ts';
import { isImportable } from '../../crm/kernel/importing.ts';
import type { RealisticRows } from './realistic-rows.ts';

export interface RecordFile {
  readonly entity: string;
  readonly fileName: string;
  readonly text: string;
  readonly records: number;
  readonly mapping: ImportPlan['mapping'];
}

/** Whoever is linked to comes first. */
const ORDER = [
  'user',
  'product',
  'account',
  'contact',
  'lead',
  'deal',
  'ticket',
  'activity',
] as const satisfies readonly (keyof RealisticRows)[];

/** How a file names a record: people by an address that is theirs, everything else by its title. */
function nameInFiles(entity: EntityDef, row: AnyRow): string {
  const [email] = entity.name === 'contact' ? (row['emails'] as { address: string }[]) : [];
  return email?.address ?? titleOf(entity, row);
}

export function recordFiles(rows: RealisticRows): readonly RecordFile[] {
  const names = new Map<string, string>();
  const context: FormatContext = {
    locale: 'en-US',
    timeZone: 'UTC',
    titleOf: (entity, id) => names.get(`${entity}/${id}`),
  };
  return ORDER.map((name) => {
    const entity = entityNamed(name);
    if (entity === undefined) throw new Error(`The registry has no ${name}`);
    for (const row of rows[name]) names.set(`${name}/${row.id}`, nameInFiles(entity, row));
    const keys = importableKeys(entity, rows[name]);
    const lines = rows[name].map((row) =>
      keys.map((key) => cellText(entity, key, row[key] as Json | undefined, context)).join(','),
    );
    return {
      entity: name,
      fileName: `${name}.csv`,
      text: [keys.join(','), ...lines].join('\n'),
      records: rows[name].length,
      mapping: keys,
    };
  });
}

function importableKeys(entity: EntityDef, rows: readonly AnyRow[]): string[] {
  return (
    Object.entries(entity.fields)
      .filter(([, field]) => isImportable(field) && field.kind !== 'rows')
      .filter(([key]) => rows.some((row) => row[key] !== undefined))
      // A name alone does not say what kind of record it names.
      .filter(([, field]) => !('to' in field && field.to === '*'))
      .map(([key]) => key)
  );
}

function cellText(
  entity: EntityDef,
  key: string,
  value: Json | undefined,
  context: FormatContext,
): string {
  const field = entity.fields[key];
  if (field === undefined || value === undefined) return '';
  const text = kindOf(field).format(value, field, context);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
