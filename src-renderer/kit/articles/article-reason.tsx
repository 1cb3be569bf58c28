import type { SuggestedArticle } from '../../../crm/contracts/rpc/service.rpc.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';

/** Why an article is offered, in a few words. */
export function ArticleReason({ article }: { readonly article: SuggestedArticle }) {
  const { locale } = useSession();
  return <span className="article-reason">{reasonsOf(article, locale).join(' · ')}</span>;
}

function reasonsOf(
  { words, sameProduct, answered, isPublic }: SuggestedArticle,
  locale: string,
): readonly string[] {
  const tickets = numberFormat(locale, {}).format(answered);
  return [
    ...(words.length === 0 ? [] : [`has “${words.join('”, “')}”`]),
    ...(sameProduct ? ['same product'] : []),
    ...(answered === 0 ? [] : [`answered ${tickets} ${answered === 1 ? 'ticket' : 'tickets'}`]),
    ...(isPublic ? [] : ['internal']),
  ];
}
