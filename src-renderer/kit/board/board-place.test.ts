import { describe, expect, test } from 'vitest';
import { indexIn, knownGap } from './board-place.ts';

describe('a place on a board', () => {
  const cards = { offset: 10, count: 30, ids: ['k', 'l', 'm'] };

  test.each([
    ['follows its card', { id: 'm', index: 3 }, 12],
    ['stays where it was when its card is gone', { id: 'gone', index: 11 }, 11],
    ['is the last card when there are fewer', { id: undefined, index: 99 }, 29],
  ])('%s', (_what, place, index) => {
    expect(indexIn(place, cards)).toBe(index);
  });

  test('in an empty column is its beginning', () => {
    expect(indexIn({ id: 'x', index: 4 }, { offset: 0, count: 0, ids: [] })).toBe(0);
  });
});

describe('a gap between cards', () => {
  test.each([
    ['before the first card of all', 0, { offset: 0, count: 3, ids: ['a', 'b', 'c'] }, 0],
    ['after the last card of all', 3, { offset: 0, count: 3, ids: ['a', 'b', 'c'] }, 3],
    ['of an empty column', 7, { offset: 0, count: 0, ids: [] }, 0],
  ])('%s is known', (_what, gap, cards, known) => {
    expect(knownGap(gap, cards)).toBe(known);
  });

  test.each([
    ['before what is here', 2, 11],
    ['at its beginning, whose neighbour is not here', 10, 11],
    ['after it', 25, 12],
    ['within it', 12, 12],
  ])('%s becomes one with both its neighbours', (_what, gap, known) => {
    expect(knownGap(gap, { offset: 10, count: 30, ids: ['k', 'l', 'm'] })).toBe(known);
  });
});
