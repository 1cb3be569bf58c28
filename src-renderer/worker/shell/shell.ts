/**
 * The worker's shell: from a profile's disk to an open workspace. It starts when a window has brought the line to the
 * main process, because the key of everything on the disk comes over it.
 *
 *   starting ─► none ─► open          a workspace is created or joined once a profile
 *       │  └───────────► open         or was there already
 *       └─► damaged                   nothing is thrown away; the problem says what to do
 */
import type { WorkspaceState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { workspaceIdOf } from '../../../crm/contracts/join-link.contract.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { MainLine } from '../main-line/main-line.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import { openBase, type Base } from './base.ts';
import { openWorkspace, type OpenWorkspace } from './open-workspace.ts';
import type { WorkspaceEvents } from './workspace-events.ts';
import { definitionRowsOf } from './definition-rows.ts';
import {
  circumstancesOf,
  createFirstQuestions,
  FIRST_QUESTIONS_MS,
  type FirstScreen,
} from './first-screen.ts';
import type { Platform } from './platform.ts';
import { CallRefused } from './rpc-server.ts';
import { alreadyOpen, defect, noWorkspace } from './shell-problems.ts';
import { createShellLog, logStart } from './shell-log.ts';
import { startNotices } from './start-notices.ts';

type Phase =
  | { readonly state: 'starting' }
  /** Its records are still being read; calls wait for them, and the screens need not. */
  | {
      readonly state: 'opening';
      readonly profile: ProfileRecord;
      readonly screen: FirstScreen | undefined;
    }
  | { readonly state: 'none'; readonly base: Base }
  | { readonly state: 'open'; readonly base: Base; readonly workspace: OpenWorkspace }
  | { readonly state: 'damaged'; readonly problem: Problem };

export interface ShellEvents extends WorkspaceEvents {
  readonly stateChanged: (state: WorkspaceState) => void;
}

export interface Shell {
  /** Waits for the start; refuses the call when there is no workspace to work on. */
  readonly workspace: () => Promise<OpenWorkspace>;
  /** What is known of the first screen while the workspace is being opened. */
  readonly firstScreen: () => FirstScreen | undefined;
  /** A window has opened this question. */
  readonly asked: (query: Query) => void;
  /** null when it is not open (yet). */
  readonly openNow: () => OpenWorkspace | null;
  /** Waits for the start. */
  readonly state: () => Promise<WorkspaceState>;
  readonly engine: () => Promise<Engine>;
  /** Makes this profile's workspace; resolves when it is open. */
  readonly found: (profile: ProfileRecord) => Promise<Result<OpenWorkspace>>;
  readonly setRelay: (relayUrl: string | null) => Promise<Result<null>>;
  readonly newId: () => string;
  readonly figures: () => Record<string, number>;
  /** Once, as soon as the main line is wanted. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ShellDeps {
  readonly platform: Platform;
  readonly line: MainLine;
  readonly events: ShellEvents;
}

/** The first screen is kept for the next start when nothing has changed for so long. */
const KEEP_SCREEN_AFTER_MS = 2000;

/** What is known of a workspace before its records are: everything but how many there are. */
function describeProfile(profile: ProfileRecord): WorkspaceState {
  return {
    state: 'open',
    workspaceId: workspaceIdOf(profile.token),
    workspaceName: profile.workspaceName,
    userId: profile.userId,
    userName: profile.userName,
    userTeams: [],
    relayUrl: profile.relayUrl,
    currency: profile.currency,
    counts: {},
    hasSampleData: false,
  };
}

export function createShell({ platform, line, events }: ShellDeps): Shell {
  const { timers } = platform;
  let phase: Phase = { state: 'starting' };
  let founding = false;
  let settleKnown: () => void = () => {};
  /** Whether there is a workspace, and which. */
  const known = new Promise<void>((resolve) => {
    settleKnown = resolve;
  });
  let settleStart: () => void = () => {};
  const started = new Promise<void>((resolve) => {
    settleStart = resolve;
  });
  const figures: Record<string, number> = {};
  const log = createShellLog(line);

  const describe = (): WorkspaceState => {
    switch (phase.state) {
      case 'starting':
      case 'none':
        return { state: 'none' };
      case 'opening':
        return phase.screen?.state ?? describeProfile(phase.profile);
      case 'damaged':
        return { state: 'damaged', problem: phase.problem };
      case 'open':
        return phase.workspace.describe();
      default:
        return phase satisfies never;
    }
  };

  const enter = (next: Phase): void => {
    phase = next;
    if (next.state === 'opening' || next.state === 'open')
      askedUntilMs = platform.elapsedMs() + FIRST_QUESTIONS_MS;
    events.stateChanged(describe());
  };

  const questions = createFirstQuestions();
  let askedUntilMs = 0;
  let cancelKeeping: () => void = () => {};
  let keptAt = '';
  let keeping = false;

  /** Once nothing has changed for a while. */
  const keepScreenSoon = (): void => {
    cancelKeeping();
    keeping = true;
    cancelKeeping = timers.after(KEEP_SCREEN_AFTER_MS, () => {
      keeping = false;
      void keepScreen();
    });
  };
  const keepScreen = async (): Promise<void> => {
    if (phase.state !== 'open') return;
    const { engine, queries, profile, registry } = phase.workspace;
    const position = engine.savedPosition();
    if (position === keptAt) return;
    if (engine.isWritingMuch()) return keepScreenSoon();
    const firstScreen = questions.toKeep(
      {
        position,
        ...circumstancesOf(platform, profile()),
        state: describe(),
        definitions: definitionRowsOf({ registry, engine }),
      },
      (query) => {
        const answer = queries.run(query);
        return answer.ok ? answer.value : undefined;
      },
    );
    keptAt = position;
    // A start without it only takes longer.
    if (firstScreen !== undefined) await engine.setMeta({ firstScreen });
  };

  const openIt = async (base: Base, profile: ProfileRecord): Promise<Result<OpenWorkspace>> => {
    const workspace = await openWorkspace({ base, profile, platform, line, events });
    if (!workspace.ok) return workspace;
    const before = phase.state === 'opening' ? phase.screen : undefined;
    enter({ state: 'open', base, workspace: workspace.value });
    const definitions = definitionRowsOf(base);
    if (before !== undefined && !sameJson(before.definitions, definitions))
      events.definitionsChanged();
    base.engine.on('rows', keepScreenSoon);
    // A live connection tells of itself all the time: that puts nothing off.
    base.engine.on('sync', () => {
      if (!keeping && base.engine.savedPosition() !== keptAt) keepScreenSoon();
    });
    keepScreenSoon();
    return workspace;
  };

  const start = async (): Promise<void> => {
    const beganAtMs = platform.elapsedMs();
    log('info', 'worker.started');
    const opened = await openBase({
      platform,
      line,
      onProfile: (profile, screen) => {
        enter({ state: 'opening', profile, screen });
        settleKnown();
      },
    });
    if (!opened.ok) {
      log('error', 'worker.failed');
      enter({ state: 'damaged', problem: opened.problem });
      return;
    }
    const { base, profile, report } = opened.value;
    figures['startMs'] = platform.elapsedMs() - beganAtMs;
    logStart(log, report, figures['startMs']);
    if (profile === null) enter({ state: 'none', base });
    else {
      const workspace = await openIt(base, profile);
      if (!workspace.ok) enter({ state: 'damaged', problem: workspace.problem });
    }
    for (const notice of startNotices(report)) events.notice(notice);
  };

  return {
    start: async () => {
      try {
        await start();
      } catch {
        log('error', 'worker.failed');
        enter({ state: 'damaged', problem: defect('start') });
      }
      settleKnown();
      settleStart();
    },
    workspace: async () => {
      await started;
      switch (phase.state) {
        case 'open':
          return phase.workspace;
        case 'damaged':
          throw new CallRefused(phase.problem);
        case 'none':
        case 'opening':
        case 'starting':
          throw new CallRefused(noWorkspace);
        default:
          return phase satisfies never;
      }
    },
    firstScreen: () => (phase.state === 'opening' ? phase.screen : undefined),
    asked: (query) => {
      if (platform.elapsedMs() < askedUntilMs) questions.asked(query);
    },
    openNow: () => (phase.state === 'open' ? phase.workspace : null),
    state: async () => {
      await known;
      return describe();
    },
    engine: async () => {
      await started;
      if (phase.state === 'damaged') throw new CallRefused(phase.problem);
      if (phase.state === 'starting' || phase.state === 'opening')
        throw new CallRefused(noWorkspace);
      return phase.base.engine;
    },
    found: async (profile) => {
      await started;
      if (phase.state === 'damaged') return fail(phase.problem);
      if (phase.state !== 'none' || founding) return fail(alreadyOpen);
      const { base } = phase;
      founding = true;
      try {
        const kept = await base.keepProfile(profile);
        return kept.ok ? await openIt(base, profile) : kept;
      } finally {
        founding = false;
      }
    },
    setRelay: async (relayUrl) => {
      await started;
      if (phase.state !== 'open') return fail(noWorkspace);
      const { base, workspace } = phase;
      const profile = { ...workspace.profile(), relayUrl };
      const kept = await base.keepProfile(profile);
      if (!kept.ok) return kept;
      workspace.moveTo(profile);
      events.stateChanged(describe());
      return ok(null);
    },
    newId: () => newId(platform.clock, platform.random),
    figures: () => ({ ...figures, ...(phase.state === 'open' && phase.workspace.figures()) }),
    stop: async () => {
      await started;
      cancelKeeping();
      if (phase.state === 'open') phase.workspace.close();
      if (phase.state === 'open' || phase.state === 'none') await phase.base.engine.stop();
    },
  };
}
