import { describe, expect, test } from 'vitest';
import { by, row, setUp } from './queries-under-test.ts';

const standing = (id: string, rank: string, fields: object = {}) =>
  row('deal', id, { stage: { stage: 'Proposal', rank }, ...fields });
const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('the places of a column', () => {
  test('are those of the ranks as text, and of the ids for cards that nobody has placed', () => {
    const { put, ids } = setUp();
    put(
      standing('0002', 'a0'),
      standing('0001', 'a0'),
      standing('x', 'Zz'),
      standing('y', 'a00001Vm'),
      standing('z', 'a1'),
    );
    expect(ids({ entity: 'deal', sort: by('stage.place') })).toEqual([
      'x',
      '0001',
      'y',
      '0002',
      'z',
    ]);
    expect(ids({ entity: 'deal', sort: by('stage.place', 'descending') })).toEqual([
      'z',
      '0002',
      'y',
      '0001',
      'x',
    ]);
  });

  test('follow a card that is moved, and break ties on id', () => {
    const { put, ids } = setUp();
    put(standing('b', 'a5'), standing('a', 'a5'), standing('c', 'a6'));
    expect(ids({ entity: 'deal', sort: by('stage.place') })).toEqual(['a', 'b', 'c']);
    put(standing('c', 'a4'));
    expect(ids({ entity: 'deal', sort: by('stage.place') })).toEqual(['c', 'a', 'b']);
  });

  test('of thousands of cards are the same from a heap, from a kept order and after repairing it', () => {
    const { put, ids } = setUp();
    const name = (at: number): string => `id${String(at).padStart(5, '0')}`;
    put(...Array.from({ length: 5000 }, (_, at) => standing(name(4999 - at), 'a0')));
    const window = { offset: 0, limit: 3 };
    const late = { offset: 4998, limit: 3 };
    const sort = by('stage.place');
    expect(ids({ entity: 'deal', sort, window })).toEqual([0, 1, 2].map(name));
    expect(ids({ entity: 'deal', sort, window: late })).toEqual([4998, 4999].map(name));
    put(standing(name(4999), 'Zz'));
    expect(ids({ entity: 'deal', sort, window })).toEqual([4999, 0, 1].map(name));
  });
});

describe('what may be expected', () => {
  test('is the amount times the own probability or that of the stage; all of what is won, nothing of what is lost', () => {
    const { put, run } = setUp();
    put(
      standing('a', 'a0', { amount: euros(1000) }),
      standing('b', 'a0', { amount: euros(1000), probability: 10 }),
      standing('c', 'a0'),
      row('deal', 'd', { stage: { stage: 'Won', rank: 'a0' }, amount: euros(70), probability: 5 }),
      row('deal', 'e', {
        stage: { stage: 'Lost', rank: 'a0' },
        amount: euros(900),
        probability: 5,
      }),
    );
    const { sums } = run({ entity: 'deal', sums: ['stage.expected'] });
    expect(sums).toEqual({ 'stage.expected': { EUR: 650 + 100 + 70 } });
  });

  test.each(['stage.rank', 'stage.', 'account.place'])('“%s” is no field', (field) => {
    const { queries } = setUp();
    const window = { offset: 0, limit: 1 };
    expect(queries.run({ entity: 'deal', sort: by(field), window })).toMatchObject({ ok: false });
  });
});
