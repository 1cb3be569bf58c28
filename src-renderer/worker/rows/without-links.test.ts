import { expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName, type DocName } from '../../../crm/kernel/ids.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { withoutLinks } from './without-links.ts';

const GONE: ReadonlySet<DocName> = new Set([
  docName('account', 'x'),
  docName('contact', 'x'),
  docName('user', 'x'),
]);

function row(entity: string, values: Readonly<Record<string, unknown>>): AnyRow {
  return { id: 'r', entity, createdAt: '', createdBy: '', ...values };
}

test('links to what is gone go, single ones, one of a set and child rows, and nothing else', () => {
  const mine = row('deal', {
    name: 'Mine',
    account: 'x',
    owner: 'me',
    contacts: [
      { id: '1', contact: 'x', role: 'Champion' },
      { id: '2', contact: 'other' },
    ],
  });
  expect(withoutLinks(deal, mine, GONE)).toEqual({
    account: null,
    contacts: [{ id: '2', contact: 'other' }],
  });
  const call = row('activity', { owner: 'x', about: ['account/x', 'deal/d'] });
  expect(withoutLinks(activity, call, GONE)).toEqual({ owner: null, about: ['deal/d'] });
});

test('a record that points at nothing of it does not change', () => {
  const mine = row('deal', { account: 'y', contacts: [{ id: '2', contact: 'other' }] });
  expect(withoutLinks(deal, mine, GONE)).toEqual({});
});
