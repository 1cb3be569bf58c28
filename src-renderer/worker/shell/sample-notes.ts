/** The texts of sample articles as notes: the same bytes on every desktop, so that two that add them have them once. */
import * as Y from 'yjs';
import { derivedId } from '../../../crm/kernel/ids.ts';
import { sampleTexts } from '../../../crm/samples/sample-articles.ts';
import { NOTE_FRAGMENT } from '../documents/note-writes.ts';

/** By the name of the record. */
export function sampleNotes(): ReadonlyMap<string, Uint8Array> {
  return new Map([...sampleTexts()].map(([name, text]) => [name, noteOf(name, text)]));
}

function noteOf(name: string, paragraphs: readonly string[]): Uint8Array {
  const doc = new Y.Doc({ guid: 'note of a sample' });
  doc.clientID = Number.parseInt(derivedId('sample note', name).slice(0, 8), 16);
  const blocks = paragraphs.map((words) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    return paragraph;
  });
  doc.getXmlFragment(NOTE_FRAGMENT).insert(0, blocks);
  return Y.encodeStateAsUpdate(doc);
}
