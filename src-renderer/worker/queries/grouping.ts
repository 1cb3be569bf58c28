/** Rows in groups by the values of a field; the order and the names of the groups. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { stageNamed } from '../../../crm/kernel/pipelines.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { targetOf } from '../rows/link-fields.ts';
import type { FieldPath } from './field-path.ts';

export interface GroupBy extends FieldPath {
  readonly keysOf: (value: unknown) => readonly string[];
  /** Keys of the groups whose rows are left out of the answer; they are counted and summed all the same. */
  readonly collapsed: ReadonlySet<string>;
  /** How many rows of a group stand in the answer at most. */
  readonly heads: number;
}

const NO_VALUE = '';
const IN_NO_GROUP: readonly string[] = [NO_VALUE];

/** The groups that a row belongs to: one, or for a set of values each of them; never none. */
export function groupKeysOf({ read, keysOf }: GroupBy, row: AnyRow): readonly string[] {
  const value = read(row);
  if (value === undefined || value === null) return IN_NO_GROUP;
  const keys = keysOf(value);
  return keys.length === 0 ? IN_NO_GROUP : keys;
}

/**
 * What to compare groups by: options in their own order and strange values after them, everything else by its name;
 * the group without a value last.
 */
export function groupRank(field: FieldDef, key: string, label: string): readonly [number, string] {
  if (key === NO_VALUE) return [Number.MAX_SAFE_INTEGER, ''];
  if (field.kind === 'date' || field.kind === 'dateTime') return [0, key];
  if (!('options' in field)) return [0, `${fold(label)}\n${key}`];
  const index = field.options.findIndex(({ value }) => value === key);
  return [index < 0 ? field.options.length : index, `${fold(label)}\n${key}`];
}

export function groupLabel(field: FieldDef, key: string, context: FormatContext): string {
  if (key === NO_VALUE) return `No ${field.label.toLowerCase()}`;
  if (field.kind === 'stage') {
    const stage = stageNamed(field, key);
    return stage?.qualified ?? stage?.label ?? key;
  }
  if ('options' in field) return field.options.find(({ value }) => value === key)?.label ?? key;
  const to = targetOf(field);
  if (to !== undefined) return context.titleOf(to, key) ?? 'Not here yet';
  if (field.kind === 'links') {
    const [entity = '', id = ''] = key.split('/');
    return context.titleOf(entity, id) ?? 'Not here yet';
  }
  return field.kind === 'date' || field.kind === 'dateTime' ? monthName(key, context.locale) : key;
}

function monthName(month: string, locale: string): string {
  const firstMs = Date.parse(`${month}-01T00:00:00Z`);
  if (Number.isNaN(firstMs)) return month;
  return new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(firstMs);
}
