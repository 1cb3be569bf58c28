/** Which articles may answer a ticket, from what both say and what they are about; each with its reasons. */
import type { SuggestedArticle } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { CallInput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { article, isPublic, type ArticleRow } from '../../../crm/modules/article/article.entity.ts';
import type { TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import type { Search } from '../search/search.ts';

export interface ArticleSuggestionsDeps {
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  readonly titleOf: (entity: string, id: string) => string | undefined;
  readonly table: (entity: string) => Iterable<AnyRow>;
  readonly alike: Search['alike'];
  readonly search: Search['search'];
  readonly readNote: (entity: string, id: string) => Promise<string>;
}

export interface ArticleSuggestions {
  readonly suggest: (input: CallInput<'service.articles'>) => readonly SuggestedArticle[];
  readonly textOf: (id: string) => Promise<string>;
}

/** Looked at closely; those behind them have a word or two in common. */
const CANDIDATES = 60;
/** One word in common is chance, unless they are about the same product. */
const WORDS_MIN = 2;
/** Words that are said as a reason. */
const WORDS_SHOWN = 3;
/** Being about the same product says as much as a few telling words. */
const SAME_PRODUCT_WORTH = 3;
/** Of two that are as near, the one that has answered more; never more than a word is worth. */
const ANSWERED_WORTH_MAX = 1;

export function createArticleSuggestions(deps: ArticleSuggestionsDeps): ArticleSuggestions {
  const articleRow = (id: string): ArticleRow | undefined =>
    deps.get(article.name, id) as ArticleRow | undefined;

  /** Of these articles, how many tickets each has answered: one way through the tickets for all of them. */
  function answeredBy(ids: ReadonlySet<string>): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const ticket of deps.table('ticket') as Iterable<TicketRow>) {
      if (ticket.archivedAt !== undefined) continue;
      for (const name of ticket.articles ?? []) {
        const id = name.slice(article.name.length + 1);
        if (ids.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    return counts;
  }

  function shown(
    row: ArticleRow,
    reasons: Pick<SuggestedArticle, 'words' | 'sameProduct' | 'answered'>,
  ): SuggestedArticle {
    const { id, title = '', summary = '', category = '' } = row;
    return { id, title, summary, category, isPublic: isPublic(row), ...reasons };
  }

  const isOffered = (row: ArticleRow | undefined, ticket: TicketRow | undefined): boolean =>
    row?.status === 'Published' &&
    row.archivedAt === undefined &&
    ticket?.articles?.includes(`${article.name}/${row.id}`) !== true;

  const isAbout = ({ products = [] }: ArticleRow, ticket: TicketRow | undefined): boolean =>
    ticket?.product !== undefined && products.includes(`product/${ticket.product}`);

  function found(input: CallInput<'service.articles'>, ticket: TicketRow | undefined) {
    const { hits } = deps.search({
      text: input.text,
      entities: [article.name],
      limit: CANDIDATES,
    });
    const rows = hits
      .flatMap(({ id }) => articleRow(id) ?? [])
      .filter((row) => isOffered(row, ticket));
    const first = rows.slice(0, input.limit);
    const counts = answeredBy(new Set(first.map(({ id }) => id)));
    return first.map((row) =>
      shown(row, {
        words: [],
        sameProduct: isAbout(row, ticket),
        answered: counts.get(row.id) ?? 0,
      }),
    );
  }

  return {
    suggest(input) {
      const ticket = deps.get('ticket', input.ticket) as TicketRow | undefined;
      if (input.text.trim() !== '') return found(input, ticket);
      if (ticket === undefined) return [];
      const product =
        ticket.product === undefined ? '' : (deps.titleOf('product', ticket.product) ?? '');
      const asked = `${ticket.subject ?? ''} ${product} ${ticket.description ?? ''}`;
      const near = new Map(
        deps.alike(article.name, asked, CANDIDATES).map((one) => [one.row.id, one] as const),
      );
      const about = [...(deps.table(article.name) as Iterable<ArticleRow>)]
        .filter((row) => isAbout(row, ticket))
        .map(({ id }) => id);
      const ids = new Set([...near.keys(), ...about]);
      const counts = answeredBy(ids);
      return [...ids]
        .flatMap((id) => {
          const row = articleRow(id);
          const words = near.get(id)?.words ?? [];
          const sameProduct = row !== undefined && isAbout(row, ticket);
          if (row === undefined || !isOffered(row, ticket)) return [];
          if (!sameProduct && words.length < WORDS_MIN) return [];
          const answered = counts.get(id) ?? 0;
          const score =
            (near.get(id)?.score ?? 0) +
            (sameProduct ? SAME_PRODUCT_WORTH : 0) +
            (ANSWERED_WORTH_MAX * answered) / (answered + 1);
          return [
            { row, score, reasons: { words: words.slice(0, WORDS_SHOWN), sameProduct, answered } },
          ];
        })
        .toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
        .slice(0, input.limit)
        .map(({ row, reasons }) => shown(row, reasons));
    },
    async textOf(id) {
      const text = await deps.readNote(article.name, id);
      return text === '' ? (articleRow(id)?.summary ?? '') : text;
    },
  };
}
