import { describe, expect, it } from 'vitest';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Slot } from '../../../crm/kernel/write.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { putBackOf } from './put-back.ts';

const line = { id: 'l1', product: 'p', quantity: 2 };
const row = {
  id: 'd',
  entity: 'deal',
  createdAt: 'x',
  createdBy: 'y',
  name: 'New name',
  tags: ['north'],
  lines: [line],
} as AnyRow;
const back = (slot: Slot, from: Json) =>
  putBackOf(deal, row, { slot, from, to: null, overruled: false });

describe('a value of the history', () => {
  it('is put back in the place of what stands there now', () => {
    expect(back({ field: 'name' }, 'Old name')).toEqual({
      values: { name: 'Old name' },
      base: { name: 'New name' },
    });
    expect(back({ field: 'nextStep' }, 'Call')).toEqual({
      values: { nextStep: 'Call' },
      base: { nextStep: null },
    });
  });

  it('that was one of several is put back among the others', () => {
    expect(back({ field: 'tags', member: 'key' }, true)?.values).toEqual({
      tags: ['key', 'north'],
    });
    expect(back({ field: 'lines', row: 'l1', column: 'quantity' }, 5)?.values).toEqual({
      lines: [{ ...line, quantity: 5 }],
    });
  });

  it('is not offered where it stands already, where there was none, nor where nobody writes by hand', () => {
    expect(back({ field: 'name' }, 'New name')).toBeNull();
    expect(back({ field: 'name' }, null)).toBeNull();
    expect(back({ field: 'tags', member: 'north' }, true)).toBeNull();
    expect(back({ field: 'lines', row: 'gone', column: 'quantity' }, 5)).toBeNull();
    expect(back({ field: 'stageSince' }, '2026-01-01T00:00:00.000Z')).toBeNull();
    expect(back({ field: 'noSuchField' }, 'x')).toBeNull();
  });
});
