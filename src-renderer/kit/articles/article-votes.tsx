/** Under the text of an article: whether it helped. Everybody has one voice, and can take it back. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { ArticleRow } from '../../../crm/modules/article/article.entity.ts';
import { VOTE_ON_ARTICLE } from '../../../crm/modules/article/article.rules.ts';
import { useActs } from '../acts/acts.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import './articles.css';

const VERDICTS = [
  { verdict: 'Helpful', label: 'Helpful' },
  { verdict: 'Not Helpful', label: 'Not helpful' },
] as const;

export function ArticleVotes({ row }: { readonly row: AnyRow }) {
  const { meId, locale } = useSession();
  const acts = useActs();
  const { id, helpful, notHelpful } = row as ArticleRow;
  const query = useMemo<Query>(
    () => ({
      entity: 'articleVote',
      filter: {
        all: [
          { field: 'article', operator: 'anyOf', operand: [id] },
          { field: 'by', operator: 'anyOf', operand: [meId] },
          { field: 'verdict', operator: 'isNotEmpty' },
        ],
      },
      sort: [{ field: 'createdAt', direction: 'descending' }],
      window: { offset: 0, limit: 1 },
    }),
    [id, meId],
  );
  const mine = useLiveQuery(query).result?.rows[0]?.['verdict'];
  const number = numberFormat(locale, {});
  return (
    <div className="article-votes" role="group" aria-label="Did it help?">
      <span>Did it help?</span>
      {VERDICTS.map(({ verdict, label }) => {
        const count = (verdict === 'Helpful' ? helpful : notHelpful) ?? 0;
        return (
          <Button
            key={verdict}
            variant={mine === verdict ? 'light' : 'default'}
            size="compact-sm"
            aria-pressed={mine === verdict}
            onClick={() =>
              void acts.command(
                VOTE_ON_ARTICLE,
                { id, verdict },
                mine === verdict ? 'Taken back' : `Said: ${label.toLowerCase()}`,
              )
            }
          >
            {label} {count > 0 && <span className="article-count">{number.format(count)}</span>}
          </Button>
        );
      })}
    </div>
  );
}
