import { act, useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { openScreen, type Screen } from '../fields/fixtures/screen.fixture.tsx';
import { useLiveQuery } from './use-live-query.ts';
import type { WorkerClient } from './worker-client.ts';

/** It is answered with the number of its group's letters, when the test says so. */
interface Asked {
  readonly group: string;
  readonly answer: () => Promise<void>;
}

let asked: Asked[];
let screen: Screen;
let question: ReturnType<typeof useLiveQuery>;
beforeEach(() => {
  asked = [];
  screen = openScreen(clientThatWaits());
});
afterEach(() => screen.close());

const by = (group: string): Query => ({
  entity: 'deal',
  sort: [],
  group: { field: group },
  window: { offset: 0, limit: 1 },
});
const shown = (): string => screen.container.querySelector('output')?.textContent ?? '';
const questions = (): readonly string[] => asked.map(({ group }) => group);

/** Lets the question that was asked last be answered. */
async function answerLast(): Promise<void> {
  await act(async () => asked.at(-1)?.answer());
}

function clientThatWaits(): WorkerClient {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    if (name === 'query.close') return {};
    const group = (input as { readonly query: Query }).query.group?.field ?? '';
    const result: QueryResult = {
      version: asked.length + 1,
      count: group.length,
      offset: 0,
      rows: [],
      titles: {},
      sums: {},
    };
    await new Promise<void>((resolve) => {
      asked.push({
        group,
        answer: async () => {
          resolve();
          await new Promise((later) => setTimeout(later));
        },
      });
    });
    return name === 'query.open'
      ? { ok: true, value: { subscription: 1, result } }
      : { ok: true, value: result };
  };
  return { call: call as WorkerClient['call'], on: () => () => undefined };
}

function Counted({ group }: { readonly group: string }) {
  const now = useLiveQuery(by(group));
  useLayoutEffect(() => {
    question = now;
  });
  return <output>{`${group} ${now.result?.count ?? '…'}`}</output>;
}

async function showBy(group: string): Promise<void> {
  await screen.show(<Counted group={group} />);
}

test('an answer to what somebody presses is kept until they let go, and then drawn at once', async () => {
  await showBy('stage');
  await answerLast();
  expect(shown()).toBe('stage 5');
  question.askSoon(by('ownerId'));
  await answerLast();
  expect(shown()).toBe('stage 5');
  let drawn = 0;
  act(() => question.askNext(by('ownerId'), () => (drawn += 1)));
  expect(drawn).toBe(1);
  expect(question.result?.count).toBe(7);
  expect(questions()).toEqual(['stage', 'ownerId']);
});

test('whoever lets go before the answer is there gets it when it comes, asked once', async () => {
  await showBy('stage');
  await answerLast();
  question.askSoon(by('ownerId'));
  let drawn = 0;
  act(() => question.askNext(by('ownerId'), () => (drawn += 1)));
  expect(drawn).toBe(0);
  await answerLast();
  expect(drawn).toBe(1);
  expect(question.result?.count).toBe(7);
  expect(questions()).toEqual(['stage', 'ownerId']);
});

test('whoever asks for something else than what they pressed gets that', async () => {
  await showBy('stage');
  await answerLast();
  question.askSoon(by('ownerId'));
  await answerLast();
  act(() => question.askNext(by('type'), () => undefined));
  await answerLast();
  expect(question.result?.count).toBe(4);
});

test('a press that comes to nothing is taken back, and shows nothing of what it asked', async () => {
  await showBy('stage');
  await answerLast();
  question.askSoon(by('ownerId'));
  await answerLast();
  await expect.poll(questions, { timeout: 3_000 }).toEqual(['stage', 'ownerId', 'stage']);
  expect(shown()).toBe('stage 5');
  await answerLast();
  expect(shown()).toBe('stage 5');
  expect(question.answers).toEqual(by('stage'));
});
