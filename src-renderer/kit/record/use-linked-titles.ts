import { useMemo } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { useLinkTitles } from '../fields/use-link-titles.ts';
import type { TitleOf } from '../session/session.tsx';

/** Titles of what a form's values link to, before there is a record that could bring them. */
export function useLinkedTitles(entity: EntityDef, values: Values): TitleOf {
  const names = Object.entries(values).flatMap(([key, value]) => {
    const field = entity.fields[key];
    if (field?.kind === 'rows') return namesInRows(field, value);
    if (field?.kind === 'user') return [`user/${String(value)}`];
    if (field?.kind === 'link') return [`${field.to}/${String(value)}`];
    return field?.kind === 'links' && Array.isArray(value) ? (value as readonly string[]) : [];
  });
  const titles = useLinkTitles('', names);
  return useMemo(() => (to: string, id: string) => titles.get(`${to}/${id}`), [titles]);
}

/** What the columns of child rows link to: the account that a contact belongs to besides, a line's product. */
function namesInRows(field: FieldOf<'rows'>, value: unknown): readonly string[] {
  const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, unknown>>[]) : [];
  return Object.entries(field.columns).flatMap(([key, column]) => {
    const to = column.kind === 'user' ? 'user' : column.kind === 'link' ? column.to : undefined;
    if (to === undefined) return [];
    return rows.flatMap((row) => (typeof row[key] === 'string' ? [`${to}/${row[key]}`] : []));
  });
}
