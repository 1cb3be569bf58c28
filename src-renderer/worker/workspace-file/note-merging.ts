/** What a note that comes from a file adds to the one that is here. Nothing that stands here is ever taken away. */
import * as Y from 'yjs';
import { NOTE_FRAGMENT, noteText } from './note-text.ts';

/** The bytes are no rich text. */
export const UNREADABLE_NOTE = Symbol('unreadable note');

/**
 * The update to write, undefined when the file has nothing new. What was written in both stays; what was deleted here
 * since stays deleted, as everywhere where notes meet. But a note that was emptied is one that somebody wants back:
 * its text is put in again.
 */
export function noteAdditions(
  here: Uint8Array,
  fromFile: Uint8Array,
): Uint8Array | undefined | typeof UNREADABLE_NOTE {
  const doc = new Y.Doc({ guid: 'note' });
  Y.applyUpdate(doc, here);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => void updates.push(update));
  try {
    Y.applyUpdate(doc, fromFile);
    if (noteText(Y.encodeStateAsUpdate(doc)) === '' && noteText(fromFile) !== '')
      putInAgain(doc, fromFile);
  } catch {
    return UNREADABLE_NOTE; // Yjs throws for nothing but bytes that it cannot follow.
  }
  return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
}

function putInAgain(doc: Y.Doc, fromFile: Uint8Array): void {
  const theirs = new Y.Doc({ guid: 'note of the file' });
  Y.applyUpdate(theirs, fromFile);
  const blocks = theirs.getXmlFragment(NOTE_FRAGMENT).toArray();
  const fragment = doc.getXmlFragment(NOTE_FRAGMENT);
  fragment.insert(
    fragment.length,
    blocks.flatMap((block) =>
      block instanceof Y.XmlElement || block instanceof Y.XmlText ? [block.clone()] : [],
    ),
  );
}
