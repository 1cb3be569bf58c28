import { describe, expect, test } from 'vitest';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { createFirstQuestions, readFirstScreen } from './first-screen.ts';

const now = { position: '{"n":7}', circumstances: 'build, person, language', today: '2026-03-02' };
const state = { state: 'none' } as const;
const definitions = { fields: [], objects: [], pipelines: [], layouts: [] };
const accounts: Query = {
  entity: 'account',
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: 3 },
};

function answerTo({ window: { offset, limit } }: Query): QueryResult {
  const names = ['Acorn', 'Birch', 'Cedar', 'Dune', 'Elm'].slice(offset, offset + limit);
  const rows = names.map((name) => ({ id: name, entity: 'account', createdAt: '', name }));
  return { version: 1, count: 5, offset, rows, titles: {}, sums: {} };
}

function kept(...asked: readonly Query[]): string {
  const questions = createFirstQuestions();
  for (const query of asked) questions.asked(query);
  const text = questions.toKeep({ ...now, state, definitions }, answerTo);
  if (text === undefined) throw new Error('nothing was kept');
  return text;
}

describe('the first screen of the last start', () => {
  test('answers what was asked then, and nothing else', () => {
    const screen = readFirstScreen(kept(accounts), now);
    expect(screen?.answer(accounts)).toEqual(answerTo(accounts));
    expect(screen?.answer({ ...accounts, text: 'a' })).toBeUndefined();
    expect(screen?.answer({ ...accounts, sort: [] })).toBeUndefined();
    expect(screen?.answer({ ...accounts, window: { offset: 1, limit: 3 } })).toBeUndefined();
  });

  test('answers a smaller window, and a larger one only where there are no more rows', () => {
    const screen = readFirstScreen(kept(accounts), now);
    const of = (limit: number): Query => ({ ...accounts, window: { offset: 0, limit } });
    expect(screen?.answer(of(2))?.rows).toHaveLength(2);
    expect(screen?.answer(of(4))).toBeUndefined();
    expect(readFirstScreen(kept(of(5)), now)?.answer(of(50))?.rows).toHaveLength(5);
  });

  test.each([
    ['a commit came after it', { position: '{"n":8}' }],
    ['the store has no position', { position: '' }],
    ['it is another build, person or language', { circumstances: 'another' }],
  ])('counts for nothing where %s', (_title, other) => {
    expect(readFirstScreen(kept(accounts), { ...now, ...other })).toBeUndefined();
  });

  test('answers on another day only what has no filter', () => {
    const mine: Query = { ...accounts, filter: { field: 'owner', operator: 'is-me' } };
    const screen = readFirstScreen(kept(accounts, mine), { ...now, today: '2026-03-03' });
    expect(screen?.answer(accounts)).toBeDefined();
    expect(screen?.answer(mine)).toBeUndefined();
    expect(readFirstScreen(kept(mine), now)?.answer(mine)).toBeDefined();
  });

  test('that is not one is none', () => {
    expect(readFirstScreen(undefined, now)).toBeUndefined();
    expect(readFirstScreen('{}', now)).toBeUndefined();
  });

  test('is not kept when nothing was asked, or when it is too large to be read quickly', () => {
    expect(createFirstQuestions().toKeep({ ...now, state, definitions }, answerTo)).toBeUndefined();
    const questions = createFirstQuestions();
    questions.asked(accounts);
    const huge = { ...answerTo(accounts), titles: { 'user/a': 'x'.repeat(1_000_001) } };
    expect(questions.toKeep({ ...now, state, definitions }, () => huge)).toBeUndefined();
  });
});
