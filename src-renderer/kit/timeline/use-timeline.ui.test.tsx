import { afterEach, expect, test } from 'vitest';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { clientThatAnswers, openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { useTimeline } from './use-timeline.ts';

const ACME = '0190a000-0000-7000-8000-000000000002';
const DEAL = '0190a000-0000-7000-8000-000000000003';
const CALL = '0190a000-0000-7000-8000-000000000004';
const NOW = '2026-11-22T09:00:00.000Z';
const row = { id: ACME, entity: 'account', createdAt: NOW, createdBy: 'someone' };

let screen: Screen;
afterEach(() => screen.close());

/** An account with nothing planned of its own, and a call about one of its deals. */
function answerTo(query: Pick<Query, 'entity'>): QueryResult {
  const aboutTheDeal = JSON.stringify(query).includes(`deal/${DEAL}`);
  const rows =
    query.entity === 'deal'
      ? [{ ...row, id: DEAL, entity: 'deal' }]
      : query.entity === 'activity' && aboutTheDeal
        ? [{ ...row, id: CALL, entity: 'activity', kind: 'Call', startAt: NOW, status: 'Planned' }]
        : [];
  return { version: 1, count: rows.length, offset: 0, rows, titles: {}, sums: {} };
}

test('nothing is said to be missing before it is known what is planned on all that the record reaches', async () => {
  let subscriptions = 0;
  screen = openScreen(
    clientThatAnswers({
      'query.open': ({ query }) => ({
        ok: true,
        value: { subscription: ++subscriptions, result: answerTo(query) },
      }),
      'record.history': () => ({ entries: [], complete: true }),
    }),
  );
  const said = new Set<string>();
  function Said() {
    const { reading, next } = useTimeline(account, row);
    const words = reading ? 'reading' : `next: ${next.length}`;
    said.add(words);
    return <p>{words}</p>;
  }
  await screen.show(<Said />);
  await expect.poll(() => screen.container.querySelector('p')?.textContent).toBe('next: 1');
  expect([...said]).toEqual(['reading', 'next: 1']);
});
