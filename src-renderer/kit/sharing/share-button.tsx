/** In the head of a record: with whom it is shared, and the way to share it. */
import { ActionIcon, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { docName } from '../../../crm/kernel/ids.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { ShareRow } from '../../../crm/modules/share/share.entity.ts';
import { Icon } from '../icons/icon.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import { titleLookup } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { ShareDialog, targetName } from './share-dialog.tsx';

export const SHARE_KEY = 's';
/** As many departments as there are is no list that one reads. */
const SHARES_MAX = 100;

interface ShareButtonProps {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
}

export function ShareButton({ entity, id, title }: ShareButtonProps) {
  const [asking, setAsking] = useState(false);
  usePageKey(SHARE_KEY, () => setAsking(true));
  const query = useMemo(
    (): Query => ({
      entity: 'share',
      filter: { field: 'about', operator: 'hasAny', operand: [docName(entity, id)] },
      sort: [{ field: 'at', direction: 'ascending' }],
      window: { offset: 0, limit: SHARES_MAX },
    }),
    [entity, id],
  );
  const { result } = useLiveQuery(query);
  const shares = (result?.rows ?? []) as unknown as readonly ShareRow[];
  const titleOf = useMemo(() => titleLookup(result?.titles ?? {}), [result?.titles]);
  const [first, ...others] = shares;
  const whom = shares.map((one) => targetName(one, titleOf)).join(', ');
  return (
    <>
      {first === undefined ? (
        <ActionIcon
          variant="default"
          size={30}
          aria-label="Share"
          title={`Share (${SHARE_KEY.toUpperCase()})`}
          onClick={() => setAsking(true)}
        >
          <Icon name="share" size={14} />
        </ActionIcon>
      ) : (
        <Button
          variant="light"
          size="xs"
          px={8}
          title={`Shared with ${whom} (${SHARE_KEY.toUpperCase()})`}
          leftSection={<Icon name="share" size={14} />}
          onClick={() => setAsking(true)}
        >
          <span className="visually-hidden">Shared with </span>
          <span className="share-whom">{targetName(first, titleOf)}</span>
          {others.length > 0 && ` +${others.length}`}
        </Button>
      )}
      {asking && (
        <ShareDialog
          title={`Share “${title}”`}
          records={[{ entity, id }]}
          shares={shares}
          titleOf={titleOf}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
