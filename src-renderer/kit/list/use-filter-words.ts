import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter } from '../../../crm/kernel/query.ts';
import { useLinkTitles } from '../fields/use-link-titles.ts';
import { useSession } from '../session/session.tsx';
import { linkedNames, type TextContext } from './condition-text.ts';

/** What the words of these filters need: the names of the records that they speak of. */
export function useFilterWords(entity: EntityDef, filters: readonly Filter[]): TextContext {
  const { locale } = useSession();
  const titles = useLinkTitles('', linkedNames(entity, filters));
  return useMemo(() => ({ titles, locale }), [titles, locale]);
}
