import { describe, expect, test } from 'vitest';
import { askedName, partsOf, withName } from './comment-text.ts';

const BEN = 'user/0192f000-0000-7000-8000-000000000002';
const BENNO = 'user/0192f000-0000-7000-8000-000000000003';

describe('the text of a comment', () => {
  test('has links where it names somebody, the longer of two names first', () => {
    const names = [
      { said: '@Ben', record: BEN },
      { said: '@Benno', record: BENNO },
    ];
    expect(partsOf('For @Benno and @Ben.', names)).toEqual([
      { text: 'For ' },
      { text: '@Benno', record: BENNO },
      { text: ' and ' },
      { text: '@Ben', record: BEN },
      { text: '.' },
    ]);
  });

  test('links to nothing that is no record', () => {
    expect(partsOf('@Ben', [{ said: '@Ben', record: 'javascript:alert(1)' }])).toEqual([
      { text: '@Ben' },
    ]);
  });
});

describe('a name that is being written', () => {
  test.each([
    ['Ask @be', { from: 4, words: 'be' }],
    ['@', { from: 0, words: '' }],
    ['Ask @Ben Od', { from: 4, words: 'Ben Od' }],
  ])('is found in “%s”', (text, found) => {
    expect(askedName(text, text.length)).toEqual(found);
  });

  test.each(['mail a@b', 'Ask @ Ben', 'Ask @Ben Ode to look', 'Ask @Ben\nsoon'])(
    'is not found in “%s”',
    (text) => expect(askedName(text, text.length)).toBeNull(),
  );

  test('gives way to the one that is chosen, and the caret goes on behind it', () => {
    const { draft, caret } = withName({ text: 'Ask @be now', names: [] }, 7, {
      from: 4,
      title: 'Ben Ode',
      record: BEN,
    });
    expect(draft).toEqual({
      text: 'Ask @Ben Ode now',
      names: [{ said: '@Ben Ode', record: BEN }],
    });
    expect(draft.text.slice(caret)).toBe('now');
  });
});
