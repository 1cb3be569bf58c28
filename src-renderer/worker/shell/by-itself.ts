/** What a desktop does without being asked: what becomes due, what teammates and customers did, what merging left. */
import type { NotificationRequest } from '../../../crm/contracts/ipc.contract.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import type { MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Concerns } from '../following/concerns.ts';
import { createFollowing, type FollowingWatch } from '../following/following.ts';
import type { MainLine } from '../main-line/main-line.ts';
import { settleMerges } from '../merging/settle-merges.ts';
import { watchCustomers } from '../portal/customer-watch.ts';
import { watchMentions } from '../reminders/mention-notices.ts';
import { watchReminders } from '../reminders/reminders.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { RowStore } from '../rows/row-store.ts';
import { createContractWatch } from '../service/contract-watch.ts';
import { createServiceWatch, type ServiceWatch } from '../service/service-watch.ts';
import type { Platform } from './platform.ts';
import type { ShellLog } from './shell-log.ts';
import type { WorkspaceEvents } from './workspace-events.ts';

interface ByItselfParts {
  readonly engine: Engine;
  readonly rows: RowStore;
  readonly registry: Registry;
  readonly concerns: Concerns;
  readonly platform: Platform;
  readonly line: MainLine;
  readonly events: WorkspaceEvents;
  readonly log: ShellLog;
  readonly meId: () => string;
  /** Why nothing can be written now; null while it can. */
  readonly diskProblem: () => Problem | null;
}

export interface ByItself {
  readonly service: ServiceWatch;
  readonly following: FollowingWatch;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly syncChanged: () => void;
  readonly close: () => void;
}

export function createByItself({
  engine,
  rows,
  registry,
  concerns,
  platform,
  line,
  events,
  log,
  meId,
  diskProblem,
}: ByItselfParts): ByItself {
  const { timers, random, clock, locale, timeZone } = platform;
  const canWrite = (): boolean => diskProblem() === null;
  const claim = (): string => newId(clock, random);
  /** Whom the desktop tells, and when. */
  const person = {
    meId,
    nowMs: () => clock.nowMs(),
    timers,
    notify: (request: NotificationRequest) => void line.ask('notify', request),
  };
  const syncState = () => engine.syncState().state;
  const settler = settleMerges({
    engine,
    entities: () => registry.modules().map(({ entity }) => entity),
    timers,
    random,
  });
  const customers = watchCustomers({ engine, timers, random });
  const service = createServiceWatch({
    engine,
    timers,
    timeZone,
    nowMs: person.nowMs,
    pause: platform.pause,
    meId,
    canWrite,
    changed: events.serviceChanged,
    escalated: events.escalated,
  });
  const contracts = createContractWatch({ ...person, engine, canWrite });
  const reminders = watchReminders({
    activities: () => rows.all('activity') as Iterable<ActivityRow>,
    get: (id) => rows.get('activity', id) as ActivityRow | undefined,
    write: engine.write,
    syncState,
    ...person,
    claim: claim(),
    locale,
    timeZone,
    shown: (count) => log('info', 'reminders.shown', { count }),
  });
  const mentionNotices = watchMentions({
    mentions: () => rows.all('mention') as Iterable<MentionRow>,
    get: (id) => rows.get('mention', id) as MentionRow | undefined,
    titleOf: rows.titleOf,
    write: engine.write,
    syncState,
    ...person,
    claim: claim(),
  });
  const following = createFollowing({
    engine,
    concerns,
    entity: registry.entity,
    ...person,
    claim: claim(),
    changed: events.newsChanged,
  });
  const all = [settler, customers, service, contracts, reminders, mentionNotices, following];
  return {
    service,
    following,
    rowsChanged: (changes) => {
      for (const part of all) part.rowsChanged(changes);
    },
    syncChanged: () => {
      customers.syncChanged();
      following.syncChanged();
    },
    close: () => {
      for (const part of [settler, customers, reminders, mentionNotices, following]) part.stop();
      contracts.close();
      service.close();
    },
  };
}
