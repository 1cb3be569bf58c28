/** Puts an article into a reply; those that may answer the ticket come first. */
import type { SuggestedArticle } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { TicketRow } from '../../../crm/modules/ticket/ticket.entity.ts';
import { useActs } from '../acts/acts.ts';
import { ReplyChoices, useReplyChoices } from '../service/reply-choices.tsx';
import { articleLink, usePortal } from '../service/use-portal.ts';
import { useSession } from '../session/session.tsx';
import { ArticleReason } from './article-reason.tsx';
import { linkArticle } from './ticket-articles.tsx';
import { useSuggestedArticles } from './use-suggested-articles.ts';
import './articles.css';

interface ArticlePickerProps {
  readonly row: TicketRow;
  readonly onPick: (text: string) => void;
  /** Another number whenever the keyboard asks for it. */
  readonly asked: number;
}

const SHOWN = 8;

export function ArticlePicker({ row, onPick, asked }: ArticlePickerProps) {
  const { client } = useSession();
  const acts = useActs();
  const portal = usePortal();
  const choices = useReplyChoices(asked);
  const found = useSuggestedArticles(row, choices.words, SHOWN, choices.opened);

  const pick = async ({ id, isPublic }: SuggestedArticle): Promise<void> => {
    const { text } = await client.call('service.articleText', { id });
    // Customers can read it themselves, and there it stays right.
    const link = isPublic ? articleLink(portal, id) : undefined;
    onPick(link === undefined ? text : `${text}\n\n${link}`);
    // What one answered with is the answer: it stands with the ticket.
    await linkArticle(acts, row, id);
  };
  return (
    <ReplyChoices
      state={choices}
      label="Articles"
      icon="book"
      shortcut="Alt A"
      find="Find an article"
      found={found?.map((one) => ({ id: one.id, shown: <Offered article={one} /> }))}
      empty={
        choices.words === ''
          ? 'None suggests itself. Search by a word, or write one under Articles.'
          : 'No published article has these words.'
      }
      onPick={(id) => {
        const picked = found?.find((one) => one.id === id);
        if (picked !== undefined) void pick(picked);
      }}
    />
  );
}

function Offered({ article }: { readonly article: SuggestedArticle }) {
  return (
    <>
      <span className="choice-title">{article.title}</span>
      {article.summary !== '' && <span className="reply-preview">{article.summary}</span>}
      <ArticleReason article={article} />
    </>
  );
}
