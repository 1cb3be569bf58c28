/** All that somebody should see, from four sources, as one list: what is due first, then the newest first. */
import { useMemo } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { putAway, reminderWords } from '../../../crm/modules/activity/reminders.ts';
import { FOLLOW } from '../../../crm/modules/follow/follow.rules.ts';
import { SEE } from '../../../crm/modules/mention/mention.rules.ts';
import { SEE_SHARES } from '../../../crm/modules/share/share.rules.ts';
import { useActs, type Acts } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { NO_NEWS_YET, newsWords, seeNews, useNews } from '../following/use-news.ts';
import { useOpenMentions } from '../reminders/mention-list.tsx';
import { useOpenReminders } from '../reminders/reminder-list.tsx';
import { shareWords } from '../sharing/share-list.tsx';
import { useOpenShares } from '../sharing/use-shares.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import { useNow } from '../timeline/use-now.ts';

export interface InboxItem {
  readonly key: string;
  readonly kind: 'Reminder' | 'Mention' | 'Shared' | 'News';
  readonly icon: string;
  readonly title: string;
  readonly words: string;
  /** ISO instant. */
  readonly at: string;
  /** Where it leads; null where it is about many records. */
  readonly place: { readonly entity: string; readonly id: string } | null;
  /** Opened, it is seen to. */
  readonly isSeenByOpening: boolean;
  readonly done: () => Promise<unknown>;
  readonly mute?: () => Promise<unknown>;
}

/** `isHere` is false until all four were answered: before, that nothing waits would not be true. */
export function useInbox(): { readonly items: readonly InboxItem[]; readonly isHere: boolean } {
  const { locale, timeZone } = useSession();
  const acts = useActs();
  const nowMs = useNow();
  const reminders = useOpenReminders(nowMs);
  const mentions = useOpenMentions();
  const shares = useOpenShares();
  const news = useNews();
  return useMemo(() => {
    const due = reminders.rows.map((row): InboxItem => {
      const title = recordTitle(activity, row as AnyRow);
      return {
        key: `reminder/${row.id}`,
        kind: 'Reminder',
        icon: 'bell',
        title,
        words: reminderWords(row, locale, timeZone),
        at: row.reminderAt ?? row.createdAt,
        place: { entity: activity.name, id: row.id },
        isSeenByOpening: false,
        done: async () => {
          const problem = await acts.update(activity, row.id, putAway(row), `Put away: ${title}`);
          if (problem !== null) sayProblem(problem);
        },
      };
    });
    const others = [
      ...mentionItems(acts, mentions),
      ...shareItems(acts, shares),
      ...newsItems(acts, news),
    ];
    const items = [...due, ...others.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))];
    const isHere = reminders.isHere && mentions.isHere && shares.isHere && news !== NO_NEWS_YET;
    return { items, isHere };
  }, [acts, reminders, mentions, shares, news, locale, timeZone]);
}

function placeAndTitle(
  about: readonly string[] | undefined,
  what: string | undefined,
  titleOf: TitleOf,
): { readonly place: InboxItem['place']; readonly title: string } {
  const address = parseDocName(about?.[0] ?? '');
  const title = address === null ? undefined : titleOf(address.entity, address.id);
  return { place: address, title: title ?? what ?? '' };
}

function mentionItems(
  acts: Acts,
  { rows, titleOf }: ReturnType<typeof useOpenMentions>,
): readonly InboxItem[] {
  return rows.map((row) => {
    const { place, title } = placeAndTitle(row.about, row.what, titleOf);
    const by = titleOf('user', row.by ?? '') ?? 'Somebody';
    return {
      key: `mention/${row.id}`,
      kind: 'Mention',
      icon: 'user',
      title,
      words: `${by} mentioned you${row.comment === undefined ? '' : ' in a comment'}`,
      at: row.createdAt,
      place: row.comment === undefined ? place : { entity: 'comment', id: row.comment },
      isSeenByOpening: true,
      done: () => acts.command(SEE, { ids: [row.id] }, `Mention in ${title} seen`),
    };
  });
}

function shareItems(
  acts: Acts,
  { rows, titleOf }: ReturnType<typeof useOpenShares>,
): readonly InboxItem[] {
  return rows.map((row) => {
    const { place, title } = placeAndTitle(row.about, row.what, titleOf);
    return {
      key: `share/${row.id}`,
      kind: 'Shared',
      icon: 'share',
      title,
      words: shareWords(row, titleOf),
      at: row.at ?? row.createdAt,
      place,
      isSeenByOpening: true,
      done: () => acts.command(SEE_SHARES, { ids: [row.id] }, `${title} seen`),
    };
  });
}

function newsItems(acts: Acts, news: ReturnType<typeof useNews>): readonly InboxItem[] {
  const of = news.records.map((one): InboxItem => {
    const { entity, id, title } = one;
    const [newest] = one.news;
    const more = one.count > 1 ? `, ${one.count} in all` : '';
    return {
      key: `news/${entity}/${id}`,
      kind: 'News',
      icon: 'eye',
      title,
      words: newest === undefined ? '' : `${newest.actorName} ${newsWords(newest)}${more}`,
      at: newest?.at ?? '',
      place: { entity, id },
      isSeenByOpening: true,
      done: () => seeNews(acts, [one], `News of ${title} seen`),
      ...(one.muted
        ? {}
        : {
            mute: () => {
              const input = { records: [{ entity, id }], state: 'Muted' };
              return acts.command(FOLLOW, input, `${title} muted: it stands in the inbox only`);
            },
          }),
    };
  });
  const large = news.acts.map((act): InboxItem => ({
    key: `act/${act.act}`,
    kind: 'News',
    icon: 'stack',
    title: act.label,
    words: `${act.actorName}, ${act.records.length} records that you follow`,
    at: act.at,
    place: null,
    isSeenByOpening: true,
    done: () => seeNews(acts, act.records, `${act.label}: seen`),
  }));
  return [...of, ...large];
}
