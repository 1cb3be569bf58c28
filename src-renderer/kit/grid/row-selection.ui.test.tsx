import { act, useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import type { WorkerClient } from '../session/worker-client.ts';
import { useRowSelection, type RowSelection } from './row-selection.ts';

const DEALS = { entity: 'deal', sort: [] } as const;
const ROWS = Array.from({ length: 100 }, (_, at) => `deal ${at}`);
/** As many as a list has at hand. */
const LOADED = 10;

let screen: Screen;
let selection: RowSelection;
let answer: () => Promise<void>;
beforeEach(async () => {
  screen = openScreen(clientThatWaits());
  await screen.show(<Selecting />);
});
afterEach(() => screen.close());

function clientThatWaits(): WorkerClient {
  const call = async (_name: string, input: unknown): Promise<unknown> => {
    const { stretch } = input as {
      readonly stretch?: { readonly from: number; readonly count: number };
    };
    await new Promise<void>((resolve) => {
      answer = async () => resolve();
    });
    const value =
      stretch === undefined ? ROWS : ROWS.slice(stretch.from, stretch.from + stretch.count);
    return { ok: true, value };
  };
  return { call: call as WorkerClient['call'], on: () => () => undefined };
}

function Selecting() {
  const now = useRowSelection(DEALS, DEALS, (index) => (index < LOADED ? ROWS[index] : undefined));
  useLayoutEffect(() => {
    selection = now;
  });
  return null;
}

const selected = (): readonly string[] => [...selection.ids].toSorted();

test('rows that are at hand are selected at once', async () => {
  await act(async () => selection.addRange(2, 1));
  expect(selected()).toEqual(['deal 1', 'deal 2']);
});

test('a row that is chosen while a longer stretch is asked for stays chosen', async () => {
  await act(async () => selection.addRange(50, 52));
  await act(async () => selection.toggle('deal 1'));
  await act(async () => answer());
  expect(selected()).toEqual(['deal 1', 'deal 50', 'deal 51', 'deal 52']);
});

test('everything is selected, and let go again', async () => {
  await act(async () => selection.toggle('deal 1'));
  await act(async () => selection.toggleAll(ROWS.length));
  await act(async () => answer());
  expect(selection.ids.size).toBe(ROWS.length);
  await act(async () => selection.toggleAll(ROWS.length));
  expect(selection.ids.size).toBe(0);
});

test('what is let go before its answer is there does not come back', async () => {
  await act(async () => selection.toggleAll(ROWS.length));
  await act(async () => selection.clear());
  await act(async () => answer());
  expect(selection.ids.size).toBe(0);
});
