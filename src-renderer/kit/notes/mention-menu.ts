/**
 * The list under an “@”: which people and records may be meant. The caret stays in the text; the list follows it, as
 * a combobox does (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';

export interface Mentionable {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** What kind of record it is, for people: “Account”. */
  readonly kind: string;
}

/** What the text keeps of it: a document name and what it was called. */
export interface MentionAttributes {
  readonly id: string | null;
  readonly label?: string | null;
}

type Props = SuggestionProps<Mentionable, MentionAttributes>;
type Render = NonNullable<SuggestionOptions<Mentionable, MentionAttributes>['render']>;

let lastNumber = 0;

/** `picked` is told of what was chosen, once it stands in the text. */
export function mentionMenu(picked: (item: Mentionable) => void): Render {
  return () => openMenu(picked);
}

function openMenu(picked: (item: Mentionable) => void): ReturnType<Render> {
  const id = `mention-menu-${++lastNumber}`;
  const list = document.createElement('ul');
  let shown: Props | undefined;
  let selected = 0;
  let unmount: (() => void) | undefined;

  const pick = (index: number): void => {
    const item = shown?.items[index];
    if (item === undefined) return;
    shown?.command({ id: `${item.entity}/${item.id}`, label: item.title });
    picked(item);
  };

  const draw = (props: Props): void => {
    shown = props;
    selected = Math.min(selected, Math.max(0, props.items.length - 1));
    const rows = props.items.map((item, index) =>
      optionOf(item, `${id}-${index}`, index === selected, () => pick(index)),
    );
    list.replaceChildren(...(rows.length > 0 ? rows : [hintOf(props)]));
    rows[selected]?.scrollIntoView({ block: 'nearest' });
    const { dom } = props.editor.view;
    dom.setAttribute('aria-controls', id);
    dom.setAttribute('aria-activedescendant', rows.length === 0 ? '' : `${id}-${selected}`);
  };

  return {
    onStart: (props) => {
      list.id = id;
      list.className = 'mention-menu';
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-label', 'People and records');
      draw(props);
      unmount = props.mount(list);
    },
    onUpdate: draw,
    onKeyDown: ({ event }) => {
      const count = shown?.items.length ?? 0;
      if (shown === undefined || count === 0) return false;
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp':
          selected = (selected + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
          draw(shown);
          return true;
        case 'Enter':
        case 'Tab':
          pick(selected);
          return true;
        default:
          return false;
      }
    },
    onExit: (props) => {
      unmount?.();
      shown = undefined;
      selected = 0;
      props.editor.view.dom.removeAttribute('aria-controls');
      props.editor.view.dom.removeAttribute('aria-activedescendant');
    },
  };
}

function optionOf(item: Mentionable, id: string, selected: boolean, pick: () => void): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', String(selected));
  const title = document.createElement('span');
  title.className = 'mention-title';
  title.textContent = item.title;
  const note = document.createElement('span');
  note.className = 'mention-note';
  note.textContent = [item.kind, item.subtitle].filter((text) => text !== '').join(' · ');
  option.append(title, note);
  // Pressed, not clicked: the text must not lose its caret first.
  option.addEventListener('mousedown', (event) => {
    event.preventDefault();
    pick();
  });
  return option;
}

function hintOf({ query, loading }: Props): HTMLElement {
  const hint = document.createElement('li');
  hint.className = 'mention-hint';
  hint.setAttribute('role', 'presentation');
  hint.textContent =
    query === ''
      ? 'Type the name of a person, an account, a deal …'
      : loading
        ? 'Looking …'
        : `Nothing is called “${query}”.`;
  return hint;
}
