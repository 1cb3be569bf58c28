import * as z from 'zod';
import { defineCommand, type WriteRule } from '../../kernel/command.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { ArticleRow } from './article.entity.ts';

/** An article that comes out bears the moment; a second edition bears its own. */
export const articleOnWrite: WriteRule = (before, patch, { now }) => {
  const comesOut = patch['status'] === 'Published' && before?.['status'] !== 'Published';
  if (!comesOut || patch['publishedAt'] !== undefined) return { ok: true, patch };
  return { ok: true, patch: { ...patch, publishedAt: now } };
};

/** One voice a colleague and article: who changes their mind says the same record anew. */
export function voteId(article: string, by: string): string {
  return derivedId('articleVote', article, by);
}

/** Says whether an article helped; said again the same way, the voice is taken back. */
export const voteOnArticle = defineCommand({
  name: 'article.vote',
  input: z.object({ id: z.uuid(), verdict: z.enum(['Helpful', 'Not Helpful']) }),
  plan: ({ id, verdict }, { read, actor }) => {
    const article = read.get('article', id) as ArticleRow | undefined;
    if (article === undefined) {
      return fail({
        code: 'not-found',
        message: 'This article is not here.',
        remedy: 'It may not have arrived yet, or it was removed for good.',
      });
    }
    const vote = voteId(id, actor);
    const before = read.get('articleVote', vote);
    const isTakenBack = before?.['verdict'] === verdict;
    const said = `“${article.title ?? ''}” was ${verdict.toLowerCase()}`;
    return ok({
      records: [
        {
          entity: 'articleVote',
          id: vote,
          values: isTakenBack
            ? { verdict: null }
            : { what: article.title ?? '', article: id, verdict, by: actor },
          create: before === undefined,
        },
      ],
      label: isTakenBack ? `Take back: ${said}` : said,
    });
  },
});
