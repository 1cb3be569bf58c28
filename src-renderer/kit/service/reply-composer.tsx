/**
 * The next reply to a ticket, written by whoever is here, letter by letter in one draft. It is handed over to the mail
 * program; marked as sent it goes on the timeline as an outgoing e-mail, and undo brings the draft back.
 */
import { Button } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { aboutFrom } from '../../../crm/modules/activity/reach.ts';
import { openPlaces, placeholderPattern } from '../../../crm/modules/ticket/placeholders.ts';
import { SEND_REPLY } from '../../../crm/modules/ticket/reply.rules.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import { useActs } from '../acts/acts.ts';
import { ArticlePicker } from '../articles/article-picker.tsx';
import { Icon } from '../icons/icon.tsx';
import { markedPlaces } from '../notes/marked-places.ts';
import { Notes, type NoteUse } from '../notes/notes.tsx';
import { useTypedAhead } from '../notes/use-typed-ahead.ts';
import type { TitleOf } from '../session/session.tsx';
import { useNow } from '../timeline/use-now.ts';
import { HandOver } from './hand-over.tsx';
import { ReplyPicker } from './reply-picker.tsx';
import { inviteCustomer } from './use-survey-link.ts';
import { useReplyDraft } from './use-reply-draft.ts';
import { useReplyContext } from './use-reply-facts.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import './reply.css';

const WAITS = 'Waiting on customer';
const SENT_MEANWHILE =
  'This reply was marked as sent meanwhile and stands on the timeline. What is written here now is the next one.';
const TAKEN_BACK_MEANWHILE = 'The last reply was taken back meanwhile: its draft is here again.';

interface ReplyProps {
  readonly row: TicketRow;
  readonly titleOf: TitleOf;
}

interface ComposerProps extends ReplyProps {
  readonly onClose: () => void;
}

export function Reply(props: ComposerProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView({ block: 'start' }), []);
  return (
    <section ref={section} className="reply" aria-label="Reply">
      <ReplyComposer {...props} />
    </section>
  );
}

function ReplyComposer(props: ComposerProps) {
  const draft = useReplyDraft(props.row);
  const [editor, setEditor] = useState<Editor | null>(null);
  const sent = props.row.repliesSent ?? 0;
  const [now, setNow] = useState({ draft, sent, turn: 0, meanwhile: '' });
  if (draft !== undefined && draft !== now.draft) {
    const isFirst = now.draft === undefined;
    setNow({
      draft,
      sent,
      // Whoever is writing goes on: the letters are for the draft that is there now, and not keys of the page.
      turn: !isFirst && editor?.isFocused === true ? now.turn + 1 : now.turn,
      meanwhile: isFirst ? '' : sent > now.sent ? SENT_MEANWHILE : TAKEN_BACK_MEANWHILE,
    });
  }
  // One opened it to write, and types before it is known which draft it is.
  useTypedAhead(editor, now.turn);
  return draft === undefined ? null : (
    <DraftComposer
      {...props}
      draft={draft}
      meanwhile={now.meanwhile}
      editor={editor}
      onEditor={setEditor}
    />
  );
}

