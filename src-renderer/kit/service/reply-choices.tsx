/** What can be put into a reply, found by a few letters: opened by a key or a click, and Enter takes the first. */
import { Button, Combobox, useCombobox, type ComboboxStore } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { Icon } from '../icons/icon.tsx';

/** Half a second on most screens; by then it is drawn, or was closed again. */
const FRAMES_MAX = 30;

export interface ReplyChoicesState {
  /** What is looked for. */
  readonly words: string;
  readonly opened: boolean;
  readonly setWords: (words: string) => void;
  readonly store: ComboboxStore;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** `asked`: another number whenever the keyboard asks for it. */
export function useReplyChoices(asked: number): ReplyChoicesState {
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const store = useCombobox({
    onDropdownOpen: () => focusSoon(FRAMES_MAX),
    onDropdownClose: () => {
      store.resetSelectedOption();
      setWords('');
    },
  });
  /** It takes the focus once it is drawn, which on a busy machine is not in the next frame. */
  function focusSoon(framesLeft: number): void {
    requestAnimationFrame(() => {
      search.current?.focus();
      if (search.current !== null && document.activeElement === search.current)
        store.selectFirstOption();
      else if (framesLeft > 0) focusSoon(framesLeft - 1);
    });
  }
  const { openDropdown } = store;
  useEffect(() => {
    if (asked > 0) openDropdown();
    // Only a new asking opens it, not another store of the same one.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);
  return { words, opened: store.dropdownOpened, setWords, store, search };
}

interface ReplyChoice {
  readonly id: string;
  readonly shown: ReactNode;
}

interface ReplyChoicesProps {
  readonly state: ReplyChoicesState;
  /** Of the button, and of the list that it opens. */
  readonly label: string;
  readonly icon: string;
  /** As it stands on the button. */
  readonly shortcut: string;
  /** What the line to search in asks for. */
  readonly find: string;
  /** undefined while nobody has answered. */
  readonly found: readonly ReplyChoice[] | undefined;
  /** Said where nothing is found. */
  readonly empty: string;
  readonly onPick: (id: string) => void;
}

export function ReplyChoices(props: ReplyChoicesProps) {
  const { state, label, found, onPick } = props;
  const { store, opened } = state;
  const { selectFirstOption } = store;
  const ids = found?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (opened) selectFirstOption();
    // What is found is another list: Enter takes its first.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [ids]);
  return (
    <Combobox
      store={store}
      width={360}
      position="bottom-start"
      shadow="md"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={(id) => {
        store.closeDropdown();
        onPick(id);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<Icon name={props.icon} size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              {props.shortcut}
            </kbd>
          }
          onClick={() => store.toggleDropdown()}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown className="reply-choices">
        <Combobox.Search
          aria-label={props.find}
          placeholder={`${props.find}…`}
          ref={state.search}
          value={state.words}
          onChange={(event) => state.setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            // It closes this list, not the reply around it.
            if (event.key === 'Escape') event.stopPropagation();
          }}
        />
        {found === undefined || found.length === 0 ? (
          <Combobox.Empty>{found === undefined ? 'Looking…' : props.empty}</Combobox.Empty>
        ) : (
          <Combobox.Options aria-label={label} mah="min(280px, 36vh)" style={{ overflowY: 'auto' }}>
            {found.map(({ id, shown }) => (
              <Combobox.Option key={id} value={id}>
                {shown}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
