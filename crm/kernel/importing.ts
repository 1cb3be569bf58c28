/** Which fields a column of a file can fill. */
import type { FieldDef } from './field-kinds.ts';

/**
 * The one column that a row cannot be without, if it is a link: such rows can be named by what they link to, as a deal's
 * contacts can. undefined: a row needs more than a name.
 */
export function linkColumnOf(
  field: FieldDef,
): { readonly key: string; readonly to: string } | undefined {
  if (field.kind !== 'rows') return undefined;
  const needed = Object.entries(field.columns).filter(([, column]) => column.required === true);
  const [only, ...more] = needed;
  return only?.[1].kind === 'link' && more.length === 0
    ? { key: only[0], to: only[1].to }
    : undefined;
}

/** Child rows with columns of their own cannot be read from one cell; numbers that the relay gives are not ours. */
export function isImportable(field: FieldDef): boolean {
  const isOurs = field.readOnly !== true || field.fromFiles === true;
  return isOurs && (field.kind !== 'rows' || linkColumnOf(field) !== undefined);
}
