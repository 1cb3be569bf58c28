import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { MainLineReply } from '../../crm/contracts/main-line.contract.ts';
import { type LinePort, type MainLineHandlers, createMainLine } from './main-line.ts';

const openPorts: MessagePort[] = [];
afterEach(() => {
  for (const port of openPorts.splice(0)) port.close();
});

const appended: { device: string; n: number; size: number }[] = [];
const handlers: MainLineHandlers = {
  'unsent.append': async ({ device, n, bytes }) => {
    appended.push({ device, n, size: bytes.byteLength });
    return { ok: true, value: {} };
  },
  'unsent.remove': async () => ({
    ok: false,
    problem: { code: 'unsent.disk-failed', message: 'no', remedy: 'wait' },
  }),
  'unsent.list': async () => ({
    ok: true,
    value: { entries: [{ device: 'd', n: 1, bytes: new Uint8Array([1, 2]) }], damagedBytes: 0 },
  }),
  'vault.key': async () => ({ ok: true, value: { key: new Uint8Array(31), protection: 'os' } }),
  'disk.free': async () => {
    throw new Error('broken');
  },
  log: async () => ({ ok: true, value: {} }),
  notify: async () => ({ ok: true, value: { shown: false } }),
};

/** A real port pair; Node's differs from Electron's only in handing over the data unwrapped. */
function connected(line: { connect: (port: LinePort) => void }) {
  const { port1, port2 } = new MessageChannel();
  openPorts.push(port1, port2);
  line.connect({
    postMessage: (message) => port1.postMessage(message),
    on: (event, listener) => port1.on(event, (data: unknown) => listener({ data })),
    start: () => port1.start(),
    close: () => port1.close(),
  });
  const ask = (message: unknown) =>
    new Promise<MainLineReply>((resolve) => {
      port2.once('message', resolve);
      port2.postMessage(message);
    });
  return { port: port2, ask };
}

function lineWithDefects() {
  const defects: unknown[] = [];
  return { line: createMainLine(handlers, (error) => defects.push(error)), defects };
}

test('a request is answered under its id with a checked value, bytes included', async () => {
  const { ask } = connected(lineWithDefects().line);
  const bytes = new Uint8Array(3);
  const input = { device: 'dev-1', n: 7, bytes };
  expect(await ask({ v: 1, id: 5, op: 'unsent.append', input })).toEqual({
    v: 1,
    id: 5,
    ok: true,
    value: {},
  });
  expect(appended.at(-1)).toEqual({ device: 'dev-1', n: 7, size: 3 });
  const listed = await ask({ v: 1, id: 6, op: 'unsent.list', input: {} });
  expect(listed).toMatchObject({ ok: true, value: { entries: [{ n: 1 }] } });
});

test('an expected failure comes back as its problem', async () => {
  const { ask } = connected(lineWithDefects().line);
  expect(await ask({ v: 1, id: 1, op: 'unsent.remove', input: { ranges: [] } })).toMatchObject({
    ok: false,
    problem: { code: 'unsent.disk-failed' },
  });
});

test.each([
  ['another version', { v: 2, id: 3, op: 'unsent.list', input: {} }],
  ['an unknown operation', { v: 1, id: 3, op: 'disk.format', input: {} }],
  ['an unknown operation from the prototype', { v: 1, id: 3, op: 'toString', input: {} }],
  [
    'a device name with a path in it',
    { v: 1, id: 3, op: 'unsent.append', input: { device: '../x', n: 1, bytes: new Uint8Array(1) } },
  ],
  [
    'a negative number',
    { v: 1, id: 3, op: 'unsent.append', input: { device: 'x', n: -1, bytes: new Uint8Array(1) } },
  ],
  [
    'bytes that are not bytes',
    { v: 1, id: 3, op: 'unsent.append', input: { device: 'x', n: 1, bytes: 'x' } },
  ],
  [
    'free text for the log',
    { v: 1, id: 3, op: 'log', input: { level: 'info', code: 'anna@example.com', counts: {} } },
  ],
  [
    'free text as the name of a count',
    { v: 1, id: 3, op: 'log', input: { level: 'info', code: 'sync.online', counts: { anna: 1 } } },
  ],
])('%s is refused under its id', async (_title, message) => {
  const { ask } = connected(lineWithDefects().line);
  expect(await ask(message)).toMatchObject({ id: 3, ok: false, problem: { code: 'line.request' } });
});

test('a message without an id is dropped and the line goes on', async () => {
  const { port, ask } = connected(lineWithDefects().line);
  for (const junk of [null, 'hello', { id: 'x' }, { id: -1 }]) port.postMessage(junk);
  expect(await ask({ v: 1, id: 9, op: 'unsent.list', input: {} })).toMatchObject({
    id: 9,
    ok: true,
  });
});

test('a handler that throws, or answers outside of the contract, is a defect and is told as one', async () => {
  const { line, defects } = lineWithDefects();
  const { ask } = connected(line);
  expect(await ask({ v: 1, id: 1, op: 'disk.free', input: {} })).toMatchObject({
    ok: false,
    problem: { code: 'line.defect' },
  });
  expect(await ask({ v: 1, id: 2, op: 'vault.key', input: {} })).toMatchObject({
    ok: false,
    problem: { code: 'line.defect' },
  });
  expect(defects).toHaveLength(2);
});

test('a new line ends the one before', async () => {
  const { line } = lineWithDefects();
  const first = connected(line);
  const ended = new Promise((resolve) => first.port.once('close', resolve));
  const second = connected(line);
  await ended;
  expect(await second.ask({ v: 1, id: 1, op: 'unsent.list', input: {} })).toMatchObject({
    ok: true,
  });
});
