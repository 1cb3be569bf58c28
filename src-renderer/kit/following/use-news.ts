/** What others did to what one follows and one has not seen, live. */
import { useEffect, useState } from 'react';
import type { NewsList } from '../../../crm/contracts/rpc/together.rpc.ts';
import { SEE_NEWS } from '../../../crm/modules/follow/follow.rules.ts';
import type { Acts } from '../acts/acts.ts';
import { useSession } from '../session/session.tsx';

export type NewsOfRecord = NewsList['records'][number];
export type NewsOfAct = NewsList['acts'][number];

/** What `useNews` gives until it was answered for the first time. */
export const NO_NEWS_YET: NewsList = { records: [], acts: [] };

export function useNews(): NewsList {
  const { client } = useSession();
  const [news, setNews] = useState(NO_NEWS_YET);
  useEffect(() => {
    let current = true;
    const ask = (): void => {
      client.call('news.list', {}).then(
        (list) => (current ? setNews(list) : undefined),
        // Nobody answers: the frame around all screens says so.
        () => undefined,
      );
    };
    ask();
    const stop = client.on('news.changed', ask);
    return () => {
      current = false;
      stop();
    };
  }, [client]);
  return news;
}

export function countOfNews({ records, acts }: NewsList): number {
  return records.length + acts.length;
}

export function seeNews(
  acts: Acts,
  records: readonly Pick<NewsOfRecord, 'entity' | 'id' | 'upTo'>[],
  said: string,
): Promise<boolean> {
  const input = { records: records.map(({ entity, id, upTo }) => ({ entity, id, upTo })) };
  return acts.command(SEE_NEWS, input, said);
}

/** In a few words: “Stage, Amount changed”. */
export function newsWords({ what, words }: NewsOfRecord['news'][number]): string {
  const said = words.join(', ');
  switch (what) {
    case 'created':
      return 'created it';
    case 'archived':
      return 'archived it';
    case 'restored':
      return 'brought it back';
    case 'note':
      return 'wrote in its notes';
    case 'comment':
      return `commented: ${said}`;
    case 'activity':
      return `logged: ${said}`;
    case 'changed':
      return `changed ${said}`;
    default:
      return what satisfies never;
  }
}
