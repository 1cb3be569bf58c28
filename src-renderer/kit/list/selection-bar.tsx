import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { numberFormat } from '../fields/formatters.ts';
import { bulkActions } from '../grid/bulk-actions.tsx';
import type { RunBulk } from '../grid/use-bulk.tsx';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { Sum } from '../totals/sum.tsx';

interface SelectionBarProps {
  readonly entity: EntityDef;
  readonly ids: ReadonlySet<string>;
  readonly archived: boolean;
  readonly run: RunBulk;
  readonly onClear: () => void;
}

/** A longer list of names would be sent again with every tick; the foot of a filtered list has the sum of as many. */
const SUMMED_MAX_ROWS = 1_000;

/** What the selected rows are worth together. */
function SelectedSum({
  entity,
  ids,
  archived,
}: Pick<SelectionBarProps, 'entity' | 'ids' | 'archived'>) {
  // The one that the foot of the list adds up.
  const amount = entity.listFields.find((key) => entity.fields[key]?.kind === 'money');
  const query = useMemo<Query | null>(
    () =>
      amount === undefined || ids.size > SUMMED_MAX_ROWS
        ? null
        : {
            entity: entity.name,
            filter: { field: 'id', operator: 'anyOf', operand: [...ids] },
            sort: [],
            sums: [amount],
            window: { offset: 0, limit: 0 },
            ...(archived ? { archived: 'only' as const } : {}),
          },
    [entity, ids, archived, amount],
  );
  const { result } = useLiveQuery(query);
  if (amount === undefined || result === undefined) return null;
  const label = entity.fields[amount]?.label ?? amount;
  return (
    <span className="selected-sum">
      {label} <Sum parts={result.sums[amount]} of={label} />
    </span>
  );
}

/** What can be done with the selected rows, each as one act that can be undone as one. */
export function SelectionBar(props: SelectionBarProps) {
  const { locale } = useSession();
  const { entity, ids, archived } = props;
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected rows">
      <span>{`${numberFormat(locale, {}).format(ids.size)} selected`}</span>
      <SelectedSum entity={entity} ids={ids} archived={archived} />
      {bulkActions
        .filter(({ isOffered }) => isOffered(entity, { count: ids.size, archived }))
        .map(({ name, Button: Action }) => (
          <Action key={name} {...props} />
        ))}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onClear}>
        Clear
      </Button>
    </div>
  );
}
