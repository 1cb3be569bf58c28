/** The texts in which the person at this desktop was named, until they have looked. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { mention, type MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import { SEE } from '../../../crm/modules/mention/mention.rules.ts';
import { useActs } from '../acts/acts.ts';
import { dateFormat } from '../fields/formatters.ts';
import { titleLookup, useNavigation, useSession, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

/** More than this nobody reads through; the rest follows as these are seen. */
const SHOWN_MAX = 100;

const OPEN: Query = {
  entity: mention.name,
  filter: {
    all: [
      { field: 'person', operator: 'isMe' },
      { field: 'seenAt', operator: 'isEmpty' },
    ],
  },
  sort: [{ field: 'createdAt', direction: 'descending' }],
  window: { offset: 0, limit: SHOWN_MAX },
};

export interface OpenMentions {
  readonly rows: readonly MentionRow[];
  readonly titleOf: TitleOf;
  /** False until it was answered for the first time. */
  readonly isHere: boolean;
}

export function useOpenMentions(): OpenMentions {
  const { result } = useLiveQuery(OPEN);
  return useMemo(
    () => ({
      rows: (result?.rows ?? []) as unknown as readonly MentionRow[],
      titleOf: titleLookup(result?.titles ?? {}),
      isHere: result !== undefined,
    }),
    [result],
  );
}

interface MentionListProps {
  readonly mentions: OpenMentions;
  /** One of them was followed. */
  readonly onOpen: () => void;
}

export function MentionList({ mentions: { rows, titleOf }, onOpen }: MentionListProps) {
  const acts = useActs();
  const see = (ids: readonly string[], said: string): void => void acts.command(SEE, { ids }, said);
  if (rows.length === 0) return null;
  return (
    <section aria-label="Mentions">
      <div className="reminders-head">
        <h2>Mentions</h2>
        {rows.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              see(
                rows.map(({ id }) => id),
                'All mentions seen',
              )
            }
          >
            All seen
          </Button>
        )}
      </div>
      <ul>
        {rows.map((row) => (
          <MentionLine key={row.id} row={row} titleOf={titleOf} onOpen={onOpen} onSeen={see} />
        ))}
      </ul>
    </section>
  );
}

interface MentionLineProps {
  readonly row: MentionRow;
  readonly titleOf: TitleOf;
  readonly onOpen: () => void;
  readonly onSeen: (ids: readonly string[], said: string) => void;
}

function MentionLine({ row, titleOf, onOpen, onSeen }: MentionLineProps) {
  const { locale, timeZone } = useSession();
  const { openRecord } = useNavigation();
  const address = parseDocName(row.about?.[0] ?? '');
  // Named in a comment, one is led to that.
  const place = row.comment === undefined ? address : { entity: 'comment', id: row.comment };
  const now = address === null ? undefined : titleOf(address.entity, address.id);
  const title = now ?? row.what ?? '';
  const by = row.by === undefined ? 'Somebody' : (titleOf('user', row.by) ?? 'Somebody');
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <li className="reminder">
      {place === null ? (
        title
      ) : (
        <a
          className="cell-link"
          href={`#/${place.entity}/${place.id}`}
          onClick={(event) => {
            event.preventDefault();
            onOpen();
            onSeen([row.id], `Mention in ${title} seen`);
            openRecord(place.entity, place.id);
          }}
        >
          {title}
        </a>
      )}
      <p className="reminder-when">
        {by} mentioned you{row.comment === undefined ? '' : ' in a comment'} ·{' '}
        <time dateTime={row.createdAt}>{when.format(new Date(row.createdAt))}</time>
      </p>
      <div className="reminder-acts">
        <span className="reminder-space" />
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Seen: ${title}`}
          onClick={() => onSeen([row.id], `Mention in ${title} seen`)}
        >
          Seen
        </Button>
      </div>
    </li>
  );
}
