import { Button } from '@mantine/core';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { bulkActions } from '../grid/bulk-actions.tsx';
import type { RunBulk } from '../grid/use-bulk.tsx';
import { useSession } from '../session/session.tsx';

interface SelectionBarProps {
  readonly entity: EntityDef;
  readonly ids: ReadonlySet<string>;
  readonly archived: boolean;
  readonly run: RunBulk;
  readonly onClear: () => void;
}

/** What can be done with the selected rows, each as one act that can be undone as one. */
export function SelectionBar(props: SelectionBarProps) {
  const { locale } = useSession();
  const { entity, ids, archived } = props;
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected rows">
      <span>{`${numberFormat(locale, {}).format(ids.size)} selected`}</span>
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
