/** Puts a saved reply in, with its places filled from the ticket. */
import { useEffect, useMemo, useRef } from 'react';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { SavedReplyRow } from '../../../crm/modules/reply/saved-reply.entity.ts';
import { filled, openPlaces, type ReplyFacts } from '../../../crm/modules/ticket/placeholders.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { ReplyChoices, useReplyChoices } from './reply-choices.tsx';
import { allReplies } from './use-saved-replies.ts';

interface ReplyPickerProps {
  readonly facts: ReplyFacts;
  /** False while a fact may still come. */
  readonly complete: boolean;
  /** The text as it was saved, and as it is filled now. */
  readonly onPick: (text: string, saved: string) => void;
  /** Another number whenever the keyboard asks for it. */
  readonly asked: number;
}

/** Some two seconds; after that the places stay open, for the person to see. */
const FACTS_FRAMES_MAX = 120;

export function ReplyPicker({ facts, complete, onPick, asked }: ReplyPickerProps) {
  const choices = useReplyChoices(asked);
  const latest = useRef({ facts, complete, onPick });
  useEffect(() => {
    latest.current = { facts, complete, onPick };
  });
  /** Quick fingers choose a reply before the contact whom it greets has been read. */
  function pickSoon(text: string, framesLeft: number): void {
    const now = latest.current;
    if (now.complete || framesLeft === 0) now.onPick(filled(text, now.facts), text);
    else requestAnimationFrame(() => pickSoon(text, framesLeft - 1));
  }
  const { result } = useLiveQuery(allReplies);
  const { words } = choices;
  const found = useMemo(() => {
    const wanted = fold(words).split(/\s+/).filter(Boolean);
    return ((result?.rows ?? []) as unknown as readonly SavedReplyRow[]).filter(
      ({ name, text }) => {
        const here = fold(`${name ?? ''} ${text ?? ''}`);
        return wanted.every((word) => here.includes(word));
      },
    );
  }, [result?.rows, words]);
  return (
    <ReplyChoices
      state={choices}
      label="Saved replies"
      icon="mail"
      shortcut="Alt S"
      find="Find a saved reply"
      found={found.map((one) => ({ id: one.id, shown: <Filled reply={one} facts={facts} /> }))}
      empty={
        words === ''
          ? 'No saved replies yet. They are written in Settings, Saved replies.'
          : 'Nothing found'
      }
      onPick={(id) => {
        const picked = found.find((one) => one.id === id);
        if (picked !== undefined) pickSoon(picked.text ?? '', FACTS_FRAMES_MAX);
      }}
    />
  );
}

function Filled({ reply, facts }: { readonly reply: SavedReplyRow; readonly facts: ReplyFacts }) {
  const text = filled(reply.text ?? '', facts);
  const open = openPlaces(text).length;
  return (
    <>
      <span className="choice-title">{reply.name}</span>
      <span className="reply-preview">{text}</span>
      {open > 0 && <span className="reply-open">{open} to fill in</span>}
    </>
  );
}
