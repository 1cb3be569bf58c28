import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import { user } from '../../../crm/modules/user/user.entity.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

/** A team has some dozens of people: all of them fit a list that is searched as one types. */
const EVERYBODY: Query = {
  entity: user.name,
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: PAGE_MAX_ROWS },
};

/** Mutable, as the component library asks for it. */
interface PersonChoice {
  value: string;
  label: string;
}

/** The colleagues as choices, by name. */
export function usePeople(): PersonChoice[] {
  const { result } = useLiveQuery(EVERYBODY);
  return useMemo(
    () =>
      (result?.rows ?? []).map((row) => ({
        value: row.id,
        label: titleOf(user, row as unknown as AnyRow),
      })),
    [result?.rows],
  );
}
