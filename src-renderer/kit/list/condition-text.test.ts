import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../crm/kernel/query.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { conditionText, filterText, linkedNames } from './condition-text.ts';

const ANNA = '0190a000-0000-7000-8000-000000000001';
const context = { titles: new Map([[`user/${ANNA}`, 'Anna Berg']]), locale: 'en-GB' };
const text = (...filters: readonly Filter[]): string => filterText(deal, filters, context);

describe('a condition in words', () => {
  it.each<readonly [Filter, string]>([
    [{ field: 'type', operator: 'anyOf', operand: ['Renewal'] }, 'Type is any of Renewal'],
    [{ field: 'owner', operator: 'isMe' }, 'Owner is me'],
    [{ field: 'owner', operator: 'anyOf', operand: [ANNA] }, 'Owner is any of Anna Berg'],
    [
      { field: 'closedDate', operator: 'inPeriod', operand: 'thisQuarter' },
      'Closed on is in this quarter',
    ],
    [{ field: 'closedDate', operator: 'inLastDays', operand: 7 }, 'Closed on in the last 7 days'],
    [
      { field: 'createdAt', operator: 'olderThanDays', operand: 30 },
      'Created more than 30 days ago',
    ],
    [{ field: 'closedDate', operator: 'is', operand: '2026-03-01' }, 'Closed on is 1 Mar 2026'],
    [
      { field: 'probability', operator: 'between', operand: [10, 90] },
      'Probability between 10 and 90',
    ],
    [
      { field: 'account.industry', operator: 'anyOf', operand: ['Retail'] },
      'Account › Industry is any of Retail',
    ],
    [{ field: 'lines.quantity', operator: 'moreThan', operand: 3 }, 'Product lines › Quantity > 3'],
  ])('%j', (filter, expected) => {
    expect(text(filter)).toBe(expected);
  });

  it('of a newer version says what it can', () => {
    expect(
      conditionText(deal, { field: 'mood', operator: 'glows', operand: 'red' }, context),
    ).toEqual({ field: 'mood', operator: 'glows', operand: '' });
  });
});

describe('groups in words', () => {
  const mine: Filter = { field: 'owner', operator: 'isMe' };
  const empty: Filter = { field: 'amount', operator: 'isEmpty' };
  const typed: Filter = { field: 'type', operator: 'isEmpty' };

  it('are bracketed where they stand beside something', () => {
    expect(text(mine, { any: [empty, typed] })).toBe(
      'Owner is me and (Amount is empty or Type is empty)',
    );
    expect(text({ any: [mine, { all: [empty, typed] }] })).toBe(
      'Owner is me or (Amount is empty and Type is empty)',
    );
  });

  it('name the records of every depth, so that their titles can be read', () => {
    const filters = [{ any: [mine, { field: 'owner', operator: 'anyOf', operand: [ANNA] }] }];
    expect(linkedNames(deal, filters)).toEqual([`user/${ANNA}`]);
  });
});
