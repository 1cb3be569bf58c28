import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import type {
  CallInput,
  EventData,
  EventName,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import {
  clientThatAnswers,
  openScreen,
  type,
  type Screen,
} from '../../kit/fields/fixtures/screen.fixture.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { LeadRoutingSection } from './lead-routing-section.tsx';
import { SavedRepliesSection } from './saved-replies-section.tsx';

const ID = '0190a000-0000-7000-8000-000000000009';
const STAMPS = { id: ID, createdAt: '2026-01-01T00:00:00.000Z', createdBy: '' };

let screen: Screen | undefined;
afterEach(() => screen?.close());

/** A worker that keeps one record, which a teammate can change, and that takes every update. */
function keeping(entity: string, values: Readonly<Record<string, unknown>>) {
  const listeners = new Set<(data: EventData<'query.changed'>) => void>();
  const updates: CallInput<'record.update'>[] = [];
  const result = (row: Readonly<Record<string, unknown>>, version: number) => ({
    version,
    count: 1,
    offset: 0,
    rows: [{ ...STAMPS, entity, ...row }],
    titles: {},
    sums: {},
  });
  const client: WorkerClient = {
    ...clientThatAnswers({
      'query.open': ({ query }) => ({
        ok: true,
        value: {
          subscription: query.entity === entity ? 1 : 2,
          result: query.entity === entity ? result(values, 1) : { ...result({}, 1), rows: [] },
        },
      }),
      'routing.preview': () => [],
      'record.update': (input) => {
        updates.push(input);
        return { ok: true, value: { txId: 't', records: [] } };
      },
    }),
    on: (name: EventName, listener: (data: never) => void) => {
      if (name !== 'query.changed') return () => undefined;
      const heard = listener as (data: EventData<'query.changed'>) => void;
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
  const teammateSaves = (row: Readonly<Record<string, unknown>>): void => {
    act(() => {
      for (const listener of listeners)
        listener({ subscription: 1, result: result({ ...values, ...row }, 2) });
    });
  };
  return { client, updates, teammateSaves };
}

async function choose(name: string): Promise<void> {
  await expect.poll(() => document.querySelector('.kept-choice')?.textContent).toContain(name);
  act(() => document.querySelector<HTMLElement>('.kept-choice')?.click());
}

async function send(): Promise<void> {
  await act(async () => document.querySelector<HTMLFormElement>('form')?.requestSubmit());
}

test('a saved reply is written as the difference to what its writer saw, not to what a teammate saved meanwhile', async () => {
  const { client, updates, teammateSaves } = keeping('savedReply', { name: 'Hello', text: 'Hi!' });
  screen = openScreen(client);
  await screen.show(<SavedRepliesSection />);
  await choose('Hello');
  teammateSaves({ text: 'Good morning!' });
  type(document.querySelector('form input') as HTMLInputElement, 'Greeting');
  await send();
  expect(updates).toEqual([
    expect.objectContaining({
      values: { name: 'Greeting', text: 'Hi!' },
      base: { name: 'Hello', text: 'Hi!' },
    }),
  ]);
});

test('so is a routing rule, and saved again it begins from what was saved last', async () => {
  const { client, updates, teammateSaves } = keeping('routingRule', {
    name: 'North',
    method: 'Round robin',
    position: 1,
    people: [`user/${ID}`],
  });
  screen = openScreen(client);
  await screen.show(<LeadRoutingSection />);
  await choose('North');
  teammateSaves({ people: [], position: 4 });
  await send();
  await send();
  const seen = expect.objectContaining({ people: [`user/${ID}`], position: 1 });
  expect(updates.map(({ base }) => base)).toEqual([seen, seen]);
  expect(updates[1]?.base).toEqual(updates[0]?.values);
});
