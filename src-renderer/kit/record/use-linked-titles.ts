import { useMemo } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { useLinkTitles } from '../fields/use-link-titles.ts';
import type { TitleOf } from '../session/session.tsx';

/** Titles of what a form's values link to, before there is a record that could bring them. */
export function useLinkedTitles(entity: EntityDef, values: Values): TitleOf {
  const names = Object.entries(values).flatMap(([key, value]) => {
    const field = entity.fields[key];
    if (field?.kind === 'user') return [`user/${String(value)}`];
    if (field?.kind === 'link') return [`${field.to}/${String(value)}`];
    return field?.kind === 'links' && Array.isArray(value) ? (value as readonly string[]) : [];
  });
  const titles = useLinkTitles('', names);
  return useMemo(() => (to: string, id: string) => titles.get(`${to}/${id}`), [titles]);
}
