import { afterEach, expect, test } from 'vitest';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { EntryBlock } from './entry-block.tsx';

const TASK: ShownEntry = {
  key: 'a',
  id: 'a',
  occurrence: null,
  repeats: false,
  subject: 'Send the offer',
  kind: 'Task',
  status: 'Not Started',
  owner: null,
  ownerName: null,
  allDay: true,
  startAt: '2026-03-02T09:00:00.000Z',
  endAt: '2026-03-02T09:00:00.000Z',
  open: true,
};

let screen: Screen | undefined;
afterEach(() => screen?.close());

test.each<readonly [what: string, entry: ShownEntry, isPast: boolean, late: boolean]>([
  ['an open task of a day that is over is late', TASK, true, true],
  ['one of today is not yet', TASK, false, false],
  ['one that is done is not any more', { ...TASK, open: false }, true, false],
  ['a call that nobody closed is none', { ...TASK, kind: 'Call', allDay: false }, true, false],
])('%s, to the eye and in words', async (_what, entry, isPast, late) => {
  screen = openScreen();
  await screen.show(
    <EntryBlock
      entry={entry}
      id="one"
      selected={false}
      moving={false}
      withOwner={false}
      isPast={isPast}
      onGrab={() => undefined}
      onOpen={() => undefined}
    />,
  );
  const block = screen.container.querySelector('.cal-entry');
  expect(block?.hasAttribute('data-late')).toBe(late);
  expect(/, late/.test(block?.textContent ?? '')).toBe(late);
});
