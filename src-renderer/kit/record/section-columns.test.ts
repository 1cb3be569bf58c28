import { describe, expect, it } from 'vitest';
import { dealtSections } from './section-columns.ts';

describe('the sections of a record side by side', () => {
  it('stay in their order, the columns about as high as each other', () => {
    expect(dealtSections([6, 6, 2, 4, 5], 2)).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
    expect(dealtSections([6, 6, 2, 4, 5], 3)).toEqual([[0], [1, 2], [3, 4]]);
  });

  it('are one below the other where there is one column, and none where there are none', () => {
    expect(dealtSections([6, 6, 2], 1)).toEqual([[0, 1, 2]]);
    expect(dealtSections([], 2)).toEqual([]);
  });

  it('leave columns empty rather than cut a section in two', () => {
    expect(dealtSections([12], 3)).toEqual([[0]]);
    expect(dealtSections([1, 20], 3)).toEqual([[0], [1]]);
  });
});
