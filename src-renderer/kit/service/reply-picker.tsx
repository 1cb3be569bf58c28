/** Finds a saved reply by a few letters and puts it in; the arrows and Enter are enough. */
import { Button, Combobox, useCombobox } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { SavedReplyRow } from '../../../crm/modules/reply/saved-reply.entity.ts';
import { filled, openPlaces, type ReplyFacts } from '../../../crm/modules/ticket/placeholders.ts';
import { Icon } from '../icons/icon.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { allReplies } from './use-saved-replies.ts';

interface ReplyPickerProps {
  readonly facts: ReplyFacts;
  /** False while a fact may still come. */
  readonly complete: boolean;
  readonly onPick: (text: string) => void;
  /** Another number whenever the keyboard asks for it. */
  readonly asked: number;
}

/** Half a second on most screens; by then it is drawn, or was closed again. */
const FRAMES_MAX = 30;
/** Some two seconds; after that the places stay open, for the person to see. */
const FACTS_FRAMES_MAX = 120;

export function ReplyPicker({ facts, complete, onPick, asked }: ReplyPickerProps) {
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({
    onDropdownOpen: () => focusSoon(FRAMES_MAX),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords('');
    },
  });
  /** It takes the focus once it is drawn, which on a busy machine is not in the next frame. */
  function focusSoon(framesLeft: number): void {
    requestAnimationFrame(() => {
      search.current?.focus();
      if (search.current !== null && document.activeElement === search.current)
        combobox.selectFirstOption();
      else if (framesLeft > 0) focusSoon(framesLeft - 1);
    });
  }
  const latest = useRef({ facts, complete, onPick });
  useEffect(() => {
    latest.current = { facts, complete, onPick };
  });
  /** Quick fingers choose a reply before the contact whom it greets has been read. */
  function pickSoon(text: string, framesLeft: number): void {
    const now = latest.current;
    if (now.complete || framesLeft === 0) now.onPick(filled(text, now.facts));
    else requestAnimationFrame(() => pickSoon(text, framesLeft - 1));
  }
  const { openDropdown } = combobox;
  useEffect(() => {
    if (asked > 0) openDropdown();
    // Only a new asking opens it, not another store of the same one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  const { result } = useLiveQuery(allReplies);
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
    <Combobox
      store={combobox}
      width={360}
      position="bottom-start"
      shadow="md"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={(id) => {
        const reply = found.find((one) => one.id === id);
        combobox.closeDropdown();
        if (reply !== undefined) pickSoon(reply.text ?? '', FACTS_FRAMES_MAX);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<Icon name="mail" size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              Alt S
            </kbd>
          }
          onClick={() => combobox.toggleDropdown()}
        >
          Saved replies
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown className="reply-choices">
        <Combobox.Search
          aria-label="Find a saved reply"
          placeholder="Find a saved reply…"
          ref={search}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          onKeyDown={(event) => {
            // It closes this list, not the reply around it.
            if (event.key === 'Escape') event.stopPropagation();
          }}
        />
        {found.length === 0 ? (
          <Combobox.Empty>
            {words === ''
              ? 'No saved replies yet. They are written in Settings, Saved replies.'
              : 'Nothing found'}
          </Combobox.Empty>
        ) : (
          <Combobox.Options
            aria-label="Saved replies"
            mah="min(280px, 36vh)"
            style={{ overflowY: 'auto' }}
          >
            {found.map(({ id, name, text = '' }) => (
              <Combobox.Option key={id} value={id}>
                <span className="choice-title">{name}</span>
                <span className="reply-preview">{filled(text, facts)}</span>
                {openPlaces(filled(text, facts)).length > 0 && (
                  <span className="reply-open">
                    {openPlaces(filled(text, facts)).length} to fill in
                  </span>
                )}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
