/** Everything that runs while a workspace is open, put together. */
import { firstDayOfWeekIn } from '../../../crm/kernel/calendar-days.ts';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { WorkspaceState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { workspaceIdOf } from '../../../crm/contracts/join-link.contract.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { zoneOfWorkspace } from '../../../crm/kernel/workspace-zone.ts';
import { WORKSPACE_ID } from '../../../crm/modules/workspace/workspace.entity.ts';
import { ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import { LAYOUT_ENTITY } from '../../../crm/kernel/layout.ts';
import { createBulkJobs, type BulkJobs } from '../bulk/bulk-jobs.ts';
import type { Engine } from '../engine/engine-api.ts';
import { createDuplicates, type Duplicates } from '../duplicates/duplicates.ts';
import { createCalendar, type Calendar } from '../calendar/calendar.ts';
import { createConcerns } from '../following/concerns.ts';
import type { FollowingWatch } from '../following/following.ts';
import { createImports, type ImportHandlers } from '../import/imports.ts';
import { watchDiskFloor } from '../main-line/disk-floor.ts';
import type { MainLine } from '../main-line/main-line.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import { createQueries, type Queries } from '../queries/queries.ts';
import { warmOrders } from '../queries/warming.ts';
import type { UserRow } from '../../../crm/modules/user/user.entity.ts';
import { createRooms, type Rooms } from '../rooms/rooms.ts';
import { isSearched } from '../search/search.ts';
import {
  createWorkspaceFiles,
  type WorkspaceFileHandlers,
} from '../workspace-file/workspace-files.ts';
import type { ArticleSuggestions } from '../service/article-suggestions.ts';
import type { ServiceWatch } from '../service/service-watch.ts';
import { afterLargeAct } from './after-large-act.ts';
import type { Base } from './base.ts';
import { createByItself } from './by-itself.ts';
import { watchDay } from './day.ts';
import { createFinding } from './finding.ts';
import { makeReady } from './making-ready.ts';
import { createShellLog, createSyncLog } from './shell-log.ts';
import type { Platform } from './platform.ts';
import { createRecordCounts } from './record-counts.ts';
import { sampleNames } from './sample-data.ts';
import { createSyncEvents } from './sync-events.ts';
import { enterAs } from './who-is-here.ts';
import type { WorkspaceEvents } from './workspace-events.ts';

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
  readonly articles: ArticleSuggestions;
  readonly following: FollowingWatch;
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
  const entered = await enterAs(engine, profile);
  if (!entered.ok) return entered;
  const me = entered.value;

  const entities = (): readonly EntityDef[] => registry.workModules().map(({ entity }) => entity);
  const allEntities = (): readonly EntityDef[] => registry.modules().map(({ entity }) => entity);
  const searched = (): readonly EntityDef[] => allEntities().filter(isSearched);
  const { locale, timeZone, timers } = platform;
  const firstDayOfWeek = firstDayOfWeekIn(locale);
  const day = watchDay(
    platform,
    () => zoneOfWorkspace(engine.get('workspace', WORKSPACE_ID), timeZone),
    () => queries.refresh(),
  );
  const concerns = createConcerns(rows, me.id);
  const queries = createQueries({
    rows,
    concerns,
    entityNamed: registry.entity,
    context: () => ({
      meId: me.id(),
      today: day.today(),
      teamToday: day.teamToday(),
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
  const { search, articles } = createFinding({
    engine,
    rows,
    entities: searched,
    platform,
    untilWritten,
  });
  const ready = makeReady({
    platform,
    search,
    calendar,
    warm: (pause) => warmOrders(queries, rows, entities(), pause),
    isWritingMuch: engine.isWritingMuch,
    untilWritten,
  });
  const rooms = createRooms({
    timers,
    me: () => ({
      userId: me.id(),
      name: rows.titleOf('user', me.id()) ?? profile.userName,
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
  const files = createWorkspaceFiles({
    engine,
    entities: allEntities,
    emit: events.fileProgress,
    newId: () => newId(platform.clock, platform.random),
    pause: platform.pause,
  });
  const bulk = createBulkJobs({ ...surroundings, entityNamed: registry.entity });

  const byItself = createByItself({
    engine,
    rows,
    registry,
    concerns,
    platform,
    line,
    events,
    log,
    meId: me.id,
    diskProblem: disk.problem,
  });
  const counts = createRecordCounts(
    allEntities().map(({ name }) => name),
    engine.all,
    sampleNames(),
  );
  const describe = (): WorkspaceState => ({
    state: 'open',
    workspaceId: workspaceIdOf(profile.token),
    workspaceName: profile.workspaceName,
    userId: me.id(),
    userName: rows.titleOf('user', me.id()) ?? profile.userName,
    userTeams: [...((rows.get('user', me.id()) as UserRow | undefined)?.teams ?? [])],
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
      if (me.rowsChanged(changes)) {
        queries.refresh();
        announceSoon();
      }
      if (changes.some(({ entity }) => entity === LAYOUT_ENTITY)) events.definitionsChanged();
      const isMine = changes.some(({ entity, id }) => entity === 'user' && id === me.id());
      if (counts.changed(changes) || isMine) announceSoon();
      for (const part of [duplicates, calendar]) part.rowsChanged(changes);
      ready.rowsChanged(changes.length);
      byItself.rowsChanged(changes);
      events.rowsChanged(changes);
      if (engine.undoListVersion() !== undoListVersion) {
        undoListVersion = engine.undoListVersion();
        // The row that somebody looks at comes before the list of what they did.
        void platform.pause().then(events.undoListChanged);
      }
    }),
    registry.subscribe(events.definitionsChanged),
    engine.on('body', (doc, update, origin) => {
      search.noteWritten(doc);
      events.bodyChanged(doc, update, origin);
    }),
    engine.on('arrived', byItself.following.arrived),
    engine.on('sync', (state) => {
      logSync(state);
      syncEvents(state);
      byItself.syncChanged();
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
    service: byItself.service,
    articles,
    following: byItself.following,
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
      disk.stop();
      byItself.close();
      isOpen = false;
      queries.close();
      ready.stop();
      search.close();
      rooms.close();
    },
  });
}
