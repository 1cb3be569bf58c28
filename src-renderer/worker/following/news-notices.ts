/**
 * One notification of the system for all that is new, from one of a person's desktops, and the next one not before a
 * while: work that arrives after days is a digest, and never a thousand of them.
 */
import type { NotificationRequest } from '../../../crm/contracts/ipc.contract.ts';
import type { FollowRow } from '../../../crm/modules/follow/follow.entity.ts';
import { followId } from '../../../crm/modules/follow/following.ts';
import { createClaims, type ClaimsDeps } from '../reminders/claims.ts';
import { unseenNews, wordsOf, type NewsListSources } from './news-list.ts';

/** Somebody who edits a record does so field by field. */
const REST_MS = 4_000;
const AGAIN_MS = 1_000;
const LATER_MS = 15_000;
/** Between two of them. */
const QUIET_MS = 60_000;
const TEXT_MAX_CHARS = 200;
/** What the person was told last is kept by this name instead of a record's. */
const TOLD = 'told';

export interface NewsNoticesDeps extends ClaimsDeps, NewsListSources {
  readonly meId: () => string;
  /** Unlike that of any other desktop. */
  readonly claim: string;
  readonly notify: (request: NotificationRequest) => void;
}

export interface NewsNotices {
  readonly look: () => void;
  readonly stop: () => void;
}

export function watchNews(deps: NewsNoticesDeps): NewsNotices {
  const { timers, claim, nowMs } = deps;
  const claims = createClaims(deps);
  let stopped = false;
  let waiting = false;
  let toldAtMs = -Infinity;
  let cancel: () => void = () => undefined;

  const lookIn = (ms: number): void => {
    if (stopped || waiting) return;
    waiting = true;
    cancel = timers.after(ms, () => {
      waiting = false;
      void look();
    });
  };

  const toldRow = (): FollowRow | undefined =>
    deps.get('follow', followId(deps.meId(), TOLD)) as FollowRow | undefined;

  /** What nobody was told of: newest last. */
  const untold = () => {
    const told = deps.log.orderOf(toldRow()?.seenUpTo);
    return unseenNews(deps)
      .filter(({ muted }) => !muted)
      .map((one) => ({ ...one, news: one.news.filter(({ order }) => order > told) }))
      .filter(({ news }) => news.length > 0);
  };

  const look = async (): Promise<void> => {
    const newest = untold()
      .flatMap(({ news }) => news)
      .toSorted((a, b) => a.order - b.order)
      .at(-1);
    if (newest === undefined) return;
    if (claims.arriving()) return lookIn(AGAIN_MS);
    // A clock that was put back by a year does not make it wait for one.
    toldAtMs = Math.min(toldAtMs, nowMs());
    const quietMs = toldAtMs + QUIET_MS - nowMs();
    if (quietMs > 0) return lookIn(quietMs);
    const found = untold();
    const id = followId(deps.meId(), TOLD);
    const create = deps.get('follow', id) === undefined;
    const values = {
      ...(create ? { what: 'What was told', person: deps.meId() } : {}),
      seenUpTo: newest.tx,
      toldBy: claim,
    };
    const claimed = await claims.make(
      [{ entity: 'follow', id, create, trusted: true, values }],
      'Tell of news',
      () => {
        const row = toldRow();
        if (stopped || row?.toldBy !== claim || row.seenUpTo !== newest.tx) return;
        toldAtMs = nowMs();
        show(found);
      },
    );
    if (!claimed) lookIn(LATER_MS);
  };

  const show = (found: ReturnType<typeof untold>): void => {
    const [first, ...others] = found;
    if (first === undefined) return;
    const last = first.news.at(-1);
    const by = last === undefined ? undefined : deps.titleOf('user', last.actor);
    const title = deps.titleOf(first.row.entity, first.row.id) ?? '';
    deps.notify(
      others.length === 0
        ? {
            title: `${by ?? 'Somebody'} · ${title}`.slice(0, TEXT_MAX_CHARS),
            body:
              last === undefined
                ? ''
                : (wordsOf(last, first.row, deps).join(', ') || last.label).slice(
                    0,
                    TEXT_MAX_CHARS,
                  ),
            tag: 'news',
            route: `/${first.doc}`,
          }
        : {
            title: `News of ${found.length} records that you follow`,
            body: 'They stand in your inbox.',
            tag: 'news',
            route: '/inbox',
          },
    );
  };

  return {
    look: () => lookIn(REST_MS),
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
