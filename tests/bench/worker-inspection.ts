/** The worker as Chromium's own inspector sees it: how much its heap holds, and where its time goes. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { WebSocket } from 'ws';

const OPEN_TIMEOUT_MS = 10_000;

export interface WorkerInspector {
  readonly send: (method: string, params?: object) => Promise<Record<string, unknown>>;
  readonly close: () => void;
}

/** The profile's folder tells the port that Playwright asked Electron to open. */
export async function inspectWorker(dataDir: string): Promise<WorkerInspector> {
  const [port] = (await readFile(path.join(dataDir, 'DevToolsActivePort'), 'utf8')).split('\n');
  const listed = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await listed.json()) as readonly {
    readonly type: string;
    readonly url: string;
    readonly webSocketDebuggerUrl: string;
  }[];
  const worker = targets.find(
    ({ type, url }) => type === 'shared_worker' && url.includes('rapport.worker'),
  );
  if (worker === undefined) throw new Error('The inspector does not see the worker');
  return connect(worker.webSocketDebuggerUrl);
}

async function connect(url: string): Promise<WorkerInspector> {
  const socket = new WebSocket(url, {
    handshakeTimeout: OPEN_TIMEOUT_MS,
    maxPayload: 256 * 1024 * 1024,
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, (reply: CdpReply) => void>();
  let lastId = 0;
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as CdpReply;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, ({ result, error }) => {
          if (result === undefined) reject(new Error(`${method}: ${error?.message ?? ''}`));
          else resolve(result);
        });
        socket.send(JSON.stringify({ id: lastId, method, params }));
      }),
    close: () => socket.close(),
  };
}

interface CdpReply {
  readonly id: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** What is alive after a collection, in bytes: JavaScript's heap; bytes in ArrayBuffers lie beside it. */
export async function liveHeapBytes(inspector: WorkerInspector): Promise<number> {
  await inspector.send('HeapProfiler.enable');
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  await inspector.send('HeapProfiler.disable');
  return Number(usedSize);
}
