/** What colleagues say about a record, in threads, the newest first; answers stand under what they answer. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { RESOLVE_COMMENT, WRITE_COMMENT } from '../../../crm/modules/comment/comment.rules.ts';
import { useActs, type Acts } from '../acts/acts.ts';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { newRecordId } from '../service/new-record-id.ts';
import { useSession } from '../session/session.tsx';
import { CommentComposer } from './comment-composer.tsx';
import { hasDraft } from './comment-drafts.ts';
import { CommentItem } from './comment-item.tsx';
import type { CommentDraft } from './comment-text.ts';
import type { CommentThread } from './comment-threads.ts';
import { KeepPlace } from './keep-place.tsx';
import { COMMENT_KEY, type AnsweredLine, type CommentsOfRecord } from './use-comments.ts';
import './comments.css';

interface CommentsProps {
  readonly comments: CommentsOfRecord;
  /** What a line of the timeline says; undefined where it is not there any more. */
  readonly wordsOf: (key: string) => string | undefined;
}

export function Comments({ comments, wordsOf }: CommentsProps) {
  const { threads, entity, id, asked, reading } = comments;
  const { meId } = useSession();
  const acts = useActs();
  const place = `${entity}/${id}`;
  const opened = asked !== null && asked.comment === undefined;
  const arrived = threads
    .flatMap(({ first, answers }) => [first, ...answers])
    .filter(({ author }) => author !== meId)
    .map((row) => row.id)
    .join(' ');
  return (
    <KeepPlace arrived={arrived}>
      {opened ? (
        <CommentComposer
          place={place}
          label="Comment"
          sendLabel="Comment"
          asked={asked}
          onSend={async (draft) => {
            const answers = asked.line?.key;
            const more = answers === undefined ? {} : { answers };
            const refused = await write(acts, comments, draft, more);
            if (refused === null) comments.leave();
            return refused;
          }}
          onClose={comments.leave}
        >
          {asked.line !== undefined && <Line line={asked.line} />}
        </CommentComposer>
      ) : (
        <Button
          variant="default"
          leftSection={<Icon name="message" size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              {COMMENT_KEY.toUpperCase()}
            </kbd>
          }
          onClick={() => comments.ask()}
        >
          {hasDraft(place) ? 'Go on with your comment' : 'Comment'}
        </Button>
      )}
      {threads.length === 0 && !reading && !opened && (
        <p className="tl-empty">
          Nobody has said anything yet. Press {COMMENT_KEY.toUpperCase()} to ask or tell a
          colleague: whoever you name with @ is told.
        </p>
      )}
      {threads.map((thread) => (
        <Thread key={thread.first.id} thread={thread} comments={comments} wordsOf={wordsOf} />
      ))}
    </KeepPlace>
  );
}

function write(
  acts: Acts,
  { entity, id }: CommentsOfRecord,
  draft: CommentDraft,
  more: { readonly parent?: string; readonly answers?: string },
): Promise<Problem | null> {
  const input = { id: newRecordId(), entity, record: id, ...draft, ...more };
  return acts.run(WRITE_COMMENT, input, 'Comment sent');
}

function Line({ line }: { readonly line: AnsweredLine }) {
  return (
    <p className="comment-line">
      <Icon name="history" size={12} /> To: {line.words}
    </p>
  );
}

interface ThreadProps extends CommentsProps {
  readonly thread: CommentThread;
}

function Thread({ thread, comments, wordsOf }: ThreadProps) {
  const { first, answers } = thread;
  const { asked, titleOf } = comments;
  const acts = useActs();
  const place = `answer/${first.id}`;
  const [answering, setAnswering] = useState<object | null>(() => (hasDraft(place) ? {} : null));
  const resolved = first.resolvedAt !== undefined;
  const all = [first, ...answers];
  const isAsked = all.some((row) => row.id === asked?.comment);
  const [unfolded, setUnfolded] = useState(false);
  const answer = (): void => setAnswering({});
  if (resolved && !unfolded && !isAsked)
    return <Resolved thread={thread} titleOf={titleOf} onShow={() => setUnfolded(true)} />;
  return (
    <section className="comment-thread" data-resolved={resolved} aria-label="Thread">
      {first.answers !== undefined && (
        <Line line={{ key: first.answers, words: wordsOf(first.answers) ?? 'an earlier event' }} />
      )}
      {all.map((row) => (
        <CommentItem
          key={row.id}
          row={row}
          titleOf={titleOf}
          asked={asked?.comment === row.id ? asked : null}
          onAnswer={answer}
        />
      ))}
      {resolved && (
        <Button
          className="comment-reopen"
          size="compact-xs"
          variant="default"
          onClick={() =>
            void acts.command(RESOLVE_COMMENT, { id: first.id, resolved: false }, 'Thread reopened')
          }
        >
          Reopen
        </Button>
      )}
      {answering !== null && (
        <CommentComposer
          place={place}
          label="Answer"
          sendLabel="Answer"
          asked={answering}
          onSend={async (draft) => {
            const refused = await write(acts, comments, draft, { parent: first.id });
            if (refused === null) setAnswering(null);
            return refused;
          }}
          onClose={() => setAnswering(null)}
        />
      )}
    </section>
  );
}

/** What is settled takes one line. */
function Resolved({
  thread: { first, answers },
  titleOf,
  onShow,
}: Pick<ThreadProps, 'thread'> & {
  readonly titleOf: CommentsOfRecord['titleOf'];
  readonly onShow: () => void;
}) {
  const { locale, timeZone } = useSession();
  const by = first.resolvedBy === undefined ? undefined : titleOf('user', first.resolvedBy);
  const when = dateFormat(locale, { dateStyle: 'medium', timeZone });
  return (
    <div className="comment-settled">
      <Icon name="check" size={13} />
      <span className="comment-settled-text">{first.text}</span>
      <span className="tl-facts">
        Resolved by {by ?? 'somebody'}
        {first.resolvedAt !== undefined && `, ${when.format(new Date(first.resolvedAt))}`}
      </span>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onShow}>
        {answers.length === 0 ? 'Show' : `Show ${answers.length + 1}`}
      </Button>
    </div>
  );
}
