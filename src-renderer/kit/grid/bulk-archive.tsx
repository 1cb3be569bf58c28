import { Button } from '@mantine/core';
import { Icon } from '../icons/icon.tsx';
import type { BulkActionProps } from './bulk-action.ts';
import { counted } from './counted.ts';

export function ArchiveButton({ entity, ids, archived, run, onClear }: BulkActionProps) {
  const act = async (): Promise<void> => {
    const done = await run({
      entity,
      edit: { kind: 'archived', ids: [...ids], archived: !archived },
      label: `${archived ? 'Restore' : 'Archive'} ${counted(entity, ids.size)}`,
      said: (changed) => `${counted(entity, changed)} ${archived ? 'restored' : 'archived'}`,
    });
    if (done) onClear();
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<Icon name={archived ? 'undo' : 'archive'} size={14} />}
      onClick={() => void act()}
    >
      {archived ? 'Restore' : 'Archive'}
    </Button>
  );
}
