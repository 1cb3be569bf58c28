/** What a note that comes from a file adds to the one that is here. Nothing that stands here is ever taken away. */
import * as Y from 'yjs';
import { toBase64 } from '../documents/base64.ts';
import { derivedId } from '../../../crm/kernel/ids.ts';
import type { TakenOut } from '../documents/note-changes.ts';
import { backOf, NOTE_FRAGMENT, putIn, standing } from '../documents/note-writes.ts';
import { noteText } from './note-text.ts';

/** The bytes are no rich text. */
export const UNREADABLE_NOTE = Symbol('unreadable note');

export interface NoteAdditions {
  readonly update: Uint8Array;
  /** Where it is text that undo took out before: the items of the first time. */
  readonly of?: TakenOut['of'];
}

/**
 * undefined when the file has nothing new. What was written in both stays; what somebody deleted here since stays
 * deleted, as everywhere where notes meet. But what an undo took out (`takenOut`) comes back, and a note that was emptied
 * is one that somebody wants back: its text is put in again.
 */
export function noteAdditions(
  here: Uint8Array,
  fromFile: Uint8Array,
  takenOut: readonly TakenOut[],
): NoteAdditions | undefined | typeof UNREADABLE_NOTE {
  try {
    const inFile = standing(fromFile);
    const again = takenOut.filter(({ of }) => of.some(inFile));
    const updates = [fromFile, ...again.flatMap((taken) => backOf(taken) ?? [])];
    const first = putIn(here, Y.mergeUpdates(updates));
    const state = first === undefined ? here : Y.mergeUpdates([here, first.update]);
    if (noteText(state) === '' && noteText(fromFile) !== '') {
      const update = Y.mergeUpdates([...(first ? [first.update] : []), anew(here, fromFile)]);
      return { update };
    }
    if (first === undefined) return undefined;
    const { update, put } = first;
    return again.length === 0
      ? { update }
      : { update, of: [...put.put, ...again.flatMap(({ of }) => of)] };
  } catch {
    return UNREADABLE_NOTE; // Yjs throws for nothing but bytes that it cannot follow.
  }
}

/**
 * The file's text as somebody new writes it into an empty note. Who that is follows from the file, so that two desktops
 * that import it at once put it in once.
 */
function anew(here: Uint8Array, fromFile: Uint8Array): Uint8Array {
  const theirs = new Y.Doc({ guid: 'note of the file' });
  Y.applyUpdate(theirs, fromFile);
  const blocks = theirs.getXmlFragment(NOTE_FRAGMENT).toArray();
  const doc = new Y.Doc({ guid: 'note' });
  doc.clientID = derivedClientId(here, fromFile);
  const fragment = doc.getXmlFragment(NOTE_FRAGMENT);
  fragment.insert(
    0,
    blocks.flatMap((block) =>
      block instanceof Y.XmlElement || block instanceof Y.XmlText ? [block.clone()] : [],
    ),
  );
  return Y.encodeStateAsUpdate(doc);
}

/** One that wrote nothing here: emptied once more, the note gets the text once more. */
function derivedClientId(here: Uint8Array, fromFile: Uint8Array): number {
  const taken = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(here));
  const file = toBase64(fromFile);
  for (let time = 1; ; time++) {
    const id = derivedId('a note that was emptied', file, String(time));
    const clientId = Number.parseInt(id.slice(0, 8), 16);
    if (!taken.has(clientId)) return clientId;
  }
}
