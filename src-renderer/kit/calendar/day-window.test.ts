import { expect, it } from 'vitest';
import { lanesOf } from './day-layout.ts';
import { drawnOf } from './day-window.ts';

const stretch = (topMinutes: number, bottomMinutes: number) => ({
  topMinutes,
  bottomMinutes,
  fromBefore: false,
  goesOn: false,
});

function drawn(count: number, lanesMax: number, selected: number | null = null) {
  const here = Array.from({ length: count }, (_, entry) => ({ entry, stretch: stretch(540, 600) }));
  const lanes = lanesOf(here.map((one) => one.stretch));
  return drawnOf(here, lanes, lanesMax, null, (entry) => entry === selected);
}

it('what stands side by side and can be told apart is all drawn', () => {
  const { placed, crowds } = drawn(6, 6);
  expect(placed.map(({ lane, lanes }) => `${lane}/${lanes}`)).toEqual([
    '0/6',
    '1/6',
    '2/6',
    '3/6',
    '4/6',
    '5/6',
  ]);
  expect(crowds).toEqual([]);
});

it('what no longer fits is counted in the last lane, and nothing is lost', () => {
  const { placed, crowds } = drawn(20, 6);
  expect(placed).toHaveLength(5);
  expect(placed.every(({ lanes }) => lanes === 6)).toBe(true);
  expect(crowds).toEqual([{ topMinutes: 540, count: 15, lanes: 6 }]);
});

it('the selected one is always drawn', () => {
  const { placed, crowds } = drawn(20, 6, 19);
  expect(placed.map(({ entry }) => entry)).toContain(19);
  expect(crowds[0]?.count).toBe(14);
});

it('what is scrolled away is left out, but not the selected one', () => {
  const here = [0, 600, 1_200].map((top) => ({ entry: top, stretch: stretch(top, top + 60) }));
  const lanes = lanesOf(here.map((one) => one.stretch));
  const { placed } = drawnOf(
    here,
    lanes,
    6,
    { fromMinutes: 500, toMinutes: 800 },
    (entry) => entry === 1_200,
  );
  expect(placed.map(({ entry }) => entry)).toEqual([600, 1_200]);
});
