/** A real relay as a process of its own, for tests that need one to die. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = path.join(import.meta.dirname, '../../sync-relay/main.ts');
const START_TIMEOUT_MS = 20_000;
const READY = /^rapport-relay listening on ws:\/\/.*:(\d+)$/;

export interface RelayProcess {
  readonly port: number;
  /** `ws://127.0.0.1:port` */
  readonly url: string;
  readonly pid: number;
  /** All that it wrote to stderr: its log. */
  readonly log: () => string;
  /** SIGKILL: no chance to write anything. Resolves when the process is gone. */
  readonly killHard: () => Promise<void>;
  /** SIGTERM, then waits. Resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

export interface RelayProcessOptions {
  readonly dataDir: string;
  /** 0, the default, picks a free one; pass the port of the one before to come back at the same address. */
  readonly port?: number;
  readonly args?: readonly string[];
}

export type RelayEnd = { readonly code: number | null; readonly stderr: string };

/** Starts one and waits until it listens. Throws with its words when it does not. */
export async function startRelay(options: RelayProcessOptions): Promise<RelayProcess> {
  const { child, log } = launch(options);
  const port = await listeningPort(child, log);
  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    log,
    async killHard() {
      await end(child, 'SIGKILL');
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

/** Starts one that is expected to give up by itself. */
export async function relayThatGivesUp(options: RelayProcessOptions): Promise<RelayEnd> {
  const { child, log } = launch(options);
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  if (child.exitCode === null) await once(child, 'close');
  clearTimeout(timer);
  return { code: child.exitCode, stderr: log() };
}

function launch({ dataDir, port = 0, args = [] }: RelayProcessOptions) {
  const child = spawn(
    process.execPath,
    [MAIN, '--port', String(port), '--data', dataDir, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return { child, log: () => stderr };
}

function listeningPort(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the relay did not start in time: ${log()}`));
    }, START_TIMEOUT_MS);
    child.once('close', () => {
      clearTimeout(timer);
      reject(new Error(`the relay ended: ${log()}`));
    });
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = READY.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }
  return child.exitCode;
}
