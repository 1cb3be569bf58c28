import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { isPublic, type ArticleRow } from './article.entity.ts';
import { articleOnWrite, voteId, voteOnArticle } from './article.rules.ts';

const NOW = '2024-05-02T10:00:00.000Z';
const ME = '0190a000-0000-7000-8000-000000000001';
const ARTICLE = '0190a000-0000-7000-8000-00000000000a';

function context(...rows: readonly AnyRow[]): RuleContext {
  return {
    read: {
      get: (entity, id) => rows.find((row) => row.entity === entity && row.id === id),
      all: (entity) => rows.filter((row) => row.entity === entity),
    },
    actor: ME,
    now: NOW,
    newId: () => ARTICLE,
  };
}

const row = (entity: string, id: string, values: Record<string, unknown>): AnyRow => ({
  id,
  entity,
  createdAt: NOW,
  createdBy: ME,
  ...values,
});
const article = row('article', ARTICLE, { title: 'Restart the gateway', status: 'Draft' });

describe('an article', () => {
  test('bears the moment at which it came out, and that of its next edition', () => {
    expect(articleOnWrite(article, { status: 'Published' }, context())).toEqual({
      ok: true,
      patch: { status: 'Published', publishedAt: NOW },
    });
    const out = { ...article, status: 'Published' };
    expect(articleOnWrite(out, { status: 'Published' }, context())).toMatchObject({
      patch: { status: 'Published' },
    });
    expect(articleOnWrite(out, { status: 'Draft' }, context())).toEqual({
      ok: true,
      patch: { status: 'Draft' },
    });
  });

  test('is for customers only while it is published, public and in use', () => {
    const shown = { ...article, status: 'Published', audience: 'Public' } as ArticleRow;
    expect(isPublic(shown)).toBe(true);
    expect(isPublic({ ...shown, status: 'In Review' })).toBe(false);
    expect(isPublic({ ...shown, audience: 'Internal' })).toBe(false);
    expect(isPublic({ ...shown, archivedAt: NOW })).toBe(false);
  });
});

describe('whether an article helped', () => {
  const planned = (verdict: string, ...rows: readonly AnyRow[]) =>
    voteOnArticle.plan({ id: ARTICLE, verdict }, context(article, ...rows));

  test('is one record a colleague, whichever desktop they say it on', () => {
    expect(planned('Helpful')).toMatchObject({
      ok: true,
      value: {
        records: [
          {
            id: voteId(ARTICLE, ME),
            create: true,
            values: { article: ARTICLE, verdict: 'Helpful' },
          },
        ],
      },
    });
  });

  test('is one voice also of somebody who was two, and is taken back as one', () => {
    const old = row('articleVote', 'old', { article: ARTICLE, by: ME, verdict: 'Helpful' });
    const records = (verdict: string, ...rows: readonly AnyRow[]) => {
      const done = planned(verdict, ...rows);
      return done.ok && done.value.records.map(({ id, values }) => [id, values['verdict']]);
    };
    const own = voteId(ARTICLE, ME);
    expect(records('Helpful', old)).toEqual([['old', null]]);
    expect(records('Not Helpful', old)).toEqual([
      [own, 'Not Helpful'],
      ['old', null],
    ]);
    expect(records('Helpful', old, row('articleVote', own, { verdict: 'Helpful' }))).toEqual([
      [own, null],
      ['old', null],
    ]);
  });

  test('can be said the other way, and taken back', () => {
    const vote = row('articleVote', voteId(ARTICLE, ME), { verdict: 'Helpful' });
    expect(planned('Not Helpful', vote)).toMatchObject({
      value: { records: [{ create: false, values: { verdict: 'Not Helpful' } }] },
    });
    expect(planned('Helpful', vote)).toMatchObject({
      value: { records: [{ create: false, values: { verdict: null } }] },
    });
  });

  test('is said of articles that are here', () => {
    expect(voteOnArticle.plan({ id: ME, verdict: 'Helpful' }, context(article))).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    });
  });
});
