/** “@” in a text names a person or any other record: a link that stays, whatever the record is called later. */
import { mergeAttributes } from '@tiptap/core';
import { Mention } from '@tiptap/extension-mention';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { DocAddress } from '../../../crm/kernel/ids.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { renderMentionMenu, type Mentionable } from './mention-menu.ts';

export interface MentionDeps {
  /** Records that the typed text may mean, best first. */
  readonly find: (text: string) => Promise<readonly Mentionable[]>;
  readonly open: (entity: string, id: string) => void;
}

export function mentions({ find, open }: MentionDeps) {
  const follow = (node: Node | undefined): boolean => {
    const address = node === undefined ? null : mentionedIn(node);
    if (address === null) return false;
    open(address.entity, address.id);
    return true;
  };
  return Mention.extend({
    // Before the rule of ordinary links.
    parseHTML: () => [{ tag: 'a[data-type="mention"]', priority: 60 }],
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
    renderHTML: ({ node, options }) => {
      const address = mentionedIn(node);
      const href = address === null ? {} : { href: `#/${address.entity}/${address.id}` };
      return [
        'a',
        mergeAttributes({ class: 'note-mention', ...href }, options.HTMLAttributes),
        `@${labelOf(node)}`,
      ];
    },
    suggestion: {
      char: '@',
      items: async ({ query }) => (query === '' ? [] : [...(await find(query))]),
      render: renderMentionMenu,
    },
  });
}

function labelOf({ attrs }: Node): string {
  return String(attrs['label'] ?? '');
}

/** null for what is no mention, or names no record: a text may come from anybody. */
function mentionedIn({ type, attrs }: Node): DocAddress | null {
  return type.name === 'mention' ? parseDocName(String(attrs['id'] ?? '')) : null;
}
