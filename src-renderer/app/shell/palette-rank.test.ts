import { describe, expect, it } from 'vitest';
import { rankOf, suited, type Choice } from './palette-rank.ts';

const choice = (title: string, note = ''): Choice => ({
  key: title,
  icon: 'dot',
  title,
  note,
  run: () => undefined,
});

describe('what suits the typed words', () => {
  it.each([
    ['New deal', '', 'new d', 0],
    ['New deal', '', 'deal', 1],
    ['Settings: Views', '', 'view', 1],
    ['My open deals', 'Deals', 'open deals', 1],
    ['My open deals', 'Deals', 'deals mine', undefined],
    ['Go to Accounts', '', 'count', 2],
    ['Übersicht', '', 'uber', 0],
  ])('%s (%s) for “%s”: %s', (title, note, text, rank) => {
    expect(rankOf(choice(title, note), text)).toBe(rank);
  });

  it('comes best first, and equals as they were', () => {
    const all = [choice('Go to Deals'), choice('Deal of the day'), choice('New deal'), choice('X')];
    const { choices, rank } = suited(all, 'deal', 10);
    expect(choices.map(({ title }) => title)).toEqual([
      'Deal of the day',
      'Go to Deals',
      'New deal',
    ]);
    expect(rank).toBe(0);
    expect(suited(all, 'zzz', 10).rank).toBe(Number.POSITIVE_INFINITY);
    expect(suited(all, 'deal', 1).choices).toHaveLength(1);
  });
});
