/** Shows what is still to be filled in, such as `{{contact.firstName}}`, wherever it came from. Nothing is stored. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export function markedPlaces(pattern: () => RegExp, className: string): Extension {
  const marksIn = (doc: Node): DecorationSet => {
    const marks: Decoration[] = [];
    doc.descendants((node, at) => {
      for (const { 0: text, index } of (node.text ?? '').matchAll(pattern())) {
        marks.push(
          Decoration.inline(at + index, at + index + text.length, {
            class: className,
            title: 'Still to be filled in',
          }),
        );
      }
    });
    return DecorationSet.create(doc, marks);
  };
  return Extension.create({
    name: 'markedPlaces',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        state: {
          init: (_config, { doc }) => marksIn(doc),
          apply: (transaction, marks) =>
            transaction.docChanged ? marksIn(transaction.doc) : marks,
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ],
  });
}
