import { describe, expect, it } from 'vitest';
import {
  WORKER_RPC_VERSION,
  type WorkerMessage,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import {
  CallRefused,
  createRpcServer,
  type CallHandlers,
  type WindowSession,
} from './rpc-server.ts';
import { noWorkspace } from './shell-problems.ts';

const unused = () => {
  throw new Error('not part of this test');
};

/** All calls of the contract; a test names the few that it makes. */
function handlersWith(own: Partial<CallHandlers>): CallHandlers {
  return new Proxy(own, {
    get: (target, name) => Reflect.get(target, name) ?? unused,
  }) as CallHandlers;
}

function startServer(own: Partial<CallHandlers>) {
  const defects: unknown[] = [];
  const ends = new Map<string, () => void>();
  let needsMainLine = false;
  const lines: MessagePort[] = [];
  const server = createRpcServer({
    handlers: handlersWith(own),
    needsMainLine: () => needsMainLine,
    takeMainLine: (port) => {
      lines.push(port);
      needsMainLine = false;
    },
    windowEnded: (windowId) => new Promise((resolve) => ends.set(windowId, resolve)),
    onDefect: (error) => defects.push(error),
  });
  /** A window that speaks raw messages. */
  const openWindow = () => {
    const heard: WorkerMessage[] = [];
    let listen: (event: { data: unknown; ports: readonly MessagePort[] }) => void = () => {};
    let closed = false;
    server.connect({
      postMessage: (message) => {
        if (!closed) heard.push(structuredClone(message));
      },
      addEventListener: (_type, listener) => {
        listen = listener;
      },
      start: () => {},
      close: () => {
        closed = true;
      },
    });
    return {
      heard,
      isClosed: () => closed,
      say: async (data: unknown, ports: readonly MessagePort[] = []) => {
        listen({ data, ports });
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      },
    };
  };
  return {
    server,
    defects,
    lines,
    openWindow,
    endWindow: async (windowId: string) => {
      ends.get(windowId)?.();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
    wantMainLine: () => {
      needsMainLine = true;
    },
  };
}

const hello = (windowId: string) => ({ t: 'hello', version: WORKER_RPC_VERSION, windowId });
const ref = { entity: 'deal', id: '01890000-0000-7000-8000-000000000001' };

describe('the line between windows and the worker', () => {
  it('answers a call under its number', async () => {
    const { openWindow } = startServer({ 'worker.figures': () => ({ records: 3 }) });
    const window = openWindow();
    await window.say(hello('a'));
    await window.say({ t: 'call', id: 7, name: 'worker.figures', input: {} });
    expect(window.heard).toEqual([
      { t: 'ready', version: WORKER_RPC_VERSION, needsMainLine: false },
      { t: 'reply', id: 7, output: { records: 3 } },
    ]);
  });

  it.each([
    ['an unknown call', { t: 'call', id: 1, name: 'nothing.like.it', input: {} }],
    ['an inherited name', { t: 'call', id: 1, name: 'toString', input: {} }],
    [
      'input that does not fit',
      { t: 'call', id: 1, name: 'record.open', input: { entity: 'deal' } },
    ],
    ['a field too many', { t: 'call', id: 1, name: 'record.open', input: { ...ref, more: 1 } }],
    ['a message of no known kind', { t: 'shout', id: 1 }],
  ])('refuses %s, acts on nothing, and goes on', async (_what, message) => {
    const { openWindow, defects } = startServer({ 'worker.figures': () => ({}) });
    const window = openWindow();
    await window.say(hello('a'));
    await window.say(message);
    expect(window.heard.at(-1)).toMatchObject({
      t: 'failed',
      id: 1,
      problem: { code: 'malformed-call' },
    });
    await window.say({ t: 'call', id: 2, name: 'worker.figures', input: {} });
    expect(window.heard.at(-1)).toMatchObject({ t: 'reply', id: 2 });
    expect(defects).toEqual([]);
  });

  it('answers a handler that refuses with its problem, and one that throws with a defect that is reported', async () => {
    const { openWindow, defects } = startServer({
      'record.open': () => {
        throw new CallRefused(noWorkspace);
      },
      'worker.figures': () => {
        throw new TypeError('a defect');
      },
    });
    const window = openWindow();
    await window.say(hello('a'));
    await window.say({ t: 'call', id: 1, name: 'record.open', input: ref });
    await window.say({ t: 'call', id: 2, name: 'worker.figures', input: {} });
    expect(window.heard.slice(1)).toMatchObject([
      { t: 'failed', id: 1, problem: { code: 'no-workspace' } },
      { t: 'failed', id: 2, problem: { code: 'defect' } },
    ]);
    expect(defects).toHaveLength(1);
  });

  it('serves nobody of another version, and says which one it is', async () => {
    const { openWindow } = startServer({ 'worker.figures': () => ({}) });
    const window = openWindow();
    await window.say({ ...hello('a'), version: WORKER_RPC_VERSION + 1 });
    await window.say({ t: 'call', id: 1, name: 'worker.figures', input: {} });
    expect(window.heard).toEqual([
      { t: 'ready', version: WORKER_RPC_VERSION, needsMainLine: false },
    ]);
  });

  it.each([
    [
      'says good-bye',
      async (_end: () => Promise<void>, window: { say: (m: unknown) => Promise<void> }) =>
        window.say({ t: 'bye' }),
    ],
    ['vanishes', async (end: () => Promise<void>) => end()],
  ])('cleans up once when a window %s', async (_how, leave) => {
    let cleaned = 0;
    let session: WindowSession | undefined;
    const { server, openWindow, endWindow } = startServer({
      'worker.figures': (_input, own) => {
        session = own;
        own.onEnd(() => {
          cleaned += 1;
        });
        return {};
      },
    });
    const window = openWindow();
    await window.say(hello('a'));
    await window.say({ t: 'call', id: 1, name: 'worker.figures', input: {} });
    await leave(() => endWindow('a'), window);
    await endWindow('a');
    const heard = window.heard.length;
    server.broadcast('sync.changed', {
      state: 'off',
      pending: 0,
      refused: 0,
      problem: null,
      progress: null,
      arriving: null,
      lastLiveAt: null,
    });
    session?.emit('workspace.changed', { state: 'none' });
    expect(cleaned).toBe(1);
    expect(window.heard).toHaveLength(heard);
    expect(window.isClosed()).toBe(true);
  });

  it('tells every window what concerns all', async () => {
    const { server, openWindow } = startServer({});
    const windows = [openWindow(), openWindow()];
    await windows[0]?.say(hello('a'));
    await windows[1]?.say(hello('b'));
    server.broadcast('workspace.changed', { state: 'none' });
    for (const { heard } of windows) {
      expect(heard.at(-1)).toEqual({
        t: 'event',
        name: 'workspace.changed',
        data: { state: 'none' },
      });
    }
  });

  it('asks one window for the main line, and the next one when that is gone before it brought it', async () => {
    const { openWindow, wantMainLine, endWindow, lines } = startServer({});
    wantMainLine();
    const [first, second] = [openWindow(), openWindow()];
    await first.say(hello('a'));
    await second.say(hello('b'));
    expect(first.heard).toMatchObject([{ needsMainLine: true }]);
    expect(second.heard).toMatchObject([{ needsMainLine: false }]);
    await endWindow('a');
    expect(second.heard.at(-1)).toMatchObject({ t: 'ready', needsMainLine: true });
    const { port1 } = new MessageChannel();
    await second.say({ t: 'mainLine' }, [port1]);
    expect(lines).toEqual([port1]);
    port1.close();
    const third = openWindow();
    await third.say(hello('c'));
    expect(third.heard).toMatchObject([{ needsMainLine: false }]);
  });
});
