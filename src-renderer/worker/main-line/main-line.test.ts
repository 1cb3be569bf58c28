import { describe, expect, it } from 'vitest';
import type { MainLineRequest } from '../../../crm/contracts/main-line.contract.ts';
import type { Timers } from '../engine/ports.ts';
import { watchDiskFloor } from './disk-floor.ts';
import { createMainLine, type LinePort } from './main-line.ts';

/** Time that a test moves by hand. */
function manualTimers() {
  let nowMs = 0;
  const waiting = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const timers: Timers = {
    after: (ms, run) => {
      const entry = { atMs: nowMs + ms, run };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
  };
  return {
    timers,
    pass: async (ms: number) => {
      nowMs += ms;
      for (const entry of [...waiting]) {
        if (entry.atMs > nowMs) continue;
        waiting.delete(entry);
        entry.run();
      }
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
  };
}

function handPort() {
  const asked: MainLineRequest[] = [];
  let listen: (event: { readonly data: unknown }) => void = () => {};
  let closed = false;
  const port: LinePort = {
    postMessage: (message) => asked.push(message),
    addEventListener: (_type, listener) => {
      listen = listener;
    },
    start: () => {},
    close: () => {
      closed = true;
    },
  };
  return {
    port,
    asked,
    isClosed: () => closed,
    say: (data: unknown) => listen({ data }),
    answer: (op: string, value: unknown) => {
      const request = asked.findLast((message) => message.op === op);
      listen({ data: { v: 1, id: request?.id, ok: true, value } });
    },
  };
}

const key = { key: new Uint8Array(32), protection: 'file' };

describe('the worker’s line to the main process', () => {
  it('keeps what is asked before it is there, however long, and asks it then', async () => {
    const { timers, pass } = manualTimers();
    const line = createMainLine({ timers });
    const asked = line.ask('vault.key', {});
    await pass(600_000);
    const { port, answer } = handPort();
    line.connect(port);
    answer('vault.key', key);
    expect(await asked).toEqual({ ok: true, value: key });
  });

  it('asks again on a newer line what the older one did not answer, and hears the older one no more', async () => {
    const line = createMainLine({ timers: manualTimers().timers });
    const [first, second] = [handPort(), handPort()];
    line.connect(first.port);
    const asked = line.ask('disk.free', {});
    line.connect(second.port);
    expect(first.isClosed()).toBe(true);
    first.answer('disk.free', { freeBytes: 1 });
    second.answer('disk.free', { freeBytes: 2 });
    expect(await asked).toEqual({ ok: true, value: { freeBytes: 2 } });
  });

  it('gives the main process’s problem as it is', async () => {
    const line = createMainLine({ timers: manualTimers().timers });
    const { port, asked, say } = handPort();
    line.connect(port);
    const appended = line.ask('unsent.append', { device: 'd', n: 1, bytes: new Uint8Array(1) });
    const problem = { code: 'unsent.disk-full', message: 'full', remedy: 'free some' };
    say({ v: 1, id: asked[0]?.id, ok: false, problem });
    expect(await appended).toEqual({ ok: false, problem });
  });

  it('takes no answer that does not fit what was asked', async () => {
    const line = createMainLine({ timers: manualTimers().timers });
    const { port, say, answer } = handPort();
    line.connect(port);
    const asked = line.ask('vault.key', {});
    say('noise');
    answer('vault.key', { key: new Uint8Array(31), protection: 'file' });
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'main-line-version' } });
  });

  it('gives up on a main process that does not answer', async () => {
    const { timers, pass } = manualTimers();
    const line = createMainLine({ timers });
    line.connect(handPort().port);
    const asked = line.ask('disk.free', {});
    await pass(30_000);
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'main-line-silent' } });
  });

  it('refuses more than it can keep while nobody answers', async () => {
    const line = createMainLine({ timers: manualTimers().timers });
    for (let count = 0; count < 2000; count++) void line.ask('disk.free', {});
    expect(await line.ask('disk.free', {})).toMatchObject({
      ok: false,
      problem: { code: 'main-line-busy' },
    });
  });
});

describe('the floor of free space', () => {
  it('makes the app read-only below it and writable above it again, and says each once', async () => {
    const { timers, pass } = manualTimers();
    const line = createMainLine({ timers });
    const { port, answer } = handPort();
    line.connect(port);
    const told: unknown[] = [];
    const floor = watchDiskFloor({
      line,
      timers,
      changed: (problem) => told.push(problem?.code ?? null),
    });
    const look = async (freeBytes: number) => {
      answer('disk.free', { freeBytes });
      await pass(0);
      await pass(20_000);
    };
    await look(10 ** 12);
    expect(floor.problem()).toBeNull();
    await look(100 * 1024 * 1024);
    expect(floor.problem()).toMatchObject({ code: 'disk-nearly-full' });
    await look(90 * 1024 * 1024);
    await look(300 * 1024 * 1024);
    expect(floor.problem()).toBeNull();
    expect(told).toEqual(['disk-nearly-full', null]);
  });

  it('does not stop anybody where the system cannot say how much is free', async () => {
    const { timers, pass } = manualTimers();
    const line = createMainLine({ timers });
    const { port, asked, say } = handPort();
    line.connect(port);
    const floor = watchDiskFloor({ line, timers, changed: () => {} });
    const problem = { code: 'disk.unknown', message: 'm', remedy: 'r' };
    say({ v: 1, id: asked[0]?.id, ok: false, problem });
    await pass(1);
    expect(floor.problem()).toBeNull();
  });
});
