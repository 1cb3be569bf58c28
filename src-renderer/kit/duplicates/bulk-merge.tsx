import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { BulkActionProps } from '../grid/bulk-action.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation } from '../session/session.tsx';
import { MergeDialog } from './merge-dialog.tsx';

export function MergeButton({ entity, ids, onClear }: BulkActionProps) {
  const { openRecord } = useNavigation();
  const [merging, setMerging] = useState(false);
  const chosen = useMemo(() => [...ids], [ids]);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon name="arrows-join" size={14} />}
        onClick={() => setMerging(true)}
      >
        Merge
      </Button>
      {merging && (
        <MergeDialog
          entity={entity}
          ids={chosen}
          onClose={() => setMerging(false)}
          onMerged={(survivor) => {
            setMerging(false);
            onClear();
            openRecord(entity.name, survivor);
          }}
        />
      )}
    </>
  );
}
