/** Follows or shares all selected records as one act. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { FOLLOW } from '../../../crm/modules/follow/follow.rules.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { ShareDialog } from '../sharing/share-dialog.tsx';
import type { BulkActionProps } from './bulk-action.ts';
import { counted } from './counted.ts';

function recordsOf({ entity, ids }: Pick<BulkActionProps, 'entity' | 'ids'>) {
  return [...ids].map((id) => ({ entity: entity.name, id }));
}

export function FollowSelectedButton(props: BulkActionProps) {
  const acts = useActs();
  const { entity, ids } = props;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<Icon name="eye" size={14} />}
      onClick={() => {
        const input = { records: recordsOf(props), state: 'Following' };
        void acts.command(FOLLOW, input, `You follow ${counted(entity, ids.size)}`);
      }}
    >
      Follow
    </Button>
  );
}

export function ShareSelectedButton(props: BulkActionProps) {
  const [asking, setAsking] = useState(false);
  const { entity, ids } = props;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon name="share" size={14} />}
        onClick={() => setAsking(true)}
      >
        Share
      </Button>
      {asking && (
        <ShareDialog
          title={`Share ${counted(entity, ids.size)}`}
          records={recordsOf(props)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
