/** Whether one follows the record on screen, and how loud: by a key, or from a menu. Opening it, one has seen its news. */
import { ActionIcon, Menu } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { docName } from '../../../crm/kernel/ids.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { FOLLOWED } from '../../../crm/kernel/system-fields.ts';
import type { FollowRow } from '../../../crm/modules/follow/follow.entity.ts';
import { FOLLOW, SEE_NEWS } from '../../../crm/modules/follow/follow.rules.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useNews } from './use-news.ts';

export const FOLLOW_KEY = 'f';

/** Whoever only passes by has not read it. */
const READ_AFTER_MS = 1_500;

interface FollowButtonProps {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
}

type State = 'Following' | 'Muted' | 'Not Following';

const CHOICES: readonly { readonly state: State; readonly label: string }[] = [
  { state: 'Following', label: 'Follow' },
  { state: 'Muted', label: 'Follow in the inbox only' },
  { state: 'Not Following', label: 'Do not follow' },
];

const SAID: Readonly<Record<State, string>> = {
  Following: 'You follow',
  Muted: 'In the inbox only:',
  'Not Following': 'You no longer follow',
};

export function FollowButton({ entity, id, title }: FollowButtonProps) {
  const acts = useActs();
  const state = useFollowing(entity, id);
  useSeen(entity, id);
  const set = (next: State): void => {
    const input = { records: [{ entity, id }], state: next };
    void acts.command(FOLLOW, input, `${SAID[next]} ${title}`);
  };
  const follows = state !== null && state !== 'Not Following';
  usePageKey(FOLLOW_KEY, () => set(follows ? 'Not Following' : 'Following'));
  const label = !follows ? 'Follow' : state === 'Muted' ? 'Following, muted' : 'Following';
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant={follows ? 'light' : 'default'}
          size={30}
          aria-label={label}
          title={`${label} (${FOLLOW_KEY.toUpperCase()})`}
        >
          <Icon name={state === 'Muted' ? 'eye-off' : 'eye'} size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={state ?? ''} onChange={(next) => set(next as State)}>
          {CHOICES.map((choice) => (
            <Menu.RadioItem key={choice.state} value={choice.state} closeMenuOnClick>
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** null until it is known. */
function useFollowing(entity: string, id: string): State | null {
  const followed = useMemo(
    (): Query => ({
      entity,
      filter: {
        all: [
          { field: 'id', operator: 'anyOf', operand: [id] },
          { field: FOLLOWED, operator: 'isTrue' },
        ],
      },
      sort: [],
      archived: 'with',
      window: { offset: 0, limit: 0 },
    }),
    [entity, id],
  );
  const said = useMemo(
    (): Query => ({
      entity: 'follow',
      filter: {
        all: [
          { field: 'person', operator: 'isMe' },
          { field: 'about', operator: 'hasAny', operand: [docName(entity, id)] },
        ],
      },
      sort: [],
      window: { offset: 0, limit: 1 },
    }),
    [entity, id],
  );
  const count = useLiveQuery(followed).result?.count;
  const row = useLiveQuery(said).result?.rows[0] as FollowRow | undefined;
  if (count === undefined) return null;
  if (count === 0) return 'Not Following';
  return row?.state === 'Muted' ? 'Muted' : 'Following';
}

/** Part of reading: nothing to undo of its own. */
function useSeen(entity: string, id: string): void {
  const { client } = useSession();
  const upTo = useNews().records.find((one) => one.entity === entity && one.id === id)?.upTo;
  useEffect(() => {
    if (upTo === undefined) return undefined;
    const timer = setTimeout(() => {
      if (!document.hasFocus()) return;
      const input = { records: [{ entity, id, upTo }], byItself: true };
      client.call('command.run', { name: SEE_NEWS, input }).catch(() => undefined);
    }, READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, entity, id, upTo]);
}
