/** Where a comment is written: “@” names people and records, Ctrl Enter sends, Esc keeps it for later. */
import { Button, Textarea } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { COMMENT_MAX_CHARS } from '../../../crm/modules/comment/comment.rules.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { askedName, EMPTY_DRAFT, withName, type CommentDraft } from './comment-text.ts';
import { useCommentDraft } from './comment-drafts.ts';
import { NameMenu, useNameChoices, type NameChoice } from './name-menu.tsx';

const COMMAND = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

interface ComposerProps {
  /** What it is kept by until it is sent. */
  readonly place: string;
  readonly label: string;
  readonly sendLabel: string;
  readonly begin?: CommentDraft;
  /** Another object whenever it is to take the focus. */
  readonly asked: object | null;
  readonly onSend: (draft: CommentDraft) => Promise<Problem | null>;
  readonly onClose: () => void;
  readonly children?: React.ReactNode;
}

export function CommentComposer(props: ComposerProps) {
  const { place, label, sendLabel, begin = EMPTY_DRAFT, asked, onSend, onClose, children } = props;
  const [draft, setDraft] = useCommentDraft(place, begin);
  const [caret, setCaret] = useState(0);
  const [left, setLeft] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const caretNext = useRef<number | null>(null);
  const id = useId();

  useEffect(() => {
    if (asked === null) return;
    field.current?.focus();
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    field.current?.closest('.comment-composer')?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  useLayoutEffect(() => {
    if (caretNext.current === null) return;
    field.current?.setSelectionRange(caretNext.current, caretNext.current);
    caretNext.current = null;
  });

  const name = askedName(draft.text, caret);
  // Left with Esc, the list stays away from that name.
  const isAsking = name !== null && name.from !== left;
  const choices = useNameChoices(isAsking ? name.words : null);
  const isOpen = choices !== null && (choices.length > 0 || name?.words === '');
  const marked = choices === null ? 0 : Math.min(active, Math.max(0, choices.length - 1));

  const change = (text: string, at: number): void => {
    setDraft({ text: text.slice(0, COMMENT_MAX_CHARS), names: draft.names });
    setCaret(at);
    setActive(0);
    setProblem(null);
  };
  const pick = (choice: NameChoice | undefined): void => {
    if (choice === undefined || name === null) return;
    const next = withName(draft, caret, { from: name.from, ...choice });
    setDraft(next.draft);
    setCaret(next.caret);
    caretNext.current = next.caret;
  };
  const send = async (): Promise<void> => {
    if (sending || draft.text.trim() === '') return;
    setSending(true);
    const refused = await onSend({ ...draft, text: draft.text.trim() });
    setSending(false);
    setProblem(refused);
    if (refused === null) {
      setDraft(EMPTY_DRAFT);
      setCaret(0);
    } else field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const take = (act: () => void): void => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return take(() => void send());
    if (event.key === 'Escape')
      return take(() => (isOpen && name !== null ? setLeft(name.from) : onClose()));
    if (!isOpen || choices.length === 0) return undefined;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) return take(() => setActive((marked + step + choices.length) % choices.length));
    if (event.key === 'Enter' || event.key === 'Tab') return take(() => pick(choices[marked]));
    return undefined;
  };

  return (
    <div className="comment-composer">
      {children}
      <div className="comment-field">
        <Textarea
          ref={field}
          aria-label={label}
          placeholder={`${label}. @ names people and records`}
          autosize
          minRows={2}
          maxRows={12}
          value={draft.text}
          role="combobox"
          aria-expanded={isOpen}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-names` : undefined}
          aria-activedescendant={isOpen && choices.length > 0 ? `${id}-names-${marked}` : undefined}
          onChange={(event) =>
            change(event.currentTarget.value, event.currentTarget.selectionStart)
          }
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        {isOpen && (
          <NameMenu
            id={`${id}-names`}
            choices={choices}
            active={marked}
            words={name?.words ?? ''}
            onPick={pick}
          />
        )}
      </div>
      <ProblemLine problem={problem} />
      <div className="comment-foot">
        <span className="field-help">{COMMAND} Enter sends, Esc keeps it for later</span>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          Close
        </Button>
        <Button
          size="compact-sm"
          loading={sending}
          disabled={draft.text.trim() === ''}
          onClick={() => void send()}
        >
          {sendLabel}
        </Button>
      </div>
    </div>
  );
}
