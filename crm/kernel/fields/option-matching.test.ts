import { describe, expect, test } from 'vitest';
import { asInSentence, labelOf, matchOption, optionsOf } from './option-matching.ts';

describe('a choice that files spell like a title', () => {
  test.each([
    ['Cold Call', 'Cold call'],
    ['Food & Beverage', 'Food & beverage'],
    ['Non-profit', 'Non-profit'],
    ['IT', 'IT'],
    ['Handed to QA', 'Handed to QA'],
    ['Waiting on customer', 'Waiting on customer'],
  ])('%s is shown as in a sentence', (name, shown) => {
    expect(asInSentence(name)).toBe(shown);
  });

  test('is stored as files spell it, and read in both ways', () => {
    const options = optionsOf('Not Held', 'Held');
    for (const written of ['Not Held', 'Not held', 'NOT HELD'])
      expect(matchOption(written, options)).toEqual({ ok: true, value: 'Not Held' });
    expect(labelOf('Not Held', options)).toBe('Not held');
  });
});
