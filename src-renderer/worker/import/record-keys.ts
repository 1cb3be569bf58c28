/** By what a record is recognised: the values that name it beyond its id. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EmailRow } from '../../../crm/kernel/fields/emails.field.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';

/** Fields that hold an identifier given elsewhere. */
export const IDENTIFIER_FIELDS = ['externalId', 'code'] as const;

/** Title fields that are text: a number that the relay gives is no part of the name that a file uses. */
export function nameFields(entity: EntityDef): readonly string[] {
  return entity.titleFields.filter((key) => entity.fields[key]?.kind === 'text');
}

/** The field that must hold a name: the last name of a person, the name of a company. */
export function mainNameField(entity: EntityDef): string | undefined {
  const names = nameFields(entity);
  return names.find((key) => entity.fields[key]?.required === true) ?? names[0];
}

/** Ada Lovelace, from whichever of the name fields are filled. */
export function nameOf(entity: EntityDef, values: Values): string {
  return nameFields(entity)
    .map((key) => values[key])
    .filter((part) => typeof part === 'string')
    .join(' ')
    .trim();
}

/** `https://www.acme.com/about` and `Acme.com` → `acme.com`; undefined for text that is no address of a site. */
export function hostOf(text: string): string | undefined {
  const host = /^(?:https?:\/\/)?(?:www\.)?([^/\s:@]+\.[a-z]{2,})(?:[/:].*)?$/i.exec(
    text.trim(),
  )?.[1];
  return host?.toLowerCase();
}

/** Folded values of one field by which a record can be found; a name field stands for the whole name. */
export function keysOf(entity: EntityDef, keyField: string, values: Values): readonly string[] {
  if (nameFields(entity).includes(keyField)) {
    const name = fold(nameOf(entity, values));
    return name === '' ? [] : [name];
  }
  const value = values[keyField];
  if (value === undefined || value === null) return [];
  if (entity.fields[keyField]?.kind === 'emails')
    return (value as readonly EmailRow[]).map(({ address }) => fold(address));
  if (typeof value === 'string') return [fold(value)];
  return typeof value === 'number' ? [String(value)] : [];
}

/** Every text that means this record in a link column: name, e-mails, domain, external ids. */
export function referenceKeys(entity: EntityDef, values: Values): ReadonlySet<string> {
  const keys = new Set<string>();
  const name = nameOf(entity, values);
  if (name !== '') keys.add(fold(name));
  const [first, last, ...more] = nameFields(entity).map((key) => values[key]);
  if (typeof first === 'string' && typeof last === 'string' && more.length === 0)
    keys.add(fold(`${last}, ${first}`));
  for (const [key, field] of Object.entries(entity.fields)) {
    const value = values[key];
    if (value === undefined || value === null) continue;
    if (field.kind === 'emails')
      for (const { address } of value as readonly EmailRow[]) keys.add(fold(address));
    const isIdentifier = (IDENTIFIER_FIELDS as readonly string[]).includes(key);
    if (isIdentifier && typeof value === 'string') keys.add(fold(value));
    const host =
      typeof value === 'string' && (key === 'domain' || key === 'website')
        ? hostOf(value)
        : undefined;
    if (host !== undefined) keys.add(host);
  }
  return keys;
}
