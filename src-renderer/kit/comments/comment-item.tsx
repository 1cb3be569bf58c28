/** One comment: who, when, what they say, and what one can do with it. */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { comment, type CommentRow } from '../../../crm/modules/comment/comment.entity.ts';
import {
  DELETE_COMMENT,
  EDIT_COMMENT,
  RESOLVE_COMMENT,
  type NamedInText,
} from '../../../crm/modules/comment/comment.rules.ts';
import { useActs } from '../acts/acts.ts';
import { Avatar } from '../fields/avatar.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { HistoryPanel } from '../record/history-panel.tsx';
import { useNavigation, useSession, type TitleOf } from '../session/session.tsx';
import { CommentComposer } from './comment-composer.tsx';
import { hasDraft } from './comment-drafts.ts';
import { partsOf } from './comment-text.ts';

const MIDDLE = { block: 'center' } as const;

interface CommentItemProps {
  readonly row: CommentRow;
  readonly titleOf: TitleOf;
  /** Another object whenever somebody comes for this one. */
  readonly asked: object | null;
  readonly onAnswer: () => void;
}

export function CommentItem({ row, titleOf, asked, onAnswer }: CommentItemProps) {
  const { meId } = useSession();
  const place = `edit/${row.id}`;
  const [editing, setEditing] = useState<object | null>(() => (hasDraft(place) ? {} : null));
  const acts = useActs();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked === null) return;
    article.current?.scrollIntoView(MIDDLE);
    article.current?.focus({ preventScroll: true });
  }, [asked]);
  const author = row.author === undefined ? undefined : titleOf('user', row.author);
  const name = author ?? 'Somebody';
  const names = (row.names ?? []) as unknown as readonly NamedInText[];
  if (row.archivedAt !== undefined)
    return <p className="comment-deleted">A comment of {name} was deleted.</p>;
  return (
    <article
      ref={article}
      tabIndex={-1}
      className="comment"
      aria-label={`Comment of ${name}`}
      data-asked={asked !== null}
    >
      <Avatar name={name} seed={row.author ?? ''} sizePx={22} />
      <div className="comment-main">
        <Head row={row} name={name} titleOf={titleOf} />
        {editing === null ? (
          <p className="comment-text">
            <Text text={row.text ?? ''} names={names} titleOf={titleOf} />
          </p>
        ) : (
          <CommentComposer
            place={place}
            label="Edit the comment"
            sendLabel="Save"
            begin={{
              text: row.text ?? '',
              names: names.map(({ said, record }) => ({ said, record })),
            }}
            asked={editing}
            onSend={async (draft) => {
              const refused = await acts.run(
                EDIT_COMMENT,
                { id: row.id, ...draft },
                'Comment changed',
              );
              if (refused === null) setEditing(null);
              return refused;
            }}
            onClose={() => setEditing(null)}
          />
        )}
        {editing === null && (
          <Acts
            row={row}
            isMine={row.author === meId}
            onAnswer={onAnswer}
            onEdit={() => setEditing({})}
          />
        )}
      </div>
    </article>
  );
}

function Head({
  row,
  name,
  titleOf,
}: {
  readonly row: CommentRow;
  readonly name: string;
  readonly titleOf: TitleOf;
}) {
  const { locale, timeZone } = useSession();
  const [history, setHistory] = useState(false);
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <p className="comment-head">
      <strong>{name}</strong>
      <time dateTime={row.createdAt}>{when.format(new Date(row.createdAt))}</time>
      {row.editedAt !== undefined && (
        <button
          type="button"
          className="comment-edited"
          title={`Edited ${when.format(new Date(row.editedAt))}: what it said before`}
          onClick={() => setHistory(true)}
        >
          edited
        </button>
      )}
      {history && (
        <HistoryPanel
          entity={comment}
          row={row as AnyRow}
          titleOf={titleOf}
          opened
          onClose={() => setHistory(false)}
        />
      )}
    </p>
  );
}

interface ActsProps {
  readonly row: CommentRow;
  readonly isMine: boolean;
  readonly onAnswer: () => void;
  readonly onEdit: () => void;
}

function Acts({ row, isMine, onAnswer, onEdit }: ActsProps) {
  const acts = useActs();
  const { copyLink } = useNavigation();
  const button = (label: string, run: () => void) => (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={run}>
      {label}
    </Button>
  );
  return (
    <div className="comment-acts">
      {button('Answer', onAnswer)}
      {row.parent === undefined &&
        row.resolvedAt === undefined &&
        button('Resolve', () => {
          void acts.command(RESOLVE_COMMENT, { id: row.id, resolved: true }, 'Thread resolved');
        })}
      {isMine && button('Edit', onEdit)}
      {isMine &&
        button('Delete', () => {
          void acts.command(DELETE_COMMENT, { id: row.id }, 'Comment deleted');
        })}
      {button('Copy link', () => copyLink(`/comment/${row.id}`))}
    </div>
  );
}

function Text({
  text,
  names,
}: {
  readonly text: string;
  readonly names: readonly NamedInText[];
  readonly titleOf: TitleOf;
}) {
  return partsOf(text, names).map(({ text: part, record }, at) => {
    // Parts of one text have no names of their own: their place is what they go by.
    const key = `${at} ${record ?? ''}`;
    if (record === undefined) return <span key={key}>{part}</span>;
    const [entity = '', id = ''] = record.split('/');
    return (
      <RecordLink key={key} entity={entity} id={id} room="record">
        {part}
      </RecordLink>
    );
  });
}
