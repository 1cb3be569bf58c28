/** “@” in a text names a person or any other record: a link that stays, whatever the record is called later. */
import { mergeAttributes } from '@tiptap/core';
import { Mention } from '@tiptap/extension-mention';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { DocAddress } from '../../../crm/kernel/ids.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { mentionMenu, type Mentionable } from './mention-menu.ts';

export interface MentionDeps {
  /** Records that the typed text may mean, best first. */
  readonly find: (text: string) => Promise<readonly Mentionable[]>;
  readonly open: (entity: string, id: string) => void;
  /** Somebody or something has just been named. */
  readonly named: (entity: string, id: string) => void;
  /** What a record is called now; undefined when it is not here. */
  readonly nameOf: (entity: string, id: string) => Promise<string | undefined>;
}

export function mentions({ find, open, named, nameOf }: MentionDeps) {
  const follow = (node: Node | undefined): boolean => {
    const address = node === undefined ? null : mentionedIn(node);
    if (address === null) return false;
    open(address.entity, address.id);
    return true;
  };
  return Mention.extend({
    // Before the rule of ordinary links.
    parseHTML: () => [{ tag: 'a[data-type="mention"]', priority: 60 }],
    // The text keeps what it was called; on screen it is called what it is called now.
    addNodeView: () => (props) => {
      const dom = mentionElement(props.node);
      const address = mentionedIn(props.node);
      if (address !== null) {
        nameOf(address.entity, address.id).then(
          (name) => {
            if (name !== undefined) dom.textContent = `@${name}`;
          },
          // Nobody answers: it stays as the text has it.
          () => undefined,
        );
      }
      return { dom };
    },
    addKeyboardShortcuts: () => ({
      // Stepped onto with the arrow keys, a mention is selected as a whole.
      Enter: ({ editor }) => {
        const { selection } = editor.state;
        return selection instanceof NodeSelection && follow(selection.node);
      },
    }),
    addProseMirrorPlugins() {
      return [
        ...(this.parent?.() ?? []),
        new Plugin({
          props: { handleClickOn: (_view, _pos, node) => follow(node) },
        }),
      ];
    },
  }).configure({
    deleteTriggerWithBackspace: true,
    renderText: ({ node }) => `@${labelOf(node)}`,
    renderHTML: ({ node, options }) => [
      'a',
      mergeAttributes(attributesOf(node), options.HTMLAttributes),
      `@${labelOf(node)}`,
    ],
    suggestion: {
      char: '@',
      items: async ({ query }) => (query === '' ? [] : [...(await find(query))]),
      render: mentionMenu(({ entity, id }) => named(entity, id)),
    },
  });
}

function attributesOf(node: Node): Record<string, string> {
  const address = mentionedIn(node);
  const href = address === null ? {} : { href: `#/${address.entity}/${address.id}` };
  return { class: 'note-mention', 'data-type': 'mention', ...href };
}

function mentionElement(node: Node): HTMLElement {
  const element = document.createElement('a');
  for (const [name, value] of Object.entries(attributesOf(node))) element.setAttribute(name, value);
  element.textContent = `@${labelOf(node)}`;
  return element;
}

function labelOf({ attrs }: Node): string {
  return String(attrs['label'] ?? '');
}

/** null for what is no mention, or names no record: a text may come from anybody. */
function mentionedIn({ type, attrs }: Node): DocAddress | null {
  return type.name === 'mention' ? parseDocName(String(attrs['id'] ?? '')) : null;
}
