import { describe, expect, test } from 'vitest';
import type { CommentRow } from '../../../crm/modules/comment/comment.entity.ts';
import { countOf, threadsOf } from './comment-threads.ts';

const said = (id: string, minute: number, more: Partial<CommentRow> = {}): CommentRow => ({
  id,
  entity: 'comment',
  createdAt: `2026-11-16T10:0${minute}:00.000Z`,
  createdBy: 'anna',
  text: id,
  ...more,
});

const ids = (rows: readonly CommentRow[]) =>
  threadsOf(rows).map(({ first, answers }) => [first.id, ...answers.map(({ id }) => id)]);

describe('comments', () => {
  test('are in the same order wherever they arrived first, also those of one moment', () => {
    const rows = [said('b', 1), said('a', 1), said('c', 2), said('a2', 3, { parent: 'a' })];
    expect(ids(rows)).toEqual([['c'], ['b'], ['a', 'a2']]);
    expect(ids(rows.toReversed())).toEqual(ids(rows));
  });

  test('that are deleted stay as a place for the answers to them, and are not counted', () => {
    const gone = said('a', 1, { archivedAt: '2026-11-16T11:00:00.000Z' });
    expect(ids([gone])).toEqual([]);
    const threads = threadsOf([gone, said('a2', 2, { parent: 'a' })]);
    expect(threads).toHaveLength(1);
    expect(countOf(threads)).toBe(1);
  });

  test('whose thread has not arrived stand by themselves', () => {
    expect(ids([said('a2', 2, { parent: 'a' })])).toEqual([['a2']]);
  });
});
