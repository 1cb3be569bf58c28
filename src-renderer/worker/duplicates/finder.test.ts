import { describe, expect, it } from 'vitest';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { randomInt } from '../../../crm/kernel/ports.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { seededRandom } from '../engine/engine-fixture.ts';
import { createRowStore } from '../rows/row-store.ts';
import { clustersOf } from './clusters.ts';
import { createFinder, type FoundPair } from './finder.ts';
import { LIKENESS_MIN, likenessOf } from './likeness.ts';
import { signsOf } from './signs.ts';

const WORDS =
  'acme codehow betasoloin konex plexzap zoomit funholding rangreen dalttech bioholding'.split(' ');

function world(seed: number) {
  const random = seededRandom(seed);
  const roll = (bound: number): number => randomInt(random, bound);
  const rows = createRowStore();
  let pauses = 0;
  const finder = createFinder({
    entity: account,
    table: rows.table('account'),
    country: () => 'DE',
    now: () => (pauses += 5),
    pause: () => Promise.resolve(),
    progress: () => undefined,
  });
  const put = (id: string, values: Record<string, unknown> | null): void => {
    const row = { id, entity: 'account', createdAt: '2026', createdBy: '', ...values } as AnyRow;
    rows.apply([{ entity: 'account', id, after: values === null ? undefined : row }]);
  };
  const someName = (): string => {
    const word = WORDS[roll(WORDS.length)] ?? '';
    const at = roll(word.length);
    return roll(4) === 0
      ? word.slice(0, at) + word.slice(at + 1)
      : `${word} ${['Inc', 'GmbH', 'North', ''][roll(4)]}`;
  };
  return { rows, finder, put, roll, someName };
}

const named = (pairs: readonly FoundPair[]): string[] =>
  pairs.map(({ a, b, likeness }) => `${[a, b].toSorted().join(' ')} ${likeness.score}`).toSorted();

describe('the finder', () => {
  it.each([1, 2, 3, 4, 5])(
    'finds after any edits what comparing everything with everything finds (seed %i)',
    async (seed) => {
      const { rows, finder, put, roll, someName } = world(seed);
      for (let n = 0; n < 40; n++) put(`id${n}`, { name: someName() });
      await finder.pairs();
      for (let n = 0; n < 30; n++) {
        const id = `id${roll(50)}`;
        const values = {
          name: someName(),
          ...(roll(3) === 0 ? { domain: `d${roll(4)}.example` } : {}),
        };
        put(id, roll(5) === 0 ? null : roll(6) === 0 ? { ...values, archivedAt: '2026' } : values);
        if (n % 7 === 0) await finder.pairs();
      }
      const all = [...rows.all('account')].filter((row) => row.archivedAt === undefined);
      const expected: string[] = [];
      for (const [index, a] of all.entries()) {
        for (const b of all.slice(index + 1)) {
          const [one, other] = [signsOf(account, a, 'DE'), signsOf(account, b, 'DE')];
          if (one === undefined || other === undefined) continue;
          const { score } = likenessOf(one, other);
          if (score >= LIKENESS_MIN) expected.push(`${[a.id, b.id].toSorted().join(' ')} ${score}`);
        }
      }
      expect(named(await finder.pairs())).toEqual(expected.toSorted());
    },
  );

  it('answers for values that no record has yet, the likeliest first, and not with the record itself', async () => {
    const { finder, put } = world(1);
    put('a', { name: 'Acme Inc.', domain: 'acme.example' });
    put('b', { name: 'Acme' });
    put('c', { name: 'Other' });
    const values = { name: 'ACME', website: 'https://acme.example' };
    expect((await finder.alike(values, undefined, 5)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await finder.alike(values, 'a', 5)).map(({ id }) => id)).toEqual(['b']);
    expect(await finder.alike({}, undefined, 5)).toEqual([]);
  });

  it('puts what hangs together into one cluster, the likeliest first', () => {
    const pair = (a: string, b: string, score: number): FoundPair => ({
      a,
      b,
      likeness: { score, reasons: [`${score}`] },
    });
    expect(clustersOf([pair('d', 'e', 0.6), pair('b', 'c', 0.7), pair('a', 'b', 0.9)])).toEqual([
      { ids: ['a', 'b', 'c'], score: 0.9, reasons: ['0.9'] },
      { ids: ['d', 'e'], score: 0.6, reasons: ['0.6'] },
    ]);
  });
});

it('a common name does not hide who else is the same by something rarer', async () => {
  const { finder, put } = world(1);
  for (let n = 0; n < 300; n++) put(`id${String(n).padStart(3, '0')}`, { name: `Acme ${n}` });
  put('x', { name: 'Acme Berlin', phones: [{ id: 'p', number: '+49 30 1234567' }] });
  put('y', { name: 'Acme Berln', phones: [{ id: 'p', number: '030 1234567' }] });
  expect(named(await finder.pairs()).map((pair) => pair.slice(0, 3))).toEqual(['x y']);
});
