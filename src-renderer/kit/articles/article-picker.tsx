/** Puts an article into a reply, found by a few letters; those that may answer the ticket come first. */
import { Button, Combobox, useCombobox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SuggestedArticle } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { ArticleReason } from './article-reason.tsx';
import { linkArticle } from './ticket-articles.tsx';
import { useSuggestedArticles } from './use-suggested-articles.ts';
import './articles.css';

interface ArticlePickerProps {
  readonly row: TicketRow;
  readonly onPick: (text: string) => void;
  /** Another number whenever the keyboard asks for it. */
  readonly asked: number;
}

const SHOWN = 8;
/** Half a second on most screens; by then it is drawn, or was closed again. */
const FRAMES_MAX = 30;

export function ArticlePicker({ row, onPick, asked }: ArticlePickerProps) {
  const { client } = useSession();
  const acts = useActs();
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({
    onDropdownOpen: () => focusSoon(FRAMES_MAX),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords('');
    },
  });
  function focusSoon(framesLeft: number): void {
    requestAnimationFrame(() => {
      search.current?.focus();
      if (search.current !== null && document.activeElement === search.current)
        combobox.selectFirstOption();
      else if (framesLeft > 0) focusSoon(framesLeft - 1);
    });
  }
  const { openDropdown, dropdownOpened, selectFirstOption } = combobox;
  useEffect(() => {
    if (asked > 0) openDropdown();
    // Only a new asking opens it, not another store of the same one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  const found = useSuggestedArticles(row, words, SHOWN, dropdownOpened);
  useEffect(() => {
    if (dropdownOpened) selectFirstOption();
    // What is found is another list: Enter takes its first.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [found]);

  const pick = async ({ id }: SuggestedArticle): Promise<void> => {
    const { text } = await client.call('service.articleText', { id });
    onPick(text);
    // What one answered with is the answer: it stands with the ticket.
    await linkArticle(acts, row, id);
  };
  return (
    <Combobox
      store={combobox}
      width={360}
      position="bottom-start"
      shadow="md"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={(id) => {
        const picked = found?.find((one) => one.id === id);
        combobox.closeDropdown();
        if (picked !== undefined) void pick(picked);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<Icon name="book" size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              Alt A
            </kbd>
          }
          onClick={() => combobox.toggleDropdown()}
        >
          Articles
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown className="reply-choices">
        <Combobox.Search
          aria-label="Find an article"
          placeholder="Find an article…"
          ref={search}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            // It closes this list, not the reply around it.
            if (event.key === 'Escape') event.stopPropagation();
          }}
        />
        {(found ?? []).length === 0 ? (
          <Combobox.Empty>
            {found === undefined
              ? 'Looking…'
              : words === ''
                ? 'None suggests itself. Search by a word, or write one under Articles.'
                : 'No published article has these words.'}
          </Combobox.Empty>
        ) : (
          <Combobox.Options
            aria-label="Articles"
            mah="min(280px, 36vh)"
            style={{ overflowY: 'auto' }}
          >
            {found?.map((one) => (
              <Combobox.Option key={one.id} value={one.id}>
                <span className="choice-title">{one.title}</span>
                {one.summary !== '' && <span className="reply-preview">{one.summary}</span>}
                <ArticleReason article={one} />
              </Combobox.Option>
            ))}
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
