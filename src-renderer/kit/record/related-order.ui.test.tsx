import { afterEach, beforeEach, expect, test } from 'vitest';
import { workModules } from '../../../crm/modules/registry.ts';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { relatedLists, type RelatedList } from './related.ts';
import { OrderHeads, useRelatedOrder } from './related-order.tsx';

const ACME = '0190a000-0000-7000-8000-000000000002';
const lists = relatedLists(
  workModules.map(({ entity }) => entity),
  'account',
  ACME,
);

function listOf(entity: string): RelatedList {
  const found = lists.find((list) => list.entity.name === entity);
  if (found === undefined) throw new Error(`an account has no ${entity}`);
  return found;
}

function Ordered({ related }: { readonly related: RelatedList }) {
  const order = useRelatedOrder(related);
  return (
    <>
      <output>{`${order.now.field} ${order.now.direction}`}</output>
      <OrderHeads related={related} order={order} />
    </>
  );
}

let screen: Screen;
beforeEach(() => {
  localStorage.clear();
  screen = openScreen();
});
afterEach(() => screen.close());

const order = (): string => screen.container.querySelector('output')?.textContent ?? '';
const heads = (): HTMLButtonElement[] => [...screen.container.querySelectorAll('button')];

async function click(head: string): Promise<void> {
  const found = heads().find((button) => (button.textContent ?? '').startsWith(head));
  if (found === undefined) throw new Error(`no head ${head}`);
  found.click();
  await expect.poll(() => found.getAttribute('aria-pressed')).toBe('true');
}

test.each([
  ['contact', 'firstName ascending'],
  ['deal', 'createdAt descending'],
  ['ticket', 'createdAt descending'],
  ['activity', 'createdAt descending'],
])(
  'what stays stands by its name, what comes and goes the newest first: %s',
  async (name, usual) => {
    await screen.show(<Ordered related={listOf(name)} />);
    expect(order()).toBe(usual);
  },
);

test('a click on a head sorts by it, another the other way round', async () => {
  await screen.show(<Ordered related={listOf('deal')} />);
  await click('Amount');
  expect(order()).toBe('amount ascending');
  await click('Amount');
  await expect.poll(order).toBe('amount descending');
  expect(heads().map((head) => head.textContent)).toEqual([
    'Newest first',
    'Name',
    'Stage',
    'Amount ↓',
  ]);
  await click('Newest');
  expect(order()).toBe('createdAt descending');
});

test('the order is there again on the next record', async () => {
  await screen.show(<Ordered related={listOf('deal')} />);
  await click('Amount');
  await screen.show(<Ordered key="another" related={listOf('deal')} />);
  expect(order()).toBe('amount ascending');
});
