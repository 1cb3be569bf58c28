import { useEffect, useMemo, useState } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { entityNamed, workModules } from '../../../crm/modules/registry.ts';
import { followSearch } from '../session/follow-search.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

/** As many as one can take in; typing narrows further. */
const CHOICES_MAX = 12;

export interface RecordChoice {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

/** Records that the typed text may mean; before anything is typed, the first of the entity. */
export function useRecordChoices(to: string, text: string): readonly RecordChoice[] {
  const { client } = useSession();
  const [found, setFound] = useState<{
    readonly text: string;
    readonly hits: readonly RecordChoice[];
  } | null>(null);
  const entity = entityNamed(to);
  const [titleField] = entity?.titleFields ?? [];
  const wanted = text.trim();

  // What configures the workspace is not searched; there are few of it.
  const isSetting = entity?.traits.includes('setting') === true;
  const narrows = isSetting && wanted !== '' && titleField !== undefined;
  const first = useLiveQuery(
    entity === undefined
      ? null
      : {
          entity: to,
          ...(narrows
            ? { filter: { field: titleField, operator: 'contains', operand: wanted } }
            : {}),
          sort: titleField === undefined ? [] : [{ field: titleField, direction: 'ascending' }],
          window: { offset: 0, limit: CHOICES_MAX },
        },
  );

  useEffect(() => {
    if (wanted === '' || isSetting) return undefined;
    // What is searched besides, such as comments, is nothing to link to.
    const entities = to === '*' ? workModules.map(({ entity: { name } }) => name) : [to];
    const question = { text: wanted.slice(0, 200), limit: CHOICES_MAX, entities };
    return followSearch(client, question, ({ hits }) => setFound({ text: wanted, hits }));
  }, [client, to, wanted, isSetting]);

  return useMemo(() => {
    if (wanted !== '' && !isSetting) return found?.hits ?? [];
    return (first.result?.rows ?? []).map((row) => ({
      entity: to,
      id: row.id,
      title: entity === undefined ? row.id : titleOf(entity, row as AnyRow),
      subtitle: '',
    }));
  }, [wanted, isSetting, found, first.result, to, entity]);
}
