/** A record's values as they are when some of the records that it points at are gone. */
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import { docName, type DocName } from '../../../crm/kernel/ids.ts';
import { targetOf } from './link-fields.ts';

/** The fields that change. A single link that a record cannot be without stays, and leads nowhere. */
export function withoutLinks(
  entity: EntityDef,
  row: AnyRow,
  gone: ReadonlySet<DocName>,
): Record<string, unknown> & Values {
  const changed: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(entity.fields)) {
    const before = row[key];
    if (before === undefined || before === null || field.computed !== undefined) continue;
    const after = without(field, before, gone);
    if (after !== before) changed[key] = after;
  }
  return changed;
}

function isGone(to: string | undefined, id: unknown, gone: ReadonlySet<DocName>): boolean {
  return to !== undefined && typeof id === 'string' && gone.has(docName(to, id));
}

/** The same value where nothing of it is gone. */
function without(field: FieldDef, value: unknown, gone: ReadonlySet<DocName>): unknown {
  if (field.kind === 'links') return kept(value, (name) => !gone.has(name as DocName));
  if (field.kind === 'rows') {
    const links = Object.entries(field.columns).flatMap(([column, definition]) => {
      const to = targetOf(definition);
      return to === undefined ? [] : [{ column, to }];
    });
    // A product line or a contact with a role is nothing without what it names.
    return kept(
      value,
      (line) => !links.some(({ column, to }) => isGone(to, (line as Row)[column], gone)),
    );
  }
  return field.required !== true && isGone(targetOf(field), value, gone) ? null : value;
}

/** @param stays asked for each member of a set or child row */
function kept(value: unknown, stays: (member: unknown) => boolean): unknown {
  if (!Array.isArray(value)) return value;
  const members: readonly unknown[] = value;
  const left = members.filter(stays);
  return left.length === members.length ? members : left;
}
