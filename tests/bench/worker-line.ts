/**
 * A line of its own from a page to the app's worker, as a second window would have: the same SharedWorker, the same
 * messages, beside the screens. What is timed is timed inside the page, so the driver's own round trips stay out.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  WORKER_RPC_VERSION,
  windowLock,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventData,
  type EventName,
  type WorkerMessage,
} from '../../crm/contracts/worker-rpc.contract.ts';
import { CHECKOUT } from '../e2e/launch.ts';

/** A SharedWorker is found by its address, which holds the hash of the build. */
const ASSETS = path.join(CHECKOUT, 'out/renderer/assets');

export interface PageLine {
  readonly call: <Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallOutput<Name>>;
  /** Returns the function that stops listening. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (data: EventData<Name>) => void,
  ) => () => void;
}

declare global {
  interface Window {
    benchLine: PageLine;
  }
}

/** Puts `window.benchLine` into the page, once its app runs. */
export async function openWorkerLine(page: Page): Promise<void> {
  // The app's own window must be the worker's first: that one is asked for the line to the main process.
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  const worker = readdirSync(ASSETS).find((name) => /^rapport\.worker-.+\.js$/.test(name));
  if (worker === undefined) throw new Error(`There is no built worker in ${ASSETS}`);
  const windowId = `bench-${process.pid}`;
  await page.evaluate(openInPage, {
    url: `/assets/${worker}`,
    windowId,
    lock: windowLock(windowId),
    version: WORKER_RPC_VERSION,
  });
}

/** Runs in the page, so it uses nothing from outside. */
async function openInPage(setting: {
  readonly url: string;
  readonly windowId: string;
  readonly lock: string;
  readonly version: number;
}): Promise<void> {
  await new Promise<void>((held) => {
    void navigator.locks.request(setting.lock, () => {
      held();
      return new Promise<never>(() => {});
    });
  });
  const { port } = new SharedWorker(setting.url, { type: 'module', name: 'rapport' });
  const waiting = new Map<
    number,
    { readonly settle: (value: never) => void; readonly refuse: (error: Error) => void }
  >();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let lastId = 0;
  const ready = new Promise<void>((settle) => {
    port.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      switch (data.t) {
        case 'ready':
          settle();
          break;
        case 'reply':
          waiting.get(data.id)?.settle(data.output as never);
          waiting.delete(data.id);
          break;
        case 'failed':
          waiting.get(data.id)?.refuse(new Error(data.problem.code));
          waiting.delete(data.id);
          break;
        case 'event':
          for (const listener of listeners.get(data.name) ?? []) listener(data.data as never);
          break;
        default:
          data satisfies never;
      }
    });
  });
  port.start();
  port.postMessage({ t: 'hello', version: setting.version, windowId: setting.windowId });
  await ready;
  window.benchLine = {
    call: (name, input) =>
      new Promise((settle, refuse) => {
        lastId += 1;
        waiting.set(lastId, { settle, refuse });
        port.postMessage({ t: 'call', id: lastId, name, input });
      }),
    on: (name, listener) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => void all.delete(listener);
    },
  };
}
