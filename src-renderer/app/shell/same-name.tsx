import { Button } from '@mantine/core';
import { memo, useMemo } from 'react';
import { givenTitle } from '../../../crm/kernel/derive.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { distinctId } from '../../../crm/modules/merge/merge.rules.ts';
import { user } from '../../../crm/modules/user/user.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import type { OpenWorkspace } from '../bootstrap.ts';

/** More of one name than anybody has to be asked about at once. */
const NAMESAKES_MAX = 5;

/**
 * Somebody who came later and is called like one who was there: the same person at another computer, or in a list that
 * was imported; or another one. Only they can say. Whoever was there first is not asked, so the two never decide for
 * each other.
 */
export const SameName = memo(function SameName({
  workspace,
}: {
  readonly workspace: OpenWorkspace;
}) {
  const { userId, userName } = workspace;
  const { result } = useLiveQuery(useMemo(() => calledLike(userName), [userName]));
  const rows = result?.rows ?? [];
  const before = rows.findIndex(({ id }) => id === userId);
  const earlier = rows.slice(0, Math.max(before, 0));
  if (earlier.length === 0) return null;
  return <Question me={userId} earlier={earlier} />;
});

interface QuestionProps {
  readonly me: string;
  /** Those of this name who were there before. */
  readonly earlier: QueryResult['rows'];
}

function Question({ me, earlier }: QuestionProps) {
  const acts = useActs();
  const ids = earlier.map(({ id }) => id).join(' ');
  const { result } = useLiveQuery(useMemo(() => saidToDiffer(ids, me), [ids, me]));
  if (result === undefined) return null;
  const distinct = new Set(result.rows.map(({ id }) => id));
  const other = earlier.find(({ id }) => !distinct.has(pairOf(id, me)));
  if (other === undefined) return null;
  // As it stands for the team, however it was typed this time: that name stays.
  const name = givenTitle(user, other);
  const answer = (command: string, input: unknown, said: string): void => {
    // The question goes, and the keyboard goes on with the page.
    document.querySelector<HTMLElement>('#page')?.focus();
    void acts.command(command, input, said);
  };
  return (
    <section className="shell-note" aria-label="Who you are">
      <span role="status">
        {name} is in this workspace already: entered at another computer, or from a list that was
        imported. Is that you?
      </span>
      <span className="shell-note-acts">
        <Button
          size="compact-sm"
          onClick={() =>
            answer(
              'records.merge',
              { entity: 'user', survivor: other.id, losers: [me], take: {} },
              `You are one ${name} now`,
            )
          }
        >
          That is me
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            answer(
              'records.areDistinct',
              { entity: 'user', ids: [other.id, me] },
              `There are two people called ${name}`,
            )
          }
        >
          Somebody else
        </Button>
      </span>
    </section>
  );
}

function pairOf(id: string, other: string): string {
  const [first = '', second = ''] = [id, other].toSorted();
  return distinctId('user', first, second);
}

/** Who was there first comes first. */
function calledLike(name: string): Query {
  return {
    entity: 'user',
    filter: { field: 'name', operator: 'is', operand: name },
    sort: [{ field: 'createdAt', direction: 'ascending' }],
    window: { offset: 0, limit: NAMESAKES_MAX },
  };
}

function saidToDiffer(earlier: string, me: string): Query {
  const pairs = earlier.split(' ').map((id) => pairOf(id, me));
  return {
    entity: 'notDuplicate',
    filter: { field: 'id', operator: 'anyOf', operand: pairs },
    sort: [],
    window: { offset: 0, limit: NAMESAKES_MAX },
  };
}
