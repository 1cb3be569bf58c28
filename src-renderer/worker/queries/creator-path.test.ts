import { expect, test } from 'vitest';
import { by, ME, row, setUp } from './queries-under-test.ts';

const EARLIER = 'u0';

function setUpUsers() {
  const desk = setUp();
  desk.put(
    row('user', ME, { name: 'Anna Berg' }),
    row('user', EARLIER, { name: 'A. Berg', role: 'Manager' }),
    row('account', 'a1', { name: 'Acorn', createdBy: EARLIER }),
    row('account', 'a2', { name: 'Birch', createdBy: ME }),
    row('contact', 'c1', { account: 'a1' }),
  );
  const merge = (into: string | undefined): void =>
    desk.put(
      row('user', EARLIER, {
        name: 'A. Berg',
        ...(into === undefined ? {} : { mergedInto: into }),
      }),
    );
  return { ...desk, merge };
}

const byMe = { field: 'createdBy', operator: 'isMe' } as const;

test('whoever was merged with somebody has created what both created, until they are taken apart', () => {
  const { ids, merge } = setUpUsers();
  const mine = (): readonly string[] => ids({ entity: 'account', filter: byMe });
  expect(mine()).toEqual(['a2']);
  merge(ME);
  expect(mine()).toEqual(['a1', 'a2']);
  merge(undefined);
  expect(mine()).toEqual(['a2']);
});

test('groups, orders and linked records name the person that a creator is now', () => {
  const { run, ids, merge } = setUpUsers();
  const groups = () =>
    run({ entity: 'account', group: { field: 'createdBy' } }).groups?.map(({ label, count }) => [
      label,
      count,
    ]);
  const order = { entity: 'account', sort: by('createdBy') };
  expect(groups()).toEqual([
    ['A. Berg', 1],
    ['Anna Berg', 1],
  ]);
  expect(ids(order)).toEqual(['a1', 'a2']);
  merge(ME);
  expect(groups()).toEqual([['Anna Berg', 2]]);
  expect(ids(order)).toEqual(['a1', 'a2']);
  const linked = { field: 'account.createdBy', operator: 'isMe' } as const;
  expect(ids({ entity: 'contact', filter: linked })).toEqual(['c1']);
});
