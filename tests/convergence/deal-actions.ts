/** Product lines are added, changed and taken out by several people at once; what they saw is what they change. */
import { few, freshId, oneOf, put } from './acting.ts';
import type { Action } from './actions.ts';

interface Line {
  readonly id: string;
  readonly quantity?: number;
}

export const editLines: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const deal = oneOf(stage, engine, 'deal');
  if (deal === undefined) return 'has no deal';
  const before = (deal['lines'] ?? []) as readonly Line[];
  const line = before.length === 0 ? undefined : world.pick(before);
  const [product] = few(engine, 'product', 1);
  if (product === undefined) {
    const values = { name: `Product ${stage.serial++}` };
    const input = { entity: 'product', id: freshId(stage), create: true, values };
    return put(stage, engine, 'a product', input);
  }
  const quantity = 1 + world.roll(9);
  const added = {
    id: `l${stage.serial++}`,
    quantity,
    unitPrice: { amount: 100 * (1 + world.roll(5)), currency: 'EUR' },
    product: product.id,
  };
  const dice = world.roll(100);
  const lines =
    line === undefined || dice < 45
      ? [...before, added]
      : dice < 80
        ? before.map((one) => (one === line ? { ...one, quantity } : one))
        : before.filter((one) => one !== line);
  return put(stage, engine, `${lines.length} lines of deal ${deal.id.slice(-4)}`, {
    entity: 'deal',
    id: deal.id,
    create: false,
    values: { lines },
    base: { lines: before },
  });
};
