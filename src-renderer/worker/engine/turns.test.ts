import { expect, test } from 'vitest';
import { createTurns, type TurnKind } from './turns.ts';

/** Turns that note when they ran, behind one that lets edits in between its two halves. */
async function orderOf(waiting: readonly (readonly [string, TurnKind])[]): Promise<string[]> {
  const turn = createTurns();
  const order: string[] = [];
  const large = turn(async () => {
    order.push('begin');
    await turn.letEditsIn();
    order.push('end');
  }, 'act');
  const others = waiting.map(([name, kind]) =>
    turn(() => Promise.resolve(void order.push(name)), kind),
  );
  await Promise.all([large, ...others]);
  return order;
}

test('turns run one after the other, in the order in which they were asked for', async () => {
  const turn = createTurns();
  const order: number[] = [];
  const slow = async (name: number): Promise<void> => {
    order.push(name);
    await new Promise((resolve) => setTimeout(resolve, 1));
    order.push(name);
  };
  await Promise.all([1, 2, 3].map((name) => turn(() => slow(name))));
  expect(order).toEqual([1, 1, 2, 2, 3, 3]);
});

test('the next turn begins though the one before failed, and whoever asked for that hears of it', async () => {
  const turn = createTurns();
  const failed = turn(() => Promise.reject(new Error('no')));
  const next = turn(() => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('edits are let into a large act, past what is nobody’s edit', async () => {
  expect(
    await orderOf([
      ['fold', 'other'],
      ['first', 'edit'],
      ['second', 'edit'],
    ]),
  ).toEqual(['begin', 'first', 'second', 'end', 'fold']);
});

test('an edit stays behind the large act that was asked for before it', async () => {
  expect(
    await orderOf([
      ['early', 'edit'],
      ['bulk', 'act'],
      ['late', 'edit'],
    ]),
  ).toEqual(['begin', 'early', 'end', 'bulk', 'late']);
});
