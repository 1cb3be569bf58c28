/** The worker, put together: what `rapport.worker.ts` starts in a browser and tests start in Node. */
import { createMainLine, type LinePort } from '../main-line/main-line.ts';
import { createBulkCalls } from './bulk-calls.ts';
import { createCalendarCalls } from './calendar-calls.ts';
import { createCommandCalls } from './command-calls.ts';
import { createImportCalls } from './import-calls.ts';
import { createDefinitionCalls, definitionRows } from './definition-calls.ts';
import type { Platform } from './platform.ts';
import { createQualityCalls } from './quality-calls.ts';
import { createQueryCalls } from './query-calls.ts';
import { createRecordCalls } from './record-calls.ts';
import { createRpcServer, type RpcServer } from './rpc-server.ts';
import { createServiceCalls } from './service-calls.ts';
import { createTogetherCalls } from './together-calls.ts';
import { createShellLog } from './shell-log.ts';
import { createShell, type Shell } from './shell.ts';
import { createWorkspaceFileCalls } from './workspace-file-calls.ts';
import { createWorkspaceCalls } from './workspace-calls.ts';

export interface WorkerShell {
  readonly connect: RpcServer['connect'];
  readonly shell: Shell;
  readonly takeMainLine: (port: LinePort) => void;
}

export function createWorkerShell({
  platform,
  windowEnded,
}: {
  readonly platform: Platform;
  /** Resolves when the window is gone, however it went. */
  readonly windowEnded: (windowId: string) => Promise<void>;
}): WorkerShell {
  const line = createMainLine({ timers: platform.timers });
  const log = createShellLog(line);
  const onDefect = (): void => {
    log('error', 'worker.failed');
  };
  /** These run inside a commit or a received frame, which a defect in showing them must not stop. */
  const showing = (show: () => void): void => {
    try {
      show();
    } catch {
      onDefect();
    }
  };
  const shell = createShell({
    platform,
    line,
    events: {
      stateChanged: (state) => server.broadcast('workspace.changed', state),
      workspaceChanged: (state) => server.broadcast('workspace.changed', state),
      syncChanged: (state) => server.broadcast('sync.changed', state),
      notice: (problem) => server.broadcast('notice', problem),
      definitionsChanged: () =>
        showing(() => {
          server.broadcast('definitions.changed', definitionRows(shell));
          records.definitionsChanged();
        }),
      rowsChanged: (changes) => showing(() => records.rowsChanged(changes)),
      undoListChanged: () => server.broadcast('undo.changed', {}),
      peopleChanged: (ref) => showing(() => records.peopleChanged(ref)),
      caretsChanged: (...caret) => showing(() => records.caretsChanged(...caret)),
      bodyChanged: (...body) => showing(() => records.bodyChanged(...body)),
      calendarChanged: () => server.broadcast('calendar.changed', {}),
      newsChanged: () => server.broadcast('news.changed', {}),
      serviceChanged: () => server.broadcast('service.changed', {}),
      // One window: two would ring twice.
      escalated: (tickets) => server.tellOne('service.escalated', { tickets: [...tickets] }),
      importProgress: (progress) => server.broadcast('import.progress', progress),
      fileProgress: (progress) => server.broadcast('workspaceFile.progress', progress),
      duplicatesProgress: (progress) => server.broadcast('duplicates.progress', progress),
      duplicatesChanged: (change) => server.broadcast('duplicates.changed', change),
    },
  });
  const records = createRecordCalls(shell);
  const takeMainLine = (port: LinePort): void => line.connect(port);
  const server = createRpcServer({
    handlers: {
      ...createWorkspaceCalls(shell, platform),
      ...createQueryCalls(shell, platform),
      ...records.handlers,
      ...createCommandCalls(shell),
      ...createDefinitionCalls(shell),
      ...createBulkCalls(shell),
      ...createImportCalls(shell),
      ...createWorkspaceFileCalls(shell),
      ...createQualityCalls(shell, platform),
      ...createCalendarCalls(shell),
      ...createServiceCalls(shell),
      ...createTogetherCalls(shell),
    },
    needsMainLine: () => !line.connected(),
    takeMainLine,
    windowEnded,
    onDefect,
    heard: platform.lull.heard,
  });
  // Waits on the line until a window has brought it.
  void shell.start();
  return { connect: server.connect, shell, takeMainLine };
}
