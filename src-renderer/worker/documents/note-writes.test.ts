import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { leavingNote } from '../workspace-file/note-leaving.ts';
import { noteText } from '../workspace-file/note-text.ts';
import type { PutIn } from './note-changes.ts';
import { backOf, NOTE_FRAGMENT, putIn, takeOut } from './note-writes.ts';

/** An editor with a note open. */
function editor(clientID: number, state?: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ guid: 'note' });
  if (state !== undefined) Y.applyUpdate(doc, state);
  doc.clientID = clientID;
  return doc;
}

const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(NOTE_FRAGMENT);

function paragraph(text: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph');
  made.insert(0, [new Y.XmlText(text)]);
  return made;
}

/** The text of the line with this number. */
function line(doc: Y.Doc, at: number): Y.XmlText {
  const element = bodyOf(doc).get(at);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('there is no such line');
  return text;
}

const stateOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);
const xml = (doc: Y.Doc): string => bodyOf(doc).toJSON();

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing came of it');
  return value;
}

/** A note of somebody else's, as it stands in a file. */
function noteInFile(...lines: readonly string[]): Uint8Array {
  const doc = editor(77);
  bodyOf(doc).insert(
    0,
    lines.map((one) => paragraph(one)),
  );
  return stateOf(doc);
}

function putInto(doc: Y.Doc, update: Uint8Array): PutIn {
  const done = must(putIn(stateOf(doc), update));
  Y.applyUpdate(doc, done.update);
  return done.put;
}

describe('what was put into a note is taken out exactly', () => {
  test('the note is as before, in its text and in the bytes that leave with it', () => {
    const doc = editor(1);
    bodyOf(doc).insert(0, [paragraph('mine')]);
    const before = { xml: xml(doc), leaving: leavingNote(stateOf(doc)) };
    const put = putInto(doc, noteInFile('theirs', 'and more'));
    expect(noteText(stateOf(doc)).split('\n').toSorted()).toEqual(['and more', 'mine', 'theirs']);
    Y.applyUpdate(doc, must(takeOut(stateOf(doc), put, 500)).update);
    expect({ xml: xml(doc), leaving: leavingNote(stateOf(doc)) }).toEqual(before);
  });

  test('nothing of a note that had nothing before leaves in a file', () => {
    const doc = editor(1);
    const put = putInto(doc, noteInFile('theirs'));
    Y.applyUpdate(doc, must(takeOut(stateOf(doc), put, 500)).update);
    expect(leavingNote(stateOf(doc))).toBeUndefined();
  });

  test('what others typed before, behind and inside of it stays, and so does its paragraph', () => {
    const doc = editor(1);
    const put = putInto(doc, noteInFile('imported', 'as well'));
    line(doc, 0).insert(2, 'OTHERS');
    bodyOf(doc).insert(2, [paragraph('behind')]);
    bodyOf(doc).insert(0, [paragraph('before')]);
    Y.applyUpdate(doc, must(takeOut(stateOf(doc), put, 500)).update);
    expect(noteText(stateOf(doc))).toBe('before\nOTHERS\nbehind');
  });

  test('letters that came into a line of this note go, the line stays', () => {
    const base = editor(1);
    bodyOf(base).insert(0, [paragraph('one three')]);
    const later = editor(2, stateOf(base));
    line(later, 0).insert(4, 'two ');
    const put = putInto(base, stateOf(later));
    expect(noteText(stateOf(base))).toBe('one two three');
    line(base, 0).insert(0, 'zero ');
    Y.applyUpdate(base, must(takeOut(stateOf(base), put, 500)).update);
    expect(noteText(stateOf(base))).toBe('zero one three');
  });

  test('a task that came ticked is open again, unless somebody ticked it since', () => {
    const base = editor(1);
    const task = new Y.XmlElement('taskItem');
    task.setAttribute('checked', 'false');
    task.insert(0, [paragraph('call')]);
    bodyOf(base).insert(0, [task]);
    const later = editor(2, stateOf(base));
    (bodyOf(later).get(0) as Y.XmlElement).setAttribute('checked', 'true');
    const before = xml(base);
    const put = putInto(base, stateOf(later));
    expect(xml(base)).toContain('checked="true"');
    const taken = must(takeOut(stateOf(base), put, 500));
    const touched = editor(3, stateOf(base));
    (bodyOf(touched).get(0) as Y.XmlElement).setAttribute('checked', 'by hand');
    expect(takeOut(stateOf(touched), put, 501)).toBeUndefined();
    Y.applyUpdate(base, taken.update);
    expect(xml(base)).toBe(before);
    putInto(base, must(backOf(taken.taken)));
    expect(xml(base)).toContain('checked="true"');
  });

  test('what stands here is never taken away, though the file has it deleted', () => {
    const base = editor(1);
    bodyOf(base).insert(0, [paragraph('kept'), paragraph('deleted there')]);
    const later = editor(2, stateOf(base));
    bodyOf(later).delete(1, 1);
    bodyOf(later).insert(1, [paragraph('new')]);
    bodyOf(later).insert(2, [paragraph('new and deleted')]);
    bodyOf(later).delete(2, 1);
    putInto(base, stateOf(later));
    expect(noteText(stateOf(base)).split('\n').toSorted()).toEqual([
      'deleted there',
      'kept',
      'new',
    ]);
  });
});

