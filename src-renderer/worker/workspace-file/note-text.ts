/** The plain text of a rich-text document, for people; its own bytes are what is read back. */
import * as Y from 'yjs';
import { NOTE_FRAGMENT } from '../documents/note-writes.ts';

/** Elements that are no line of their own: their text runs on in the line that they stand in. */
const INLINE = new Set(['mention', 'hardBreak']);

export function noteText(state: Uint8Array): string {
  const doc = new Y.Doc({ guid: 'note' });
  Y.applyUpdate(doc, state);
  const lines: string[] = [];
  addLines(doc.getXmlFragment(NOTE_FRAGMENT), lines, '');
  return lines.join('\n').trim();
}

function addLines(node: Y.XmlFragment | Y.XmlElement, lines: string[], mark: string): void {
  const inline: string[] = [];
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) inline.push(textIn(child));
    else if (child instanceof Y.XmlElement && INLINE.has(child.nodeName)) {
      inline.push(child.nodeName === 'hardBreak' ? '\n' : `@${child.getAttribute('label') ?? ''}`);
    } else if (child instanceof Y.XmlElement) {
      const isItem = /^(listItem|taskItem)$/.test(child.nodeName);
      addLines(child, lines, isItem ? itemMark(child) : mark);
    }
  }
  if (inline.length > 0) lines.push(mark + inline.join(''));
}

function itemMark(item: Y.XmlElement): string {
  if (item.nodeName !== 'taskItem') return '- ';
  return String(item.getAttribute('checked')) === 'true' ? '[x] ' : '[ ] ';
}

function textIn(text: Y.XmlText): string {
  return (text.toDelta() as readonly { readonly insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
}
