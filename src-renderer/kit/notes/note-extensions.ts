import { Link } from '@mantine/tiptap';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { StarterKit } from '@tiptap/starter-kit';
import { caretElement, selectionMark, type CaretUser } from './carets.ts';
import type { NoteSession } from './note-session.ts';
import { mentions, type MentionDeps } from './mentions.ts';
import { noteSize } from './note-size.ts';

/** Name of the rich text in its document, part of the wire format: docs/protocol.md. */
const FRAGMENT = 'body';

export function noteExtensions(
  { doc, awareness }: NoteSession,
  user: CaretUser,
  onTooLong: () => void,
  mentioning: MentionDeps,
): Extensions {
  return [
    // Undo is the collaboration's own: it takes back what this window typed, never what others did.
    StarterKit.configure({ undoRedo: false, link: false }),
    Link.configure({ openOnClick: false, protocols: ['mailto', 'tel'] }),
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: ({ textContent }) => `Done: ${textContent || 'empty task'}` },
    }),
    mentions(mentioning),
    Collaboration.configure({ document: doc, field: FRAGMENT }),
    noteSize(onTooLong),
    CollaborationCaret.configure({
      provider: { awareness },
      user: { ...user },
      render: caretElement,
      selectionRender: selectionMark,
    }),
  ];
}
