/** The news that was not seen yet, as it is shown: by record, and acts over many records as one line. Pure. */
import type { NewsList } from '../../../crm/contracts/rpc/together.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import type { Concerns } from './concerns.ts';
import type { News, NewsLog } from './news-log.ts';

/** From so many records on an act is one line: nobody reads the same thing four times. */
const ONE_LINE_FROM_RECORDS = 4;
/** Of one record; how many there are is said. */
const SHOWN_OF_RECORD = 4;
const WORDS_MAX_CHARS = 160;

export interface NewsListSources {
  readonly log: NewsLog;
  readonly concerns: Concerns;
  readonly entity: (name: string) => EntityDef | undefined;
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  readonly titleOf: (entity: string, id: string) => string | undefined;
}

interface Unseen {
  readonly doc: string;
  readonly row: AnyRow;
  readonly muted: boolean;
  readonly news: readonly News[];
}

/** Of records that are still followed; newest last. */
export function unseenNews({ log, concerns, get }: NewsListSources): readonly Unseen[] {
  const found: Unseen[] = [];
  for (const doc of log.docs()) {
    const address = parseDocName(doc);
    const row = address === null ? undefined : get(address.entity, address.id);
    if (row === undefined) continue;
    const following = concerns.following(row);
    if (following === 'no') continue;
    const news = log
      .unseen(doc, concerns.said(doc)?.seenUpTo)
      .filter(({ what, actor, atMs }) => what !== 'note' || !concerns.isNamed(doc, actor, atMs));
    if (news.length > 0) found.push({ doc, row, muted: following === 'muted', news });
  }
  return found;
}

export function newsList(sources: NewsListSources): NewsList {
  const { titleOf } = sources;
  const unseen = unseenNews(sources);
  const byAct = new Map<string, { readonly news: News; readonly of: Unseen[] }>();
  for (const one of unseen)
    for (const news of one.news) {
      const act = byAct.get(news.act) ?? { news, of: [] };
      if (!act.of.includes(one)) act.of.push(one);
      byAct.set(news.act, act);
    }
  const large = new Set(
    [...byAct].filter(([, { of }]) => of.length >= ONE_LINE_FROM_RECORDS).map(([act]) => act),
  );
  const name = (actor: string): string => titleOf('user', actor) ?? 'Somebody';
  const about = ({ row, news }: Unseen) => ({
    entity: row.entity,
    id: row.id,
    title: titleOf(row.entity, row.id) ?? '',
    upTo: news.at(-1)?.tx ?? '',
  });
  const records = unseen.flatMap((one) => {
    const own = one.news.filter(({ act }) => !large.has(act));
    if (own.length === 0) return [];
    const shown = own.slice(-SHOWN_OF_RECORD).toReversed();
    return [
      {
        ...about(one),
        muted: one.muted,
        count: own.length,
        news: shown.map((news) => ({
          tx: news.tx,
          at: new Date(news.atMs).toISOString(),
          actor: news.actor,
          actorName: name(news.actor),
          what: news.what,
          words: wordsOf(news, one.row, sources),
        })),
      },
    ];
  });
  const acts = [...large].flatMap((act) => {
    const found = byAct.get(act);
    if (found === undefined) return [];
    const { news, of } = found;
    return [
      {
        act,
        at: new Date(news.atMs).toISOString(),
        actorName: name(news.actor),
        label: news.label,
        // What else is new of one of them is seen by itself.
        records: of.map((one) => ({
          ...about(one),
          upTo: one.news.findLast((own) => own.act === act)?.tx ?? '',
        })),
      },
    ];
  });
  return { records: records.toReversed(), acts: acts.toReversed() };
}

/** Labels of the fields that changed, or what somebody said or did about it. */
export function wordsOf(
  { what, names }: News,
  row: AnyRow,
  { entity, get }: Pick<NewsListSources, 'entity' | 'get'>,
): string[] {
  if (what === 'changed') return names.map((key) => entity(row.entity)?.fields[key]?.label ?? key);
  const [id = ''] = names;
  const said =
    what === 'comment' ? get('comment', id) : what === 'activity' ? get('activity', id) : undefined;
  const text = said?.[what === 'comment' ? 'text' : 'subject'];
  // What its author has deleted is read nowhere any more.
  return said?.archivedAt === undefined && typeof text === 'string'
    ? [text.slice(0, WORDS_MAX_CHARS)]
    : [];
}
