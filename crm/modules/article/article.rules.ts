import * as z from 'zod';
import { defineCommand, type RecordAction, type WriteRule } from '../../kernel/command.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok, type Problem } from '../../kernel/result.ts';
import type { ArticleRow } from './article.entity.ts';

export const VOTE_ON_ARTICLE = 'article.vote';
const PUBLISH_ARTICLE = 'article.publish';

/** An article that comes out bears the moment; a second edition bears its own. */
export const articleOnWrite: WriteRule = (before, patch, { now }) => {
  const comesOut = patch['status'] === 'Published' && before?.['status'] !== 'Published';
  if (!comesOut || patch['publishedAt'] !== undefined) return { ok: true, patch };
  return { ok: true, patch: { ...patch, publishedAt: now } };
};

const NOT_HERE: Problem = {
  code: 'not-found',
  message: 'This article is not here.',
  remedy: 'It may not have arrived yet, or it was removed for good.',
};

/** One voice a colleague and article: who changes their mind says the same record anew. */
export function voteId(article: string, by: string): string {
  return derivedId('articleVote', article, by);
}

/** Says whether an article helped; said again the same way, the voice is taken back. */
export const voteOnArticle = defineCommand({
  name: VOTE_ON_ARTICLE,
  input: z.object({ id: z.uuid(), verdict: z.enum(['Helpful', 'Not Helpful']) }),
  plan: ({ id, verdict }, { read, actor }) => {
    const article = read.get('article', id) as ArticleRow | undefined;
    if (article === undefined) return fail(NOT_HERE);
    const vote = voteId(id, actor);
    const before = read.get('articleVote', vote);
    // Those that they gave as a colleague who was merged into them.
    const others = [...read.all('articleVote')].filter(
      (one) =>
        one.id !== vote &&
        one['article'] === id &&
        one['by'] === actor &&
        (one['verdict'] ?? undefined) !== undefined,
    );
    const isTakenBack = (before?.['verdict'] ?? others[0]?.['verdict']) === verdict;
    const said = `“${article.title ?? ''}” was ${verdict.toLowerCase()}`;
    return ok({
      records: [
        ...(isTakenBack && before === undefined
          ? []
          : [
              {
                entity: 'articleVote',
                id: vote,
                values: isTakenBack
                  ? { verdict: null }
                  : { what: article.title ?? '', article: id, verdict, by: actor },
                create: before === undefined,
              },
            ]),
        ...others.map((one) => ({
          entity: 'articleVote',
          id: one.id,
          values: { verdict: null },
          create: false,
        })),
      ],
      label: isTakenBack ? `Take back: ${said}` : said,
    });
  },
});

export const publishArticle = defineCommand({
  name: PUBLISH_ARTICLE,
  input: z.object({ id: z.uuid() }),
  plan: ({ id }, { read }) => {
    const article = read.get('article', id) as ArticleRow | undefined;
    if (article === undefined) return fail(NOT_HERE);
    return ok({
      records: [{ entity: 'article', id, values: { status: 'Published' }, create: false }],
      label: `Publish “${article.title ?? ''}”`,
    });
  },
});

/** A button on its page, until it is out. */
export const publishAction: RecordAction = {
  command: PUBLISH_ARTICLE,
  label: 'Publish',
  icon: 'check',
  isOffered: ({ status, archivedAt }) =>
    (status === 'Draft' || status === 'In Review') && archivedAt === undefined,
  input: ({ id }) => ({ id }),
  said: (title) => `Published: ${title}`,
};
