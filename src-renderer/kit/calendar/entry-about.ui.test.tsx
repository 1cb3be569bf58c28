import { afterEach, expect, test } from 'vitest';
import { clientThatAnswers, openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { EntryAbout } from './entry-about.tsx';

const ID = '0192f000-0000-7000-8000-000000000001';
let screen: Screen | undefined;
afterEach(() => screen?.close());

test('an entry of the calendar says whom and what it is about, and where, and leads there', async () => {
  const row = {
    id: ID,
    entity: 'activity',
    createdAt: '2026-03-02T09:00:00.000Z',
    about: [`contact/${ID}`, `deal/${ID}`],
    location: 'Uferstraße 18',
  };
  const titles = { [`contact/${ID}`]: 'Katharina Böhm', [`deal/${ID}`]: 'Gateways' };
  screen = openScreen(
    clientThatAnswers({
      'query.open': () => ({
        ok: true,
        value: {
          subscription: 1,
          result: { version: 1, count: 1, offset: 0, rows: [row], titles, sums: {} },
        },
      }),
    }),
  );
  await screen.show(<EntryAbout id={ID} />);
  const links = [...screen.container.querySelectorAll('a')];
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Katharina Böhm', `#/contact/${ID}`],
    ['Gateways', `#/deal/${ID}`],
  ]);
  expect(screen.container.textContent).toContain('Uferstraße 18');
});
