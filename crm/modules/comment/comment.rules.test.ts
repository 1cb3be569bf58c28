import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { sceneAt } from '../../kernel/rule-context.fixture.ts';
import { derivedId } from '../../kernel/ids.ts';
import { account } from '../account/account.entity.ts';
import { deleteComment, editComment, resolveComment, writeComment } from './comment.rules.ts';

const id = (last: number): string => `0192f000-0000-7000-8000-00000000000${last}`;
const [ME, BEN, ACME, MINE, HERS, ANSWER, NEW] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOW = '2026-11-16T10:30:00.000Z';

const { row, context: contextOf } = sceneAt(NOW, ME, account);
const about = [`account/${ACME}`];
const told = row('mention', derivedId('mention', MINE, BEN), { comment: MINE, person: BEN });
const contextWith = (...more: readonly AnyRow[]) =>
  contextOf(
    row('account', ACME, { name: 'Acme' }),
    row('user', ME, { name: 'Anna' }),
    row('user', BEN, { name: 'Ben' }),
    row('comment', MINE, { text: 'Hello', author: ME, about }),
    row('comment', HERS, { text: 'Hers', author: BEN, about }),
    row('comment', ANSWER, { text: 'Yes', author: BEN, about, parent: MINE }),
    ...more,
  );
const context = contextWith();
const named = [{ said: '@Ben', record: `user/${BEN}` }];
const said = { id: NEW, entity: 'account', record: ACME };

describe('a comment', () => {
  test('is written together with word to whom it names, as one act', () => {
    const plan = writeComment.plan({ ...said, text: 'Look, @Ben', names: named }, context);
    expect(plan).toMatchObject({
      ok: true,
      value: {
        label: 'Comment on Acme',
        records: [
          { entity: 'comment', id: NEW, values: { text: 'Look, @Ben', author: ME, about } },
          {
            entity: 'mention',
            id: derivedId('mention', NEW, BEN),
            values: { person: BEN, by: ME, comment: NEW, what: 'Acme' },
          },
        ],
      },
    });
  });

  test.each([
    ['oneself', [{ said: '@Me', record: `user/${ME}` }], 'Ask @Me'],
    ['nobody that the text still says', named, 'No name any more'],
    ['what is no person', [{ said: '@Acme', record: `account/${ACME}` }], 'At @Acme'],
  ])('that names %s tells nobody', (_whom, names, text) => {
    const plan = writeComment.plan({ ...said, text, names }, context);
    expect(plan.ok && plan.value.records.map(({ entity }) => entity)).toEqual(['comment']);
  });

  test('that is edited tells of a name once, however often it stands there', () => {
    const input = { id: MINE, text: 'Again, @Ben', names: named };
    const first = editComment.plan(input, context);
    expect(first.ok && first.value.records.map(({ entity }) => entity)).toEqual([
      'comment',
      'mention',
    ]);
    const again = editComment.plan(input, contextWith(told));
    expect(again.ok && again.value.records.map(({ entity }) => entity)).toEqual(['comment']);
  });

  test('of somebody else is neither changed nor deleted', () => {
    expect(editComment.plan({ id: HERS, text: 'x' }, context)).toMatchObject({ ok: false });
    expect(deleteComment.plan({ id: HERS }, context)).toMatchObject({ ok: false });
  });

  test('that is deleted goes to the archive, where its history stays', () => {
    expect(deleteComment.plan({ id: MINE }, context)).toMatchObject({
      value: { records: [{ id: MINE, archived: true }] },
    });
  });

  test('that answers an answer stands in the same thread', () => {
    const plan = writeComment.plan({ ...said, text: 'And?', parent: ANSWER }, context);
    expect(plan).toMatchObject({ value: { records: [{ values: { parent: MINE } }] } });
  });

  test('can be called settled by anybody, as a thread, and opened again', () => {
    expect(resolveComment.plan({ id: HERS, resolved: true }, context)).toMatchObject({
      value: { records: [{ values: { resolvedAt: NOW, resolvedBy: ME } }] },
    });
    expect(resolveComment.plan({ id: ANSWER, resolved: true }, context).ok).toBe(false);
    expect(resolveComment.plan({ id: HERS, resolved: false }, context).ok).toBe(false);
  });
});
