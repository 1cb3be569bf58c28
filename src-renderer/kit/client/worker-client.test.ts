import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import {
  WORKER_RPC_VERSION,
  type WindowMessage,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import { CallFailed, createWorkerClient } from './worker-client.ts';
import type { WorkerHost } from './worker-host.ts';

type Events = Parameters<WorkerHost['open']>[0];

/** The worker's end, spoken by hand. */
function startClient() {
  const runs: { events: Events; said: WindowMessage[]; closed: boolean }[] = [];
  const client = createWorkerClient({
    windowId: 'window-1',
    fetchMainLine: () => {},
    host: {
      open: (events) => {
        const run = { events, said: [] as WindowMessage[], closed: false };
        runs.push(run);
        return {
          post: (message) => run.said.push(message),
          close: () => {
            run.closed = true;
          },
        };
      },
    },
  });
  const latest = () => {
    const run = runs.at(-1);
    if (run === undefined) throw new Error('no worker was started');
    return run;
  };
  return {
    client,
    runs,
    said: () => latest().said,
    ready: (version = WORKER_RPC_VERSION) =>
      latest().events.received({ t: 'ready', version, needsMainLine: false }),
    /** Answers the newest call of that name that the present worker was asked. */
    answer: (name: string, output: unknown) => {
      const call = latest().said.findLast(
        (message) => message.t === 'call' && message.name === name,
      );
      if (call?.t !== 'call') throw new Error(`${name} was not asked`);
      latest().events.received({ t: 'reply', id: call.id, output });
      return call;
    },
    event: (name: string, data: unknown) => latest().events.received({ t: 'event', name, data }),
    die: () => latest().events.gone(),
  };
}

const query = { entity: 'deal', sort: [], window: { offset: 0, limit: 10 } };
const result = (version: number): QueryResult => ({
  version,
  count: 0,
  offset: 0,
  rows: [],
  titles: {},
  sums: {},
});
const ref = { entity: 'deal', id: '01890000-0000-7000-8000-000000000001' };
const view = { row: null, titles: {}, people: [], incomplete: false };
const names = (messages: readonly WindowMessage[]) =>
  messages.map((message) => (message.t === 'call' ? message.name : message.t));

afterEach(() => {
  vi.useRealTimers();
});

describe('the window’s line to the worker', () => {
  it('keeps calls until the worker is ready, then sends them in their order', async () => {
    const { client, said, ready, answer } = startClient();
    const first = client.call('workspace.state', {});
    void client.call('sync.state', {});
    expect(names(said())).toEqual(['hello']);
    ready();
    expect(names(said())).toEqual(['hello', 'workspace.state', 'sync.state']);
    answer('workspace.state', { state: 'none' });
    expect(await first).toEqual({ state: 'none' });
  });

  it('hands events to those who listen, until they stop', () => {
    const { client, ready, event } = startClient();
    ready();
    const heard: unknown[] = [];
    const stop = client.on('workspace.changed', (data) => heard.push(data));
    event('workspace.changed', { state: 'none' });
    stop();
    event('workspace.changed', { state: 'none' });
    expect(heard).toEqual([{ state: 'none' }]);
  });

  it('keeps what the start has to say until a screen is there to show it, and says it once', () => {
    const { client, ready, event } = startClient();
    ready();
    const problem = { code: 'store-damaged', message: 'm', remedy: 'r' };
    event('notice', problem);
    const heard: unknown[] = [];
    for (const _screen of ['first', 'second']) client.on('notice', (data) => heard.push(data));
    expect(heard).toEqual([problem]);
    event('notice', problem);
    expect(heard).toEqual([problem, problem, problem]);
  });

  it('gives a failure as a problem where the answer has a place for one, and throws it where not', async () => {
    const { client, runs, said, ready } = startClient();
    ready();
    const created = client.call('record.create', { entity: 'deal', values: {} });
    const figures = client.call('worker.figures', {});
    const problem = { code: 'defect', message: 'm', remedy: 'r' };
    for (const message of said()) {
      if (message.t === 'call') runs[0]?.events.received({ t: 'failed', id: message.id, problem });
    }
    expect(await created).toEqual({ ok: false, problem });
    await expect(figures).rejects.toThrow(CallFailed);
  });

  it('refuses to work with a worker of another version, and says what to do', async () => {
    const { client, ready } = startClient();
    const waiting = client.call('record.create', { entity: 'deal', values: {} });
    ready(WORKER_RPC_VERSION + 1);
    expect(client.state()).toMatchObject({
      state: 'failed',
      problem: { code: 'worker-other-version' },
    });
    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'worker-other-version' } });
  });

  it('says that the worker is silent when it is not ready in time, and takes it when it comes', () => {
    vi.useFakeTimers();
    const { client, ready } = startClient();
    vi.advanceTimersByTime(20_000);
    expect(client.state()).toMatchObject({ state: 'silent', problem: { code: 'worker-silent' } });
    ready();
    expect(client.state()).toEqual({ state: 'ready' });
  });

  it('closes a record for the worker only when the last component that shows it is gone', async () => {
    const { client, said, ready, answer } = startClient();
    ready();
    for (let times = 0; times < 2; times++) {
      const opened = client.call('record.open', ref);
      answer('record.open', view);
      await opened;
    }
    await client.call('record.close', ref);
    expect(names(said())).not.toContain('record.close');
    void client.call('record.close', ref);
    expect(names(said()).at(-1)).toBe('record.close');
  });

  describe('when the worker ends', () => {
    it('starts another and opens again what was open, under the same numbers', async () => {
      const { client, runs, said, ready, answer, event, die } = startClient();
      ready();
      const opening = client.call('query.open', { query });
      answer('query.open', { ok: true, value: { subscription: 40, result: result(9) } });
      const opened = await opening;
      if (!opened.ok) throw new Error('not opened');
      const { subscription } = opened.value;
      const record = client.call('record.open', ref);
      answer('record.open', view);
      await record;
      void client.call('record.focus', { ...ref, field: 'amount' });
      const heard: unknown[] = [];
      client.on('query.changed', (data) => heard.push(data));
      client.on('record.changed', (data) => heard.push(data));

      die();
      expect(runs).toHaveLength(2);
      expect(client.state()).toEqual({ state: 'connecting' });
      ready();
      expect(names(said())).toEqual([
        'hello',
        'workspace.state',
        'sync.state',
        'query.open',
        'record.open',
        'record.focus',
        // It was on its way, unanswered, and does no harm twice.
        'record.focus',
      ]);
      answer('query.open', { ok: true, value: { subscription: 3, result: result(1) } });
      answer('record.open', { ...view, incomplete: true });
      event('query.changed', { subscription: 3, result: result(2) });
      expect(heard).toEqual([
        { subscription, result: result(1) },
        { ...ref, view: { ...view, incomplete: true } },
        { subscription, result: result(2) },
      ]);
      void client.call('query.update', { subscription, query });
      expect(said().at(-1)).toMatchObject({ name: 'query.update', input: { subscription: 3 } });
    });

    it('repeats what does no harm twice, and says of the rest that its outcome is unknown', async () => {
      const { client, said, ready, answer, die } = startClient();
      ready();
      const created = client.call('record.create', { entity: 'deal', values: {} });
      const edit = { ...ref, update: Uint8Array.of(0, 0) };
      const edited = client.call('note.edit', edit);
      die();
      expect(await created).toMatchObject({ ok: false, problem: { code: 'worker-restarted' } });
      ready();
      expect(said()).toContainEqual(expect.objectContaining({ name: 'note.edit', input: edit }));
      answer('note.edit', { ok: true, value: {} });
      expect(await edited).toEqual({ ok: true, value: {} });
      expect(names(said())).not.toContain('record.create');
    });

    it('asks a changed question again once the list that it belongs to is open again', async () => {
      const { client, said, ready, answer, die } = startClient();
      ready();
      const opening = client.call('query.open', { query });
      answer('query.open', { ok: true, value: { subscription: 40, result: result(1) } });
      const opened = await opening;
      if (!opened.ok) throw new Error('not opened');
      const changed = { ...query, window: { offset: 10, limit: 10 } };
      const updating = client.call('query.update', {
        subscription: opened.value.subscription,
        query: changed,
      });
      die();
      ready();
      expect(names(said())).not.toContain('query.update');
      expect(said()).toContainEqual(
        expect.objectContaining({ name: 'query.open', input: { query: changed } }),
      );
      answer('query.open', { ok: true, value: { subscription: 2, result: result(1) } });
      expect(said().at(-1)).toMatchObject({ name: 'query.update', input: { subscription: 2 } });
      answer('query.update', { ok: true, value: result(2) });
      expect(await updating).toEqual({ ok: true, value: result(2) });
    });

    it('still closes a record that was being opened when the first component goes', async () => {
      const { client, said, ready, answer, die } = startClient();
      ready();
      const opening = client.call('record.open', ref);
      die();
      ready();
      answer('record.open', view);
      await opening;
      void client.call('record.close', ref);
      expect(names(said()).at(-1)).toBe('record.close');
    });

    it('does not open again what was closed meanwhile', async () => {
      const { client, said, ready, answer, die } = startClient();
      ready();
      const opening = client.call('query.open', { query });
      answer('query.open', { ok: true, value: { subscription: 40, result: result(1) } });
      const opened = await opening;
      die();
      if (opened.ok) void client.call('query.close', { subscription: opened.value.subscription });
      ready();
      answer('query.open', { ok: true, value: { subscription: 1, result: result(1) } });
      expect(names(said()).filter((name) => name === 'query.close')).toHaveLength(1);
    });
  });
});
