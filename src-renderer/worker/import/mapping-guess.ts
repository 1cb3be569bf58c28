/** What a file's columns probably mean, for the person to confirm or change. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { isImportable } from '../../../crm/kernel/importing.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { addressPartOf, fieldMeant } from './header-synonyms.ts';

/** Field key by column, null for a column that is left out. */
export type Mapping = readonly (string | null)[];

/** Several columns may fill one field when it holds several values, or a value of several parts. */
export function takesSeveralColumns(field: FieldDef): boolean {
  return kindOf(field).encoding !== 'scalar' || field.kind === 'address';
}

export function guessMapping(entity: EntityDef, headers: readonly string[]): Mapping {
  const taken = new Set<string>();
  return headers.map((header) => {
    const key = fieldMeant(entity, header);
    const field = key === undefined ? undefined : entity.fields[key];
    if (key === undefined || field === undefined || !isImportable(field)) return null;
    // An address may come in parts, each part once.
    const place = field.kind === 'address' ? `${key} ${addressPartOf(header) ?? ''}` : key;
    const several = takesSeveralColumns(field) && field.kind !== 'address';
    if (!several && taken.has(place)) return null;
    taken.add(place);
    return key;
  });
}

/** The entity whose fields cover most of the headers; of equals the one that the file is named after, then the first. */
export function guessEntity(
  entities: readonly EntityDef[],
  headers: readonly string[],
  fileName: string,
): EntityDef | undefined {
  const name = fold(fileName);
  let best: EntityDef | undefined;
  let bestScore = 0;
  for (const entity of entities) {
    const found = new Set(guessMapping(entity, headers));
    found.delete(null);
    const titled = entity.titleFields.some((key) => found.has(key));
    const named = name.includes(fold(entity.label.many)) || name.includes(fold(entity.label.one));
    // A title weighs half a field and a name another: they decide between equals and cannot overrule two fields.
    const score = found.size === 0 ? 0 : found.size + (titled ? 0.5 : 0) + (named ? 0.6 : 0);
    if (score > bestScore) {
      best = entity;
      bestScore = score;
    }
  }
  return best;
}
