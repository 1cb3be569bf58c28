import { expect, test } from 'vitest';
import { createNoteTexts } from './note-texts.ts';

const ID = '0190a000-0000-7000-8000-00000000000a';
const OTHER = '0190a000-0000-7000-8000-00000000000b';
const BODY = `article/${ID}/body`;

function reading(read: (id: string) => Promise<string>) {
  let timers: (() => void)[] = [];
  const asked: string[] = [];
  const found: string[] = [];
  const texts = createNoteTexts(
    {
      has: () => true,
      read: (_entity, id) => {
        asked.push(id);
        return read(id);
      },
      after: (_ms, run) => timers.push(run),
      pause: () => Promise.resolve(),
    },
    (_entity, id) => found.push(id),
  );
  const settle = (): Promise<unknown> => new Promise(setImmediate);
  const pass = async (): Promise<void> => {
    const due = timers;
    timers = [];
    for (const run of due) run();
    await settle();
  };
  return { texts, asked, found, settle, pass };
}

test.each([
  [
    'at once',
    () => {
      throw new Error('planted');
    },
  ],
  ['a moment later', () => Promise.reject(new Error('planted'))],
] as const)(
  'a text that cannot be read fails %s, and the others are read',
  async (_when, fails) => {
    let isBroken = true;
    const { texts, found, settle, pass } = reading((id) =>
      isBroken && id === ID ? fails() : Promise.resolve(`Words of ${id}`),
    );
    texts.want('article', ID);
    texts.want('article', OTHER);
    await settle();
    expect(found).toEqual([OTHER]);
    expect(texts.isReading()).toBe(false);
    isBroken = false;
    texts.written(BODY);
    await pass();
    expect(texts.of('article', ID)).toBe(`Words of ${ID}`);
  },
);

test('what is typed without a pause is read once, after it', async () => {
  const { texts, asked, pass } = reading(() => Promise.resolve('Words'));
  for (let second = 0; second < 3; second++) {
    for (let letter = 0; letter < 5; letter++) texts.written(BODY);
    await pass();
  }
  expect(asked).toEqual([]);
  await pass();
  expect(asked).toEqual([ID]);
  texts.written(BODY);
  await pass();
  expect(asked).toEqual([ID, ID]);
});
