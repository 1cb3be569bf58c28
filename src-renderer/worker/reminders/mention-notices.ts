/** Whoever is named in a text is told by a notification of the system, once for all of their desktops. */
import type { NotificationRequest } from '../../../crm/contracts/ipc.contract.ts';
import type { MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import { isOpenMention } from '../../../crm/modules/mention/mention.rules.ts';
import type { RowChange } from '../rows/row-change.ts';
import { createClaims, type ClaimsDeps } from './claims.ts';

const MENTION = 'mention';
/** Rows often arrive several at a time. */
const REST_MS = 200;
const AGAIN_MS = 1000;
/** A full disk is tried again. */
const LATER_MS = 15_000;
/** Older ones come with a workspace that was joined, or with a file: they stand in the list. */
const AGE_MAX_MS = 7 * 86_400_000;
/** After a holiday there may be dozens: more than these become one line. */
const SHOWN_MAX = 3;
const TITLE_MAX_CHARS = 200;

export interface MentionNoticesDeps extends ClaimsDeps {
  readonly mentions: () => Iterable<MentionRow>;
  readonly get: (id: string) => MentionRow | undefined;
  readonly titleOf: (entity: string, id: string) => string | undefined;
  readonly meId: () => string;
  /** Unlike that of any other desktop. */
  readonly claim: string;
  readonly notify: (request: NotificationRequest) => void;
}

export interface MentionNotices {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly stop: () => void;
}

export function watchMentions(deps: MentionNoticesDeps): MentionNotices {
  const { nowMs, timers, claim } = deps;
  const claims = createClaims(deps);
  let stopped = false;
  let looking = false;
  let cancel: () => void = () => undefined;

  const lookIn = (ms: number): void => {
    cancel();
    if (!stopped) cancel = timers.after(ms, () => void look());
  };

  const isNews = (row: MentionRow): boolean =>
    isOpenMention(row, deps.meId()) &&
    row.toldBy === undefined &&
    nowMs() - Date.parse(row.createdAt) < AGE_MAX_MS;

  const look = async (): Promise<void> => {
    const found = [...deps.mentions()].filter(isNews);
    if (found.length === 0 || looking) return;
    if (claims.arriving()) return lookIn(AGAIN_MS);
    looking = true;
    const claimed = await claims.make(
      found.map(({ id }) => ({
        entity: MENTION,
        id,
        create: false,
        trusted: true,
        values: { toldBy: claim },
      })),
      'Tell of mentions',
      () => show(found),
    );
    looking = false;
    if (!claimed) lookIn(LATER_MS);
  };

  const show = (claimed: readonly MentionRow[]): void => {
    if (stopped) return;
    const mine = claimed.flatMap(({ id }) => {
      const row = deps.get(id);
      return row !== undefined && row.toldBy === claim && isOpenMention(row, deps.meId())
        ? [row]
        : [];
    });
    for (const row of mine.slice(0, SHOWN_MAX)) {
      const by = row.by === undefined ? undefined : deps.titleOf('user', row.by);
      const [about = ''] = row.about ?? [];
      deps.notify({
        title: `${by ?? 'Somebody'} mentioned you`.slice(0, TITLE_MAX_CHARS),
        body: deps.titleOf(...partsOf(about)) ?? row.what ?? '',
        tag: `mention-${row.id}`,
        route:
          row.comment === undefined
            ? about === ''
              ? null
              : `/${about}`
            : `/comment/${row.comment}`,
      });
    }
    const more = mine.length - SHOWN_MAX;
    if (more > 0) {
      deps.notify({
        title: more === 1 ? '1 more mention' : `${more} more mentions`,
        body: 'They stand beside your reminders.',
        tag: 'mentions',
        route: null,
      });
    }
  };

  lookIn(REST_MS);
  return {
    rowsChanged: (changes) => {
      if (changes.some(({ entity }) => entity === MENTION)) lookIn(REST_MS);
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

function partsOf(name: string): [entity: string, id: string] {
  const [entity = '', id = ''] = name.split('/');
  return [entity, id];
}
