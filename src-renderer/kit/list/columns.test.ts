import { describe, expect, it } from 'vitest';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { product } from '../../../crm/modules/product/product.entity.ts';
import { columnsSchema } from '../../../crm/modules/view/view-content.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import {
  columnChoices,
  columnOrder,
  fittedColumns,
  fittedWidths,
  movedColumn,
  pinnedColumn,
  startingWidthPx,
  summable,
  toggledColumn,
  type Columns,
} from './columns.ts';

const columns: Columns = {
  shown: ['name', 'account', 'stage', 'amount'],
  pinned: [],
  widths: {},
};

describe('the columns of a list', () => {
  it('are the entity’s own until somebody chooses', () => {
    expect(fittedColumns(deal, null).shown).toEqual(deal.listFields);
    expect(columnOrder(deal)).toHaveLength(Object.keys(deal.fields).length);
  });

  it('may say when a record was made as well', () => {
    expect(columnChoices(deal).at(-1)).toBe('createdAt');
    const chosen = { ...columns, shown: ['name', 'createdAt', 'archivedAt'] };
    expect(fittedColumns(deal, chosen).shown).toEqual(['name', 'createdAt']);
  });

  it('are never dragged to a width that a view could not keep', () => {
    const widths = fittedWidths({ name: 0, account: 177.4, stage: 5_000 });
    expect(widths).toEqual({ name: 60, account: 177, stage: 800 });
    expect(columnsSchema.safeParse({ ...columns, widths }).success).toBe(true);
  });

  it('always begin with the one that names the record, and lose fields that are gone', () => {
    const fitted = fittedColumns(deal, {
      shown: ['amount', 'gone', 'amount', 'stage'],
      pinned: ['stage', 'gone'],
      widths: {},
    });
    expect(fitted.shown).toEqual(['name', 'stage', 'amount']);
    expect(fitted.pinned).toEqual(['stage']);
  });

  it('move, but never before the first', () => {
    expect(movedColumn(columns, 'amount', 1).shown).toEqual(['name', 'amount', 'account', 'stage']);
    expect(movedColumn(columns, 'account', 3).shown).toEqual([
      'name',
      'stage',
      'amount',
      'account',
    ]);
    expect(movedColumn(columns, 'amount', 0).shown[0]).toBe('name');
    expect(movedColumn(columns, 'name', 2)).toBe(columns);
  });

  it('that stay in sight stand right after the first, and leave it by being moved away', () => {
    const pinned = fittedColumns(deal, pinnedColumn(columns, 'amount'));
    expect(pinned.shown).toEqual(['name', 'amount', 'account', 'stage']);
    const away = fittedColumns(deal, movedColumn(pinned, 'amount', 2));
    expect(away.pinned).toEqual([]);
    expect(away.shown).toEqual(['name', 'account', 'amount', 'stage']);
    const into = fittedColumns(deal, movedColumn(pinned, 'stage', 1));
    expect(into.pinned).toEqual(['stage', 'amount']);
    expect(pinnedColumn(pinned, 'amount').pinned).toEqual([]);
  });

  it('that are hidden are forgotten, and come last when they are shown again', () => {
    const hidden = toggledColumn(pinnedColumn(columns, 'account'), 'account');
    expect(hidden).toMatchObject({ shown: ['name', 'stage', 'amount'], pinned: [] });
    expect(toggledColumn(hidden, 'account').shown).toEqual(['name', 'stage', 'amount', 'account']);
  });
});

describe('a column begins as wide as what stands in it', () => {
  it('a name that stands alone has more room than one of two', () => {
    expect(startingWidthPx(ticket, 'subject', 180)).toBe(260);
    expect(startingWidthPx(deal, 'name', 180, true)).toBe(190);
    expect(startingWidthPx(contact, 'lastName', 180)).toBe(150);
    expect(startingWidthPx(contact, 'title', 180)).toBe(180);
  });

  it('a choice has room for its longest one', () => {
    const status = startingWidthPx(ticket, 'status', 130);
    expect(status).toBeGreaterThan(startingWidthPx(ticket, 'priority', 130));
    expect(status).toBeLessThanOrEqual(190);
  });
});

describe('what a list adds up', () => {
  it('is amounts, not prices of one piece', () => {
    expect(summable(deal)).toContain('amount');
    expect(summable(product)).toEqual([]);
  });
});
