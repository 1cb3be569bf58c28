/** Beside a ticket: the articles that answer it, and those that may; one key links one of those. */
import { ActionIcon, Button } from '@mantine/core';
import { useMemo } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { article } from '../../../crm/modules/article/article.entity.ts';
import { ticket, type TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import { useActs, type Acts } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { RecordLink } from '../fields/record-link.tsx';
import { Icon } from '../icons/icon.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { ArticleReason } from './article-reason.tsx';
import { useSuggestedArticles } from './use-suggested-articles.ts';
import './articles.css';

/** As many as there are keys for, and as many as are read. */
const KEYS = ['1', '2', '3'] as const;
/** More answers than these nobody gives; the field has them all. */
const LINKED_MAX = 50;

export function TicketArticles({ row }: { readonly row: TicketRow }) {
  const acts = useActs();
  const suggested = useSuggestedArticles(row, '', KEYS.length) ?? [];
  const { articles = [] } = row;
  const linked = useLinked(articles);
  const link = (id: string | undefined): (() => void) | null =>
    id === undefined ? null : () => void linkArticle(acts, row, id);
  const [first, second, third] = suggested;
  usePageKey(KEYS[0], link(first?.id));
  usePageKey(KEYS[1], link(second?.id));
  usePageKey(KEYS[2], link(third?.id));
  if (articles.length === 0 && suggested.length === 0) return null;
  return (
    <section className="related" aria-label="Articles">
      <header>
        <h2>
          <Icon name={article.icon} size={14} />
          Articles
          <span className="related-count">{articles.length}</span>
        </h2>
      </header>
      {linked.length > 0 && (
        <ul className="article-lines">
          {linked.map((one) => (
            <li key={one.id}>
              <RecordLink entity={article.name} id={one.id} room="record">
                {recordTitle(article, one)}
              </RecordLink>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                aria-label={`Take ${recordTitle(article, one)} off this ticket`}
                title="Take it off this ticket"
                onClick={() => void unlinkArticle(acts, row, one.id)}
              >
                <Icon name="close" size={13} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {suggested.length > 0 && (
        <>
          <h3 className="article-suggested">Suggested</h3>
          <ul className="article-lines">
            {suggested.map((one, index) => (
              <li key={one.id}>
                <span className="article-offer" id={`suggested-${one.id}`}>
                  <RecordLink entity={article.name} id={one.id} room="record">
                    {one.title}
                  </RecordLink>
                  <ArticleReason article={one} />
                </span>
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-describedby={`suggested-${one.id}`}
                  rightSection={
                    <kbd className="key" aria-hidden="true">
                      {KEYS[index]}
                    </kbd>
                  }
                  onClick={() => void linkArticle(acts, row, one.id)}
                >
                  Link
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Also says so where it cannot be done. */
export async function linkArticle(acts: Acts, row: TicketRow, id: string): Promise<void> {
  const before = row.articles ?? [];
  const name = `${article.name}/${id}`;
  if (before.includes(name)) return;
  const base = { articles: before };
  const values = { articles: [...before, name].toSorted() };
  const problem = await acts.update(ticket, row.id, values, 'Article linked', base);
  if (problem !== null) sayProblem(problem);
}

async function unlinkArticle(acts: Acts, row: TicketRow, id: string): Promise<void> {
  const before = row.articles ?? [];
  const articles = before.filter((name) => name !== `${article.name}/${id}`);
  const base = { articles: before };
  const problem = await acts.update(ticket, row.id, { articles }, 'Article taken off', base);
  if (problem !== null) sayProblem(problem);
}

function useLinked(names: readonly string[]): readonly AnyRow[] {
  const joined = names.slice(0, LINKED_MAX).join(' ');
  const query = useMemo<Query | null>(() => {
    if (joined === '') return null;
    const ids = joined.split(' ').map((name) => name.slice(article.name.length + 1));
    return {
      entity: article.name,
      filter: { field: 'id', operator: 'anyOf', operand: ids },
      sort: [{ field: 'title', direction: 'ascending' }],
      archived: 'with',
      window: { offset: 0, limit: ids.length },
    };
  }, [joined]);
  const { result } = useLiveQuery(query);
  return joined === '' ? [] : ((result?.rows ?? []) as unknown as readonly AnyRow[]);
}
