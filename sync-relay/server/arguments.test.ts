import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

const GOOD = ['--port', '4517', '--data', '/srv/relay'];

test('a port and a directory are enough; then only this machine is served and may create', () => {
  expect(readArguments(GOOD)).toEqual({
    ok: true,
    value: { host: '127.0.0.1', port: 4517, dataDirectory: '/srv/relay', creation: 'loopback' },
  });
});

test.each([
  [['--closed'], 'nobody'],
  [['--open-creation'], 'anyone'],
] as const)('%s decides who may create', (extra, creation) => {
  const read = readArguments([...GOOD, ...extra]);
  expect(read.ok && read.value.creation).toBe(creation);
});

test.each([
  ['here', ''],
  ['https://help.example.com/', 'https://help.example.com'],
  ['http://10.0.0.7:8080', 'http://10.0.0.7:8080'],
])('the public pages are at %s only if that is asked for', (portal, publicUrl) => {
  const read = readArguments([...GOOD, '--portal', portal]);
  expect(read.ok && read.value.publicUrl).toBe(publicUrl);
  const without = readArguments(GOOD);
  expect(without.ok && 'publicUrl' in without.value).toBe(false);
});

test.each([
  [[...GOOD, '--portal', 'ftp://x'], '--portal needs'],
  [[...GOOD, '--portal', 'https://example.com/help'], '--portal needs'],
  [[...GOOD, '--portal', 'nonsense'], '--portal needs'],
  [['--data', 'd'], '--port needs a number'],
  [['--data', 'd', '--port', 'x'], '--port needs a number'],
  [['--data', 'd', '--port', '70000'], '--port needs a number'],
  [['--data', 'd', '--port', '-1'], '--port'],
  [['--port', '1'], '--data needs the directory'],
  [[...GOOD, '--closed', '--open-creation'], 'contradict'],
  [[...GOOD, '--frobnicate'], '--frobnicate'],
  [[...GOOD, 'stray'], 'stray'],
])('%s is explained', (args, words) => {
  const read = readArguments(args);
  expect(read).toEqual({ ok: false, why: expect.stringContaining(words) });
  expect(!read.ok && read.why).toContain('usage:');
});
