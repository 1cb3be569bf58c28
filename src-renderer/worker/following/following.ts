/** Takes in what others did, keeps what of it is news to the person at this desktop, and tells them. */
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { NewsList } from '../../../crm/contracts/rpc/together.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { survivorOf } from '../../../crm/modules/merge/survivor.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { RowChange } from '../rows/row-change.ts';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import { CONCERNED, type Concerns } from './concerns.ts';
import { newsList } from './news-list.ts';
import { NewsLog } from './news-log.ts';
import { watchNews, type NewsNoticesDeps } from './news-notices.ts';
import { newsOf } from './news-of.ts';

export interface FollowingDeps extends Omit<
  NewsNoticesDeps,
  'log' | 'get' | 'titleOf' | 'write' | 'syncState'
> {
  readonly engine: Pick<Engine, 'get' | 'titleOf' | 'meta' | 'setMeta' | 'syncState' | 'write'>;
  readonly concerns: Concerns;
  readonly entity: (name: string) => EntityDef | undefined;
  readonly changed: () => void;
}

export interface FollowingWatch {
  readonly arrived: (envelopes: readonly Envelope[]) => void;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  /** The desktop met the others, or lost them. */
  readonly syncChanged: () => void;
  readonly list: () => NewsList;
  readonly stop: () => void;
}

export function createFollowing(deps: FollowingDeps): FollowingWatch {
  const { engine, concerns, entity } = deps;
  const { get, titleOf } = engine;
  const log = NewsLog.read(engine.meta('news'));
  const sources = { log, concerns, entity, get, titleOf };
  const notices = watchNews({
    ...deps,
    ...sources,
    write: engine.write,
    syncState: () => engine.syncState().state,
  });
  // Lost with a full disk, it stands in the histories all the same.
  const keep = (): void => void engine.setMeta({ news: log.write() });

  /** Until a desktop has been with the others once, what comes is the past that it joins. */
  const beginsNow = (): boolean => {
    if (log.begun || engine.syncState().state !== 'live') return log.begun;
    log.begin();
    keep();
    return true;
  };

  return {
    arrived: (envelopes) => {
      if (!log.begun) return;
      const meId = deps.meId();
      let found = 0;
      for (const envelope of envelopes) {
        if (survivorOf(engine, 'user', envelope.actor) === meId) continue;
        for (const [doc, news] of newsOf(envelope, { entity, get, meId })) {
          const address = parseDocName(doc);
          const row = address === null ? undefined : get(address.entity, address.id);
          if (row === undefined || concerns.following(row) === 'no') continue;
          log.add(doc, news);
          found += 1;
        }
      }
      if (found === 0) return;
      keep();
      deps.changed();
      notices.look();
    },
    rowsChanged: (changes) => {
      if (changes.some((change) => CONCERNED.has(change.entity))) deps.changed();
    },
    syncChanged: () => {
      if (beginsNow()) notices.look();
    },
    list: () => newsList(sources),
    stop: notices.stop,
  };
}
