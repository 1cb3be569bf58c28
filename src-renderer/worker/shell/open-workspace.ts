/** Everything that runs while a workspace is open, put together. */
import { firstDayOfWeekIn } from '../../../crm/kernel/calendar-days.ts';
import type { CallOutput, EventData } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { SyncState, WorkspaceState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { workspaceIdOf } from '../../../crm/contracts/join-link.contract.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import { createBulkJobs, type BulkJobs } from '../bulk/bulk-jobs.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import type { Engine, RecordRef } from '../engine/engine-api.ts';
import { createDuplicates, type Duplicates } from '../duplicates/duplicates.ts';
import { createCalendar, type Calendar } from '../calendar/calendar.ts';
import { createImports, type ImportHandlers } from '../import/imports.ts';
import { watchDiskFloor } from '../main-line/disk-floor.ts';
import type { MainLine } from '../main-line/main-line.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import { settleMerges } from '../merging/settle-merges.ts';
import { createQueries, type Queries } from '../queries/queries.ts';
import { keepWarm, warmOrders } from '../queries/warming.ts';
import { survivorOf } from '../../../crm/modules/merge/survivor.ts';
import type { MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import { watchMentions } from '../reminders/mention-notices.ts';
import { watchReminders } from '../reminders/reminders.ts';
import { createRooms, type Rooms } from '../rooms/rooms.ts';
import type { RowChange } from '../rows/row-change.ts';
import { createSearch } from '../search/search.ts';
import {
  createWorkspaceFiles,
  type WorkspaceFileHandlers,
} from '../workspace-file/workspace-files.ts';
import { createServiceWatch, type ServiceWatch } from '../service/service-watch.ts';
import { afterLargeAct } from './after-large-act.ts';
import type { Base } from './base.ts';
import { watchDay } from './day.ts';
import { createShellLog, createSyncLog } from './shell-log.ts';
import type { Platform } from './platform.ts';
import { createRecordCounts } from './record-counts.ts';
import { sampleNames } from './sample-data.ts';
import { createSyncEvents } from './sync-events.ts';

export interface WorkspaceEvents {
  readonly workspaceChanged: (state: WorkspaceState) => void;
  readonly syncChanged: (state: SyncState) => void;
  readonly notice: (problem: Problem) => void;
  /** The team's fields and objects are others now. */
  readonly definitionsChanged: () => void;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  /** What this person can take back is something else now. */
  readonly undoListChanged: () => void;
  readonly bodyChanged: (doc: string, update: Uint8Array, origin: string) => void;
  readonly peopleChanged: (ref: RecordRef) => void;
  readonly caretsChanged: (ref: RecordRef, awareness: Uint8Array, from: string | null) => void;
  readonly calendarChanged: () => void;
  readonly serviceChanged: () => void;
  readonly escalated: (tickets: readonly { readonly id: string; readonly title: string }[]) => void;
  readonly importProgress: (progress: EventData<'import.progress'>) => void;
  readonly fileProgress: (progress: EventData<'workspaceFile.progress'>) => void;
  readonly duplicatesProgress: (progress: EventData<'duplicates.progress'>) => void;
  readonly duplicatesChanged: (change: EventData<'duplicates.changed'>) => void;
}

export interface OpenWorkspace {
  readonly engine: Engine;
  readonly registry: Registry;
  readonly queries: Queries;
  readonly calendar: Calendar;
  readonly find: (input: {
    readonly text: string;
    readonly entities?: readonly string[] | undefined;
    readonly limit: number;
  }) => CallOutput<'search'>;
  readonly imports: ImportHandlers;
  readonly files: WorkspaceFileHandlers;
  readonly bulk: BulkJobs;
  readonly duplicates: Duplicates;
  readonly rooms: Rooms;
  readonly service: ServiceWatch;
  readonly profile: () => ProfileRecord;
  readonly describe: () => WorkspaceState;
  /** Why nothing can be written now; null while it can. */
  readonly diskProblem: () => Problem | null;
  /** Another relay, or none. */
  readonly moveTo: (profile: ProfileRecord) => void;
  readonly figures: () => Record<string, number>;
  readonly close: () => void;
}

/** Counts in the navigation may lag; an import of thousands must not repaint it thousands of times. */
const COUNTS_EVERY_MS = 120;

/** The first lists come before the index: whoever starts the app looks before they search. */
const INDEX_AFTER_MS = 300;
export async function openWorkspace({
  base: { engine, rows, registry },
  profile: opened,
  platform,
  line,
  events,
}: {
  readonly base: Base;
  readonly profile: ProfileRecord;
  readonly platform: Platform;
  readonly line: MainLine;
  readonly events: WorkspaceEvents;
}): Promise<Result<OpenWorkspace>> {
  let profile = opened;
  const log = createShellLog(line);
  const logSync = createSyncLog(log);
  const syncEvents = createSyncEvents(platform.timers, (state) => {
    if (isOpen) events.syncChanged(state);
  });
  engine.setActor(profile.userId);
  const self = await ensureUser(engine, profile);
  if (!self.ok) return self;
  /** A user that was merged into another one works as that one, here as on every desktop. */
  const whoIsHere = (): string => survivorOf(engine, 'user', profile.userId);
  let meId = whoIsHere();
  engine.setActor(meId);

  const entities = (): readonly EntityDef[] => registry.workModules().map(({ entity }) => entity);
  const { locale, timeZone, timers } = platform;
  const firstDayOfWeek = firstDayOfWeekIn(locale);
  const day = watchDay(platform, () => queries.refresh());
  const queries = createQueries({
    rows,
    entityNamed: registry.entity,
    context: () => ({
      meId,
      today: day.today(),
      locale,
      timeZone,
      firstDayOfWeek,
      currency: profile.currency,
      titleOf: rows.titleOf,
    }),
    now: platform.elapsedMs,
    schedule: (run, delayMs) => void timers.after(delayMs, run),
    isWritingMuch: engine.isWritingMuch,
  });
  let isOpen = true;
  const calendar = createCalendar({
    rows,
    nowMs: () => platform.clock.nowMs(),
    elapsedMs: platform.elapsedMs,
    pause: platform.pause,
    schedule: (run, delayMs) => void timers.after(delayMs, run),
    changed: events.calendarChanged,
  });
  const untilWritten = afterLargeAct(timers, () => isOpen && engine.isWritingMuch());
  const search = createSearch({
    rows,
    entities,
    context: () => ({ locale, timeZone, titleOf: rows.titleOf }),
    now: platform.elapsedMs,
    pause: async () => {
      await platform.pause();
      await untilWritten();
    },
  });
  const aside = async (): Promise<void> => {
    await platform.pause();
    await platform.lull.wait();
    await untilWritten();
  };
  let warming: ReturnType<typeof keepWarm> | undefined;
  const prepare = async (): Promise<void> => {
    await search.build();
    if (isOpen) await calendar.prepare();
    if (!isOpen) return;
    warming = keepWarm({
      warm: () => warmOrders(queries, rows, entities(), aside),
      isWritingMuch: engine.isWritingMuch,
      timers,
    });
  };
  const cancelIndexing = timers.after(INDEX_AFTER_MS, () => void prepare());
  const rooms = createRooms({
    timers,
    me: () => ({
      userId: meId,
      name: rows.titleOf('user', meId) ?? profile.userName,
    }),
    peopleChanged: events.peopleChanged,
    caretsChanged: events.caretsChanged,
    events: {
      joined: () => log('info', 'room.joined'),
      // A relay that answers in a room can be asked for the feed, whatever its backoff says.
      heard: engine.retryNow,
      refused: (status) => log('warn', 'room.failed', { status }),
    },
  });
  const disk = watchDiskFloor({
    line,
    timers,
    changed: (problem) => {
      if (problem !== null) events.notice(problem);
    },
  });
  const surroundings = {
    engine,
    newId: () => newId(platform.clock, platform.random),
    pause: platform.pause,
    currency: () => profile.currency,
    country: () => new Intl.Locale(locale).maximize().region ?? 'US',
  };
  const imports = createImports({
    ...surroundings,
    entities,
    linkedEntity: registry.entity,
    emit: (_event, progress) => events.importProgress(progress),
  });
  const duplicates = createDuplicates({
    rows,
    entityNamed: registry.entity,
    context: () => ({ locale, timeZone, titleOf: rows.titleOf }),
    country: surroundings.country,
    now: platform.elapsedMs,
    pause: platform.pause,
    after: timers.after,
    progress: events.duplicatesProgress,
    changed: events.duplicatesChanged,
  });
  const settler = settleMerges({
    engine,
    entities: () => registry.modules().map(({ entity }) => entity),
    timers,
    random: platform.random,
  });
  const files = createWorkspaceFiles({
    engine,
    entities: () => registry.modules().map(({ entity }) => entity),
    emit: events.fileProgress,
    newId: () => newId(platform.clock, platform.random),
    pause: platform.pause,
  });
  const bulk = createBulkJobs({ ...surroundings, entityNamed: registry.entity });

  const service = createServiceWatch({
    engine,
    timers,
    timeZone,
    nowMs: () => platform.clock.nowMs(),
    pause: platform.pause,
    meId: () => meId,
    canWrite: () => disk.problem() === null,
    changed: events.serviceChanged,
    escalated: events.escalated,
  });
  const reminders = watchReminders({
    activities: () => rows.all('activity') as Iterable<ActivityRow>,
    get: (id) => rows.get('activity', id) as ActivityRow | undefined,
    write: engine.write,
    syncState: () => engine.syncState().state,
    meId: () => meId,
    nowMs: () => platform.clock.nowMs(),
    timers,
    claim: newId(platform.clock, platform.random),
    locale,
    timeZone,
    notify: (request) => void line.ask('notify', request),
    shown: (count) => log('info', 'reminders.shown', { count }),
  });
  const mentionNotices = watchMentions({
    mentions: () => rows.all('mention') as Iterable<MentionRow>,
    get: (id) => rows.get('mention', id) as MentionRow | undefined,
    titleOf: rows.titleOf,
    write: engine.write,
    syncState: () => engine.syncState().state,
    meId: () => meId,
    nowMs: () => platform.clock.nowMs(),
    timers,
    claim: newId(platform.clock, platform.random),
    notify: (request) => void line.ask('notify', request),
  });
  const counts = createRecordCounts(
    registry.modules().map(({ entity }) => entity.name),
    engine.all,
    sampleNames(),
  );
  const describe = (): WorkspaceState => ({
    state: 'open',
    workspaceId: workspaceIdOf(profile.token),
    workspaceName: profile.workspaceName,
    userId: meId,
    userName: rows.titleOf('user', meId) ?? profile.userName,
    relayUrl: profile.relayUrl,
    currency: profile.currency,
    counts: counts.counts(),
    hasSampleData: counts.hasSamples(),
  });
  let announcing = false;
  const announceSoon = (): void => {
    if (announcing) return;
    announcing = true;
    timers.after(COUNTS_EVERY_MS, () => {
      announcing = false;
      events.workspaceChanged(describe());
    });
  };

  let undoListVersion = engine.undoListVersion();
  const stopListening = [
    engine.on('rows', (changes) => {
      if (changes.some(({ entity }) => entity === 'user') && whoIsHere() !== meId) {
        meId = whoIsHere();
        engine.setActor(meId);
        queries.refresh();
        announceSoon();
      }
      if (counts.changed(changes)) announceSoon();
      settler.rowsChanged(changes);
      duplicates.rowsChanged(changes);
      warming?.changed(changes.length);
      calendar.rowsChanged(changes);
      service.rowsChanged(changes);
      reminders.rowsChanged(changes);
      mentionNotices.rowsChanged(changes);
      events.rowsChanged(changes);
      if (engine.undoListVersion() !== undoListVersion) {
        undoListVersion = engine.undoListVersion();
        // The row that somebody looks at comes before the list of what they did.
        void platform.pause().then(events.undoListChanged);
      }
    }),
    registry.subscribe(events.definitionsChanged),
    engine.on('body', events.bodyChanged),
    engine.on('sync', (state) => {
      logSync(state);
      syncEvents(state);
    }),
    engine.on('notice', events.notice),
  ];
  const connect = (): void => {
    const { relayUrl, token, creator, workspaceName } = profile;
    rooms.setAddress(relayUrl === null ? null : { relayUrl, token });
    if (relayUrl === null) engine.disconnect();
    else engine.connect({ url: relayUrl, token, create: creator ? workspaceName : '' });
  };
  connect();

  return ok({
    engine,
    registry,
    queries,
    calendar,
    find: (question) => {
      const { hits, complete } = search.search(question);
      return { hits: [...hits], complete };
    },
    imports,
    files,
    bulk,
    duplicates,
    rooms,
    service,
    profile: () => profile,
    describe,
    diskProblem: disk.problem,
    moveTo: (next) => {
      profile = next;
      connect();
    },
    figures: () => ({
      records: Object.values(counts.counts()).reduce((sum, count) => sum + count, 0),
    }),
    close: () => {
      for (const stop of stopListening) stop();
      day.stop();
      settler.stop();
      disk.stop();
      reminders.stop();
      mentionNotices.stop();
      isOpen = false;
      queries.close();
      cancelIndexing();
      warming?.stop();
      search.close();
      rooms.close();
      service.close();
    },
  });
}

/** Everybody who works in a workspace is a record of it, so that owners, history and presence have a name. */
async function ensureUser(
  engine: Engine,
  { userId, userName }: ProfileRecord,
): Promise<Result<null>> {
  if (engine.get('user', userId) !== undefined) return ok(null);
  const written = await engine.write(
    [{ entity: 'user', id: userId, values: { name: userName }, create: true }],
    { label: 'Join the workspace', batch: '', unlisted: true },
  );
  return written.ok ? ok(null) : written;
}
