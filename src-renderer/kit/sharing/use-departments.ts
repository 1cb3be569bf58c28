/** With whom something can be shared: the teams that users are in, and the users. */
import { useMemo } from 'react';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import type { UserRow } from '../../../crm/modules/user/user.entity.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

const USERS: Query = {
  entity: 'user',
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: PAGE_MAX_ROWS },
};

export interface Colleagues {
  readonly departments: readonly string[];
  /** Without oneself. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export function useColleagues(): Colleagues {
  const { meId, locale } = useSession();
  const { result } = useLiveQuery(USERS);
  return useMemo(() => {
    const users = (result?.rows ?? []) as unknown as readonly UserRow[];
    const departments = new Set(users.flatMap(({ teams }) => teams ?? []));
    return {
      departments: [...departments].toSorted((a, b) => a.localeCompare(b, locale)),
      people: users.filter(({ id }) => id !== meId).map(({ id, name = '' }) => ({ id, name })),
    };
  }, [result, meId, locale]);
}
