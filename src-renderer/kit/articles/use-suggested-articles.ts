/** Articles that may answer a ticket, asked anew when what they are found by is another. */
import { useEffect, useState } from 'react';
import type { SuggestedArticle } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import { useSession } from '../session/session.tsx';

/** undefined while nobody has answered; with words, those that have all of them. */
export function useSuggestedArticles(
  row: TicketRow,
  text: string,
  limit: number,
  isAsked = true,
): readonly SuggestedArticle[] | undefined {
  const { client } = useSession();
  const [found, setFound] = useState<{
    readonly signs: string;
    readonly articles: readonly SuggestedArticle[];
  }>();
  const { id, subject, description, product, articles } = row;
  const signs = JSON.stringify([subject, description, product, articles]);
  useEffect(() => {
    if (!isAsked) return undefined;
    let isOver = false;
    client.call('service.articles', { ticket: id, text, limit }).then(
      (answer) => (isOver ? undefined : setFound({ signs, ...answer })),
      // The frame around all screens says that there is nobody to ask.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [client, id, text, limit, isAsked, signs]);
  // Until the next answer the last one stays: a list that blinks cannot be read.
  return found?.articles;
}
