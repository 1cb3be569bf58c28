import { Notifications, notifications } from '@mantine/notifications';
import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { entityNamed } from '../../../crm/modules/registry.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { ok } from '../../../crm/kernel/result.ts';
import { row, setUp } from '../../worker/queries/queries-under-test.ts';
import type { LiveHandle } from '../../worker/queries/queries.ts';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { EMPTY_LIST, type ListState } from '../list/list-state.ts';
import type { Session } from '../session/session.tsx';
import { exportEntries, exportList } from './export-list.ts';

let screen: Screen | undefined;
afterEach(() => {
  act(() => notifications.clean());
  screen?.close();
  screen = undefined;
});

function defOf(name: string): EntityDef {
  const entity = entityNamed(name);
  if (entity === undefined) throw new Error(`No ${name}`);
  return entity;
}

/** A session whose questions are answered by the real store, and what was saved in it. */
function exporting(onNextPage: () => Promise<void> = () => Promise.resolve()) {
  const store = setUp();
  const saved: { readonly name: string; readonly text: string }[] = [];
  let live: LiveHandle | undefined;
  const call = async (name: string, input: { readonly query: never }) => {
    if (name === 'query.open') {
      const opened = store.queries.open(input.query, {
        changed: () => undefined,
        rowsChanged: () => undefined,
      });
      if (!opened.ok) return opened;
      live = opened.value;
      return ok({ subscription: 1, result: live.result });
    }
    if (name === 'query.close') return ok({});
    await onNextPage();
    return live?.update(input.query);
  };
  const session = {
    client: { call } as unknown as Session['client'],
    locale: 'en',
    timeZone: 'UTC',
    currency: 'EUR',
    saveFile: async (name: string, bytes: Uint8Array) => {
      saved.push({ name, text: new TextDecoder().decode(bytes) });
      return ok({ cancelled: false });
    },
  } as Parameters<typeof exportList>[0];
  const shown = (entity: string, list: Partial<ListState>, columns: readonly string[]) =>
    exportList(session, defOf(entity), { ...EMPTY_LIST, ...list }, { format: 'csv', columns });
  const lines = () => (saved.at(-1)?.text ?? '').trimEnd().split('\r\n');
  return { ...store, session, saved, shown, lines };
}

async function withToasts(): Promise<void> {
  screen = openScreen();
  await screen.show(<Notifications />);
}

function toast(): string {
  return document.querySelector('.toast')?.textContent ?? '';
}

function stopButton(): HTMLElement | undefined {
  const buttons = [...document.querySelectorAll<HTMLElement>('.toast button')];
  return buttons.find(({ textContent }) => textContent === 'Stop');
}

test('a grouped list leaves as it is seen: its groups in their order, folded ones too, the group first', async () => {
  const { put, shown, lines } = exporting();
  put(
    row('account', 'a', { name: 'Acme', type: 'Prospect' }),
    row('account', 'b', { name: 'Birch', type: 'Customer' }),
    row('account', 'c', { name: 'Cedar' }),
    row('account', 'd', { name: 'Dune', type: 'Customer' }),
  );
  await shown('account', { group: 'type', collapsed: ['Customer'] }, ['name', 'type']);
  expect(lines()).toEqual([
    'Type,Name',
    'Customer,Birch',
    'Customer,Dune',
    'Prospect,Acme',
    ',Cedar',
  ]);
});

test('groups that are no value of one field, such as months and tags, have a column of their own', async () => {
  const { put, shown, lines } = exporting();
  put(
    row('account', 'a', { name: 'Acme', tags: ['fair', 'vip'] }),
    row('account', 'b', { name: 'Birch', tags: ['vip'] }),
  );
  await withToasts();
  await act(() => shown('account', { group: 'tags' }, ['name']));
  expect(lines()).toEqual(['Group: Tags,Name', 'fair,Acme', 'vip,Acme', 'vip,Birch']);
  expect(toast()).toContain('2 accounts exported; those in several groups stand in each');
});

test('people on their way into an address book are counted and can be stopped, and then nothing is saved', async () => {
  let pages = 0;
  const { put, session, saved } = exporting(async () => {
    pages += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    stopButton()?.click();
  });
  put(...Array.from({ length: 2500 }, (_, at) => row('contact', `c${at}`, { lastName: `L${at}` })));
  await withToasts();
  // The toast has to be drawn while the export runs, so this is no single step of the test.
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', false);
  await exportEntries(session, defOf('contact'), EMPTY_LIST, 'vcf');
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  await act(() => Promise.resolve());
  expect(pages).toBe(1);
  expect(saved).toEqual([]);
  expect(toast()).toContain('The export was stopped; nothing was saved');
});

test('activities without a time are counted beside those that went into the calendar', async () => {
  const { put, session, saved } = exporting();
  put(
    row('activity', 'a', {
      subject: 'Visit',
      kind: 'Meeting',
      startAt: '2026-03-10T09:00:00.000Z',
    }),
    row('activity', 'b', { subject: 'Once', kind: 'Call' }),
  );
  await withToasts();
  await act(() => exportEntries(session, defOf('activity'), EMPTY_LIST, 'ics'));
  expect(saved.map(({ name }) => name)).toEqual(['Activities.ics']);
  expect(toast()).toContain('1 activity exported, 1 without a time left out');
});
