import { expect, test } from 'vitest';
import { type IpcHandlers, answerIpc } from './handle.ts';

const opened: string[] = [];
const handlers: IpcHandlers<'window'> = {
  'app.bootstrap': () => ({ ok: true, value: { profile: 7 } as never }),
  'app.painted': () => ({ ok: true, value: {} }),
  'shell.openExternal': ({ url }) => {
    opened.push(url);
    return { ok: true, value: {} };
  },
  'page.print': () => ({ ok: true, value: { bytes: new Uint8Array() } }),
  'file.save': ({ bytes }) => ({ ok: true, value: { cancelled: bytes.byteLength === 0 } }),
  'window.open': () => ({ ok: true, value: {} }),
  'window.settled': () => ({ ok: true, value: {} }),
  'theme.set': () => {
    throw new Error('settings of anna@example.com are locked');
  },
  'notification.show': () => ({ ok: true, value: { shown: true } }),
  'edit.native': () => ({
    ok: false,
    problem: { code: 'shell.failed', message: 'm', remedy: 'r' },
  }),
};

function harness() {
  const refusals: unknown[] = [];
  const defects: unknown[] = [];
  const watch = {
    onRefusal: (refusal: unknown) => refusals.push(refusal),
    onDefect: (channel: unknown) => defects.push(channel),
  };
  const ask = (sender: 'window' | null, channel: unknown, request: unknown) =>
    answerIpc(handlers, watch, sender, channel, request);
  return { ask, refusals, defects };
}

test('a trusted sender gets the checked answer', async () => {
  const { ask } = harness();
  expect(await ask('window', 'app.painted', {})).toEqual({ ok: true, value: {} });
  expect(
    await ask('window', 'file.save', { suggestedName: 'a', bytes: new Uint8Array(2) }),
  ).toEqual({ ok: true, value: { cancelled: false } });
});

test('a sender that is not trusted is refused before anything else is looked at', async () => {
  const { ask, refusals } = harness();
  const before = opened.length;
  expect(await ask(null, 'shell.openExternal', { url: 'https://x.example' })).toMatchObject({
    ok: false,
    problem: { code: 'ipc.sender' },
  });
  expect(opened).toHaveLength(before);
  expect(refusals).toEqual([{ code: 'ipc.sender', channel: null }]);
});

test.each(['no.such', 'toString', '__proto__', 7, null])(
  'the unknown channel %j is refused, and not repeated into the log',
  async (channel) => {
    const { ask, refusals } = harness();
    expect(await ask('window', channel, {})).toMatchObject({
      problem: { code: 'ipc.unknown-channel' },
    });
    expect(refusals).toEqual([{ code: 'ipc.unknown-channel', channel: null }]);
  },
);

test.each([
  ['app.painted', { extra: 1 }],
  ['app.painted', undefined],
  ['window.open', { route: 'https://evil.example/' }],
  ['window.open', { route: '/deals\n' }],
  ['theme.set', { theme: 'pink' }],
  ['file.save', { suggestedName: 'a', bytes: [1, 2] }],
  ['shell.openExternal', { url: `https://x.example/${'a'.repeat(5000)}` }],
])('a request to %s that does not fit its schema is refused', async (channel, request) => {
  const { ask } = harness();
  expect(await ask('window', channel, request)).toMatchObject({ problem: { code: 'ipc.request' } });
});

test('an answer that does not fit its schema is a defect, not a leak', async () => {
  const { ask, defects } = harness();
  expect(await ask('window', 'app.bootstrap', {})).toMatchObject({
    problem: { code: 'ipc.defect' },
  });
  expect(defects).toEqual(['app.bootstrap']);
});

test('a handler that throws is a defect, and its message does not reach the page', async () => {
  const { ask, defects } = harness();
  const answer = await ask('window', 'theme.set', { theme: 'dark' });
  expect(answer).toMatchObject({ problem: { code: 'ipc.defect' } });
  expect(JSON.stringify(answer)).not.toContain('anna');
  expect(defects).toEqual(['theme.set']);
});

test('an expected failure passes as it is', async () => {
  const { ask } = harness();
  expect(await ask('window', 'edit.native', { action: 'undo' })).toEqual({
    ok: false,
    problem: { code: 'shell.failed', message: 'm', remedy: 'r' },
  });
});
