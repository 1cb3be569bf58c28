import { afterEach, expect, it } from 'vitest';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { clientThatAnswers, openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { SelectionBar } from './selection-bar.tsx';

let screen: Screen;
afterEach(() => screen.close());

const nothing = (): void => undefined;
const asked: unknown[] = [];

async function show(entity: typeof deal | typeof contact, ids: readonly string[]): Promise<void> {
  asked.length = 0;
  screen = openScreen(
    clientThatAnswers({
      'query.open': ({ query }) => {
        asked.push(query);
        const sums = { amount: { EUR: 4_202_300 } };
        const result = { version: 1, count: 3, offset: 0, rows: [], titles: {}, sums };
        return { ok: true, value: { subscription: 1, result } };
      },
    }),
  );
  await screen.show(
    <SelectionBar
      entity={entity}
      ids={new Set(ids)}
      archived={false}
      run={() => Promise.resolve(true)}
      onClear={nothing}
    />,
  );
}

it('says what the selected deals are worth together', async () => {
  await show(deal, ['a', 'b', 'c']);
  expect(screen.container.textContent).toContain('3 selected');
  expect(screen.container.textContent).toContain('Amount €42,023');
  expect(asked).toMatchObject([
    { entity: 'deal', filter: { field: 'id', operator: 'anyOf', operand: ['a', 'b', 'c'] } },
  ]);
});

it('asks nothing of records without an amount', async () => {
  await show(contact, ['a']);
  expect(screen.container.textContent).toContain('1 selected');
  expect(asked).toEqual([]);
});