describe('what was taken out is put in again', () => {
  test('it stands where it stood, and can be taken out again and put in again', () => {
    const doc = editor(1);
    bodyOf(doc).insert(0, [paragraph('mine')]);
    let put = putInto(doc, noteInFile('theirs', 'and more'));
    const both = xml(doc);
    const { of } = put;
    for (let round = 0; round < 3; round++) {
      const { update, taken } = must(takeOut(stateOf(doc), put, 500 + round));
      expect(taken.of).toEqual(of);
      Y.applyUpdate(doc, update);
      expect(noteText(stateOf(doc))).toBe('mine');
      const again = must(putIn(stateOf(doc), must(backOf(taken)), taken.of));
      Y.applyUpdate(doc, again.update);
      put = again.put;
      expect(xml(doc)).toBe(both);
    }
  });

  test('on two desktops at once, it stands there once', () => {
    const doc = editor(1);
    const put = putInto(doc, noteInFile('theirs'));
    const { update, taken } = must(takeOut(stateOf(doc), put, 500));
    Y.applyUpdate(doc, update);
    const other = editor(2, stateOf(doc));
    bodyOf(other).insert(0, [paragraph('typed')]);
    const back = must(backOf(taken));
    Y.applyUpdate(doc, must(putIn(stateOf(doc), back)).update);
    Y.applyUpdate(other, must(putIn(stateOf(other), back)).update);
    Y.applyUpdate(doc, stateOf(other));
    Y.applyUpdate(other, stateOf(doc));
    expect(xml(doc)).toBe(xml(other));
    expect(noteText(stateOf(doc)).split('\n').toSorted()).toEqual(['theirs', 'typed']);
    expect(putIn(stateOf(doc), back)).toBeUndefined();
  });
});

interface Doing {
  readonly what: string;
  readonly line: number;
  readonly at: number;
  readonly length: number;
}

const doing = (whats: readonly string[]): fc.Arbitrary<readonly Doing[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...whats),
      line: fc.nat(5),
      at: fc.nat(30),
      length: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 8 },
  );

const WRITING = ['type', 'type', 'type', 'delete', 'line', 'unline'];
const MARKING = [...WRITING, 'bold'];

/** Both may write anything; but where both mark the same letters, Yjs keeps one mark of the two, whosever it is. */
const whatBothDo = fc
  .constantFrom([MARKING, WRITING] as const, [WRITING, MARKING] as const)
  .chain(([file, people]) => fc.tuple(doing(people), doing(file), doing(people), doing(people)));

/** `letter` is what this person writes, and nobody else. */
function edit(doc: Y.Doc, { what, line: wanted, at, length }: Doing, letter: string): void {
  const body = bodyOf(doc);
  const text = body.length === 0 ? undefined : line(doc, wanted % body.length);
  if (what === 'line' || text === undefined)
    return body.insert(wanted % (body.length + 1), [paragraph(letter.repeat(length))]);
  const from = at % (text.length + 1);
  if (what === 'type') text.insert(from, letter.repeat(length));
  if (what === 'unline') body.delete(wanted % body.length, 1);
  if (what === 'delete') text.delete(from, Math.min(length, text.length - from));
  if (what === 'bold') text.format(from, Math.min(length, text.length - from), { bold: true });
}

const lettersOf = (doc: Y.Doc): string => noteText(stateOf(doc)).replaceAll('\n', '');

test('after an undo no letter of the file is left and none of the people is lost, whatever they did', () => {
  fc.assert(
    fc.property(whatBothDo, ([base, inFile, here, after]) => {
      const begun = editor(1);
      for (const one of base) edit(begun, one, 'b');
      const file = editor(2, stateOf(begun));
      for (const one of inFile) edit(file, one, 'f');
      const doc = editor(3, stateOf(begun));
      for (const one of here) edit(doc, one, 'h');
      const before = { xml: xml(doc), letters: lettersOf(doc), leaving: leavingNote(stateOf(doc)) };
      const done = putIn(stateOf(doc), stateOf(file));
      if (done === undefined) return;
      Y.applyUpdate(doc, done.update);
      // Nothing that stood here goes.
      expect(lettersOf(doc).replaceAll('f', '').length).toBe(before.letters.length);

      const alone = editor(4, stateOf(doc));
      const undone = takeOut(stateOf(alone), done.put, 900);
      if (undone !== undefined) Y.applyUpdate(alone, undone.update);
      expect(xml(alone)).toBe(before.xml);
      expect(leavingNote(stateOf(alone))).toEqual(before.leaving);

      // With work of others upon it: what is theirs is what it would be, had they not seen the file's.
      for (const one of after) edit(doc, one, 'a');
      const people = lettersOf(doc).replaceAll('f', '');
      const hadText = lettersOf(doc).includes('f');
      const taken = takeOut(stateOf(doc), done.put, 901);
      if (taken !== undefined) Y.applyUpdate(doc, taken.update);
      expect(lettersOf(doc)).toBe(people);
      if (taken === undefined || !hadText) return;
      const withAll = lettersOf(doc);
      const back = must(putIn(stateOf(doc), must(backOf(taken.taken)), taken.taken.of));
      Y.applyUpdate(doc, back.update);
      expect(lettersOf(doc)).toContain('f');
      expect(lettersOf(doc).replaceAll('f', '')).toBe(withAll);
      Y.applyUpdate(doc, must(takeOut(stateOf(doc), back.put, 902)).update);
      expect(lettersOf(doc)).toBe(withAll);
    }),
    { numRuns: 400, seed: 20260105 },
  );
});
