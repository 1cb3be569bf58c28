/** Beside the reminders: what is new of what one follows. */
import { Button } from '@mantine/core';
import type { NewsList } from '../../../crm/contracts/rpc/together.rpc.ts';
import { FOLLOW } from '../../../crm/modules/follow/follow.rules.ts';
import { useActs } from '../acts/acts.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { newsWords, seeNews, type NewsOfAct, type NewsOfRecord } from './use-news.ts';

/** More are for the inbox. */
const SHOWN_MAX = 20;

interface NewsSectionProps {
  readonly news: NewsList;
  /** One of them was followed. */
  readonly onOpen: () => void;
}

export function NewsSection({ news, onOpen }: NewsSectionProps) {
  const acts = useActs();
  const { records, acts: large } = news;
  if (records.length + large.length === 0) return null;
  const all = [...large.flatMap((act) => act.records), ...records];
  return (
    <section aria-label="News">
      <div className="reminders-head">
        <h2>What you follow</h2>
        {records.length + large.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void seeNews(acts, newestOf(all), 'All news seen')}
          >
            All seen
          </Button>
        )}
      </div>
      <ul>
        {large.map((act) => (
          <ActLine key={act.act} act={act} />
        ))}
        {records.slice(0, SHOWN_MAX).map((one) => (
          <RecordLine key={one.id} one={one} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

/** A record may be in several lines: the last word on it counts, and that of its own line is the newest. */
function newestOf(
  records: readonly Pick<NewsOfRecord, 'entity' | 'id' | 'upTo'>[],
): readonly Pick<NewsOfRecord, 'entity' | 'id' | 'upTo'>[] {
  return [...new Map(records.map((one) => [one.id, one])).values()];
}

function ActLine({ act }: { readonly act: NewsOfAct }) {
  const acts = useActs();
  const { locale, timeZone } = useSession();
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <li className="reminder">
      {act.label}
      <p className="reminder-when">
        {act.actorName} · {act.records.length} records that you follow ·{' '}
        <time dateTime={act.at}>{when.format(new Date(act.at))}</time>
      </p>
      <div className="reminder-acts">
        <span className="reminder-space" />
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Seen: ${act.label}`}
          onClick={() => void seeNews(acts, act.records, `${act.label}: seen`)}
        >
          Seen
        </Button>
      </div>
    </li>
  );
}

function RecordLine({ one, onOpen }: { readonly one: NewsOfRecord; readonly onOpen: () => void }) {
  const acts = useActs();
  const { openRecord } = useNavigation();
  const { locale, timeZone } = useSession();
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const { entity, id, title } = one;
  const [newest] = one.news;
  return (
    <li className="reminder">
      <a
        className="cell-link"
        href={`#/${entity}/${id}`}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
          openRecord(entity, id);
        }}
      >
        {title}
      </a>
      <p className="reminder-when">
        {newest === undefined ? '' : `${newest.actorName} ${newsWords(newest)} · `}
        {newest !== undefined && (
          <time dateTime={newest.at}>{when.format(new Date(newest.at))}</time>
        )}
        {one.count > 1 && ` · ${one.count} in all`}
      </p>
      <div className="reminder-acts">
        <span className="reminder-space" />
        {!one.muted && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={`Mute: ${title}`}
            onClick={() => {
              const input = { records: [{ entity, id }], state: 'Muted' };
              void acts.command(FOLLOW, input, `${title} muted: it stands in the inbox only`);
            }}
          >
            Mute
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Seen: ${title}`}
          onClick={() => void seeNews(acts, [one], `News of ${title} seen`)}
        >
          Seen
        </Button>
      </div>
    </li>
  );
}
