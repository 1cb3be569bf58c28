import { describe, expect, it } from 'vitest';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { Slot } from '../../../crm/kernel/write.ts';
import { changeText } from './change-text.ts';

const context = {
  locale: 'en-GB',
  timeZone: 'UTC',
  titleOf: (entity: string, id: string) =>
    entity === 'account' && id === '0190a000-0000-7000-8000-00000000000a' ? 'Acme' : undefined,
};
const text = (slot: Slot, from: Json, to: Json) =>
  changeText(deal, { slot, from, to, overruled: false }, context);

describe('a change in words', () => {
  it('shows values as their field shows them', () => {
    expect(text({ field: 'amount' }, null, { amountMinor: 5000, currency: 'EUR' })).toEqual({
      label: 'Amount',
      from: null,
      to: '€50',
    });
    expect(text({ field: 'account' }, '0190a000-0000-7000-8000-00000000000a', null)).toEqual({
      label: 'Account',
      from: 'Acme',
      to: null,
    });
  });

  it('an address reads as one writes it, without places for what it does not have', () => {
    const slot = { field: 'billingAddress' };
    const to = { street: 'Uferstraße 18', city: 'Berlin', postalCode: '10115', country: 'Germany' };
    const change = { slot, from: null, to, overruled: false };
    expect(changeText(account, change, context).to).toBe('Uferstraße 18, 10115 Berlin, Germany');
  });

  it('cents are shown where there are any', () => {
    const amount = (amountMinor: number) =>
      text({ field: 'amount' }, null, { amountMinor, currency: 'EUR' }).to;
    expect(amount(600_000_000)).toBe('€6,000,000');
    expect(amount(600_000_050)).toBe('€6,000,000.50');
    expect(amount(5)).toBe('€0.05');
  });

  it('a rule of recurrence reads as it does on the page', () => {
    const change = {
      slot: { field: 'recurrence' },
      from: 'FREQ=DAILY',
      to: 'FREQ=WEEKLY;BYDAY=MO',
      overruled: false,
    };
    expect(changeText(activity, change, context)).toMatchObject({
      from: 'Every day',
      to: 'Every week on Monday',
    });
  });

  it('a member of a set comes or goes', () => {
    expect(text({ field: 'tags', member: 'north' }, null, true)).toEqual({
      label: 'Tags',
      from: null,
      to: 'north',
    });
    expect(text({ field: 'tags', member: 'north' }, true, null)).toEqual({
      label: 'Tags',
      from: 'north',
      to: null,
    });
  });

  it('a cell of a child row is named by its column', () => {
    expect(text({ field: 'lines', row: 'r1', column: 'quantity' }, 1, 1200)).toEqual({
      label: 'Product lines: Quantity',
      from: '1',
      to: '1,200',
    });
  });

  it('a value that this version does not know is shown as it is', () => {
    expect(text({ field: 'amount' }, null, 'a newer shape').to).toBe('a newer shape');
    expect(text({ field: 'notKnownHere' }, null, 7)).toEqual({
      label: 'notKnownHere',
      from: null,
      to: '7',
    });
  });
});
