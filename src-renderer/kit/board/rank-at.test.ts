import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardPlaceOf } from '../../../crm/kernel/fields/stage-standing.ts';
import { stage, UNPLACED_RANK } from '../../../crm/kernel/fields/stage.field.ts';
import { rankAt } from './rank-at.ts';

const placed = (rank: string, id: string): string => boardPlaceOf({ stage: 'Proposal', rank }, id);
const valid = (rank: string): boolean =>
  stage.schema({ options: [] }).safeParse({ stage: 'Proposal', rank }).success;

describe('a rank', () => {
  test('between any two cards that nobody has placed lies between them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        (ids, at) => {
          const places = ids.toSorted().map((id) => placed(UNPLACED_RANK, id));
          expect(places.toSorted()).toEqual(places);
          const index = at % (places.length + 1);
          const given = rankAt(places, index);
          expect(valid(given)).toBe(true);
          const rank = placed(given, 'ffff');
          expect([...places.slice(0, index), rank, ...places.slice(index)].toSorted()).toEqual(
            places.toSpliced(index, 0, rank),
          );
        },
      ),
    );
  });

  test('can be had a hundred times over at one place, at the beginning and at the end', () => {
    for (const at of [() => 0, () => 1, (length: number) => length]) {
      const places = [placed(UNPLACED_RANK, 'a1'), placed(UNPLACED_RANK, 'a2')];
      for (let time = 0; time < 100; time++) {
        const index = at(places.length);
        const rank = rankAt(places, index);
        expect(valid(rank)).toBe(true);
        places.splice(index, 0, placed(rank, 'ffff'));
      }
      expect(places.toSorted()).toEqual(places);
    }
  });

  test('among cards with one and the same rank lies after them', () => {
    const rank = rankAt(['a1', 'a1', 'a1', 'a2'], 1);
    expect(rank > 'a1' && rank < 'a2').toBe(true);
  });

  test('beside ranks that are no fractional index is had all the same', () => {
    expect(rankAt(['5', 'a1', 'zz'], 1) < 'a1').toBe(true);
    expect(rankAt(['5', 'a1', 'zz'], 3) > 'a1').toBe(true);
    expect(valid(rankAt([], 0))).toBe(true);
  });
});
