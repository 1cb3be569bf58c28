/**
 * A desktop without Electron: the real worker (store, engine, queries, rooms, shell), the real main-process half that
 * keeps its unsent file and key in a folder, and windows with the real client — in one Node process, over real message
 * ports. What is not here: Chromium's own IndexedDB (fake-indexeddb stands in) and the screens.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { startDataSafety } from '../../src-main/data-safety/data-safety.ts';
import { createLog } from '../../src-main/platform/log.ts';
import {
  createWorkerClient,
  type ConnectedClient,
} from '../../src-renderer/kit/client/worker-client.ts';
import type { Timers } from '../../src-renderer/worker/engine/ports.ts';
import { createLull } from '../../src-renderer/worker/shell/lull.ts';
import { webSocketTransport, type Platform } from '../../src-renderer/worker/shell/platform.ts';
import {
  createWorkerShell,
  type WorkerShell,
} from '../../src-renderer/worker/shell/worker-shell.ts';

/** What outlives a desktop's process. */
export interface DesktopDisk {
  readonly folder: string;
  /** Chromium's storage; replaced by an empty one it is storage that was lost. */
  indexedDB: IDBFactory;
}

export interface Desktop {
  readonly disk: DesktopDisk;
  readonly worker: WorkerShell;
  readonly openWindow: () => DesktopWindow;
  /** As when the app is closed. */
  readonly stop: () => Promise<void>;
}

export interface DesktopWindow {
  readonly windowId: string;
  readonly client: ConnectedClient;
  /** The window is gone without a word. */
  readonly vanish: () => void;
}

export function newDisk(): DesktopDisk {
  return {
    folder: mkdtempSync(path.join(tmpdir(), 'rapport-desktop-')),
    indexedDB: new IDBFactory(),
  };
}

export function startDesktop(disk: DesktopDisk = newDisk()): Desktop {
  const cancels = new Set<() => void>();
  const windowsGone = new Map<string, () => void>();
  const ports: MessagePort[] = [];
  const dataSafety = startDataSafety(
    disk.folder,
    { isReal: () => false, wrap: () => new Uint8Array(), unwrap: () => '' },
    createLog(path.join(disk.folder, 'logs'), () => Date.now()),
    () => false,
  );

  const fetchMainLine = (pass: (port: MessagePort) => void): void => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    dataSafety.connect({
      postMessage: (message) => port1.postMessage(message),
      on: (_event, listener) => port1.addEventListener('message', ({ data }) => listener({ data })),
      start: () => port1.start(),
      close: () => port1.close(),
    });
    pass(port2);
  };

  const worker = createWorkerShell({
    platform: nodePlatform(disk, cancels),
    windowEnded: (windowId) => new Promise((resolve) => windowsGone.set(windowId, resolve)),
  });

  return {
    disk,
    worker,
    openWindow: () => {
      const windowId = randomUUID();
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      const client = createWorkerClient({
        windowId,
        fetchMainLine,
        host: {
          open: ({ received }) => {
            port2.addEventListener('message', ({ data }) => received(data));
            port2.start();
            return {
              post: (message, transfer = []) => port2.postMessage(message, [...transfer]),
              close: () => port2.close(),
            };
          },
        },
      });
      worker.connect(port1);
      return { windowId, client, vanish: () => windowsGone.get(windowId)?.() };
    },
    stop: async () => {
      await worker.shell.stop();
      await dataSafety.close();
      for (const cancel of cancels) cancel();
      for (const port of ports) port.close();
    },
  };
}

function nodePlatform(disk: DesktopDisk, cancels: Set<() => void>): Platform {
  const elapsedMs = (): number => performance.now();
  const timers = cancelledTimers(cancels);
  return {
    clock: { nowMs: () => Date.now() },
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    timers,
    elapsedMs,
    transport: webSocketTransport((url) => new WebSocket(url)),
    indexedDB: disk.indexedDB,
    IDBKeyRange,
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    build: 'under-test',
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    lull: createLull(elapsedMs, timers),
  };
}

/** Those that still wait when the desktop stops are cancelled. */
function cancelledTimers(cancels: Set<() => void>): Timers {
  return {
    after: (ms, run) => {
      const timer = setTimeout(() => {
        cancels.delete(cancel);
        run();
      }, ms);
      const cancel = (): void => {
        cancels.delete(cancel);
        clearTimeout(timer);
      };
      cancels.add(cancel);
      return cancel;
    },
  };
}
