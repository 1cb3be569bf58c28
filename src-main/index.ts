/**
 * The order of start-up, and nothing else. Each phase is a function of its own; how long each
 * took is in the log. `ready` is never awaited at top level: in an ES module that deadlocks.
 */
import path from 'node:path';
import { app, ipcMain, nativeTheme, session } from 'electron';
import { guardMain, guardPage } from './app/crash-guard.ts';
import { receiveCspReport } from './app/csp-report.ts';
import { watchFirstPaint } from './app/first-paint.ts';
import { claimProfile, useProfile } from './app/profile.ts';
import { serveApp } from './app/protocol.ts';
import { closeBeforeQuit } from './app/quit.ts';
import { keepWorkerAwake } from './app/renderer-priority.ts';
import { registerScheme } from './app/scheme.ts';
import { createPhases } from './app/start-up.ts';
import { type Switches, parseSwitches } from './app/switches.ts';
import { watchPageForTests } from './app/test-watch.ts';
import { startDataSafety } from './data-safety/data-safety.ts';
import { ipcHandlers } from './ipc/channels.ts';
import { registerIpc } from './ipc/register.ts';
import { type Environment, readEnvironment } from './platform/environment.ts';
import { systemKeyStore } from './platform/key-store.ts';
import { type Log, createLog } from './platform/log.ts';
import { secureSession } from './security/session-security.ts';
import {
  type LinkInbox,
  claimLinks,
  createLinkInbox,
  placeOf,
  receiveLink,
} from './shell/links.ts';
import { showMenu } from './shell/menu.ts';
import { createNotifier } from './shell/notifications.ts';
import { createThemeSetting } from './shell/theme.ts';
import { createWindowStateFile } from './windows/window-state.ts';
import { createClosing } from './windows/closing.ts';
import { createWindows, sendEvent } from './windows/windows.ts';

/** The command line asks for something that cannot be: the message says what. */
const EXIT_BAD_COMMAND = 2;

const nowMs = () => Date.now();
const uptimeMs = () => performance.now();
const phases = createPhases(uptimeMs);
const build = path.join(import.meta.dirname, '..');

const parsed = phases.run('switches', () =>
  parseSwitches(process.argv.slice(1), { appPath: app.getAppPath(), cwd: process.cwd() }),
);
if (parsed.ok) beforeReady(parsed.switches);
else refuse(parsed.message);

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  app.exit(EXIT_BAD_COMMAND);
}

function beforeReady(switches: Switches): void {
  app.setName('Rapport');
  const folder = phases.run('profile', () => useProfile(app, switches));
  if (!folder.ok) return refuse(folder.message);
  const { userData } = folder;
  const inbox = createLinkInbox(app);
  if (!phases.run('single-instance', () => claimProfile(app, switches.link, inbox.receive))) {
    process.stdout.write(`Rapport is open already with the profile "${switches.profile}".\n`);
    app.exit(0);
    return;
  }
  const log = createLog(path.join(userData, 'logs'), nowMs);
  const environment = readEnvironment();
  guardMain(app, log, environment.isTest);
  phases.run('scheme', registerScheme);
  keepWorkerAwake(app);
  phases.logTo(log);
  const waitingSinceMs = uptimeMs();
  void Promise.all([app.whenReady(), environment.driverAttached]).then(() => {
    phases.passed('ready', waitingSinceMs);
    onReady(switches, userData, environment, inbox, log);
  });
}

function onReady(
  switches: Switches,
  userData: string,
  environment: Environment,
  inbox: LinkInbox,
  log: Log,
): void {
  const { isTest } = environment;
  phases.run('session-security', () => secureSession(app, session.defaultSession));

  const theme = createThemeSetting(userData, nativeTheme, (chosen, dark) => {
    for (const window of windows.all()) sendEvent(window, 'theme.changed', { theme: chosen, dark });
    showMenu(app, windows, theme);
  });
  const closing = createClosing(app);
  const windows = createWindows({
    preload: path.join(build, 'preload', 'index.cjs'),
    isPackaged: app.isPackaged,
    state: createWindowStateFile(userData),
    backgroundColor: theme.groundColor,
    onOpen(window) {
      closing.follow(window);
      if (isTest) watchPageForTests(window);
      guardPage(window, log, nowMs, isTest);
    },
  });
  const notify = createNotifier((route) => {
    const window = windows.front();
    if (window === null) windows.open({ route, joinLink: null });
    else if (route !== null) sendEvent(window, 'route.open', { route });
  });
  const dataSafety = phases.run('data-safety', () =>
    startDataSafety(userData, systemKeyStore, log, notify),
  );
  closeBeforeQuit(app, dataSafety.close, log);
  phases.run('ipc', () => {
    const onPainted = watchFirstPaint(app, switches, log, nowMs);
    const parts = { app, switches, environment, windows, closing, theme, notify, onPainted };
    registerIpc(ipcMain, windows, ipcHandlers(parts), dataSafety.connect, log);
  });
  phases.run('protocol', () =>
    serveApp(session.defaultSession, path.join(build, 'renderer'), (report) =>
      receiveCspReport(report, log, isTest),
    ),
  );
  phases.run('menu', () => showMenu(app, windows, theme));
  phases.run('window', () => windows.open(placeOf(switches.link)));
  app.on('activate', () => inbox.receive(null));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  phases.run('links', () => {
    claimLinks(app);
    inbox.deliverTo((link) => receiveLink(link, windows, log));
  });
}