function DraftComposer({
  row,
  titleOf,
  onClose,
  draft,
  meanwhile,
  editor,
  onEditor,
}: ComposerProps & {
  readonly draft: string;
  /** What became of the draft that was written here; '' where it is still the same. */
  readonly meanwhile: string;
  readonly editor: Editor | null;
  readonly onEditor: (editor: Editor | null) => void;
}) {
  const acts = useActs();
  const { facts, complete, address } = useReplyContext(row, titleOf, useNow());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  const [askedArticle, setAskedArticle] = useState(0);
  const [sending, setSending] = useState(false);
  const open = useOpenPlaces(editor);
  const use = useMemo<NoteUse>(
    () => ({
      label: 'Reply',
      placeholder: 'Write the reply. Who else has the ticket open sees it as you type.',
      extensions: [markedPlaces(placeholderPattern, 'open-place')],
      onEditor,
    }),
    [onEditor],
  );
  // What was sent, or taken back, is another draft: what was wrong with the last is over.
  const [shown, setShown] = useState(draft);
  if (shown !== draft) {
    setShown(draft);
    setProblem(null);
  }

  const send = async (status?: 'Waiting on customer' | 'Resolved'): Promise<void> => {
    if (editor === null || sending) return;
    setSending(true);
    const input = {
      ticket: row.id,
      draft,
      text: textOf(editor),
      about: aboutFrom(ticket.name, { ...row }),
      ...(status === undefined ? {} : { status }),
    };
    const refused = await acts.run(SEND_REPLY, input, 'Reply marked as sent');
    setSending(false);
    if (refused === null) {
      onClose();
      return;
    }
    setProblem(refused);
    editor.commands.focus();
  };

  const putIn = (text: string): void => {
    setProblem(null);
    editor?.chain().focus().insertContent(paragraphsOf(text)).run();
  };

  /** The link to the survey leads somewhere from then on. */
  const putSavedIn = (text: string, saved: string): void => {
    putIn(text);
    if (facts.survey !== undefined && openPlaces(saved).includes('survey'))
      void inviteCustomer(acts, row.id).then((refused) => refused !== null && setProblem(refused));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const take = (act: () => void): void => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && command && !event.nativeEvent.isComposing)
      return take(() => void send());
    // By the place of the key: with Alt some keyboards write another sign.
    if (event.altKey && event.code === 'KeyS') return take(() => setAsked((count) => count + 1));
    if (event.altKey && event.code === 'KeyA')
      return take(() => setAskedArticle((count) => count + 1));
    return event.key === 'Escape' ? take(onClose) : undefined;
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the fields within it
    <div className="reply-composer" onKeyDown={onKeyDown}>
      <h2>
        Reply{row.contact === undefined ? '' : ` to ${titleOf('contact', row.contact) ?? ''}`}
      </h2>
      {meanwhile !== '' && (
        <p className="reply-meanwhile" role="status">
          <Icon name="info" size={13} /> {meanwhile}
        </p>
      )}
      <Notes key={draft} entity="activity" id={draft} use={use} />
      {open.length > 0 && (
        <p className="reply-missing" role="status">
          <Icon name="warning" size={13} /> Still to be filled in:{' '}
          {open.map((name) => `{{${name}}}`).join(', ')}
        </p>
      )}
      <ProblemLine problem={problem} />
      <div className="reply-foot">
        <ReplyPicker facts={facts} complete={complete} asked={asked} onPick={putSavedIn} />
        <ArticlePicker row={row} asked={askedArticle} onPick={putIn} />
        <HandOver
          address={address}
          subject={row.subject ?? ''}
          text={() => (editor === null ? '' : textOf(editor))}
        />
        <div className="reply-send">
          <Button variant="subtle" color="gray" onClick={onClose}>
            Close
          </Button>
          <Button variant="default" disabled={sending} onClick={() => void send('Resolved')}>
            Mark sent and resolve
          </Button>
          <Button variant="default" disabled={sending} onClick={() => void send(WAITS)}>
            Mark sent and wait
          </Button>
          <Button loading={sending} onClick={() => void send()}>
            Mark as sent
          </Button>
        </div>
      </div>
      <p className="field-help">
        Rapport sends no mail itself: your mail program does. Marked as sent, the reply stands on
        the timeline as an outgoing e-mail and stops the clock of the first response. Until then it
        stays a draft.
      </p>
    </div>
  );
}

function textOf(editor: Editor): string {
  return editor.getText({ blockSeparator: '\n' });
}

/** As an e-mail is written: a line is a paragraph, an empty one stays. */
function paragraphsOf(text: string) {
  return text.split('\n').map((line) => ({
    type: 'paragraph',
    ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
  }));
}

/** Follows what is written here and by others. */
function useOpenPlaces(editor: Editor | null): readonly string[] {
  const [open, setOpen] = useState<readonly string[]>([]);
  useEffect(() => {
    if (editor === null) return undefined;
    const read = (): void => {
      const now = openPlaces(textOf(editor));
      setOpen((before) => (before.join(' ') === now.join(' ') ? before : now));
    };
    read();
    editor.on('update', read);
    return () => void editor.off('update', read);
  }, [editor]);
  return open;
}
