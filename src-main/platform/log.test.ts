import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLog, traceOf } from './log.ts';

const root = mkdtempSync(path.join(tmpdir(), 'rapport-log-'));
let count = 0;
const newDirectory = () => path.join(root, `logs-${count++}`);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const lines = (directory: string) =>
  readFileSync(path.join(directory, 'main.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a line is a time, a level, a code and numbers', () => {
  const directory = newDirectory();
  createLog(directory, () => 0).write('info', 'app.phase', {
    tag: 'ready',
    counts: { durationMs: 3 },
  });
  expect(lines(directory)).toEqual([
    {
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      code: 'app.phase',
      tag: 'ready',
      counts: { durationMs: 3 },
    },
  ]);
});

test('an error leaves its place in the code, never its message', () => {
  const error = Object.assign(new Error('anna@example.com is not in /home/anna/deals.csv'), {
    code: 'ENOENT',
  });
  const trace = traceOf(error);
  expect(trace[0]).toBe('ENOENT');
  expect(trace[1]).toMatch(/^log\.test\.ts:\d+:\d+$/);
  expect(trace.join(' ')).not.toContain('anna');
});

test('an error code with free text in it is left out', () => {
  const error = Object.assign(new Error('x'), { code: 'no such user anna' });
  expect(traceOf(error).join(' ')).not.toContain('anna');
});

test('three files of a mebibyte at most are kept', () => {
  const directory = newDirectory();
  let nowMs = 0;
  const log = createLog(directory, () => (nowMs += 1000));
  for (let round = 0; round < 5; round++) {
    writeFileSync(path.join(directory, 'main.log'), 'x'.repeat(1024 * 1024 - 10));
    createLog(directory, () => nowMs).write('info', 'app.quit');
  }
  log.write('info', 'app.quit');
  expect(readdirSync(directory).toSorted()).toEqual(['main.1.log', 'main.2.log', 'main.log']);
});

test('a failure that repeats itself is cut off within its minute and counted', () => {
  const directory = newDirectory();
  let nowMs = 0;
  const log = createLog(directory, () => nowMs);
  for (let n = 0; n < 1000; n++) log.write('error', 'main.defect');
  expect(lines(directory)).toHaveLength(300);
  nowMs = 60_000;
  log.write('info', 'app.quit');
  expect(lines(directory).at(-2)).toMatchObject({ code: 'log.dropped', counts: { count: 700 } });
});

test('a folder that cannot be made costs the log and nothing else', () => {
  const inTheWay = path.join(root, 'a-file');
  writeFileSync(inTheWay, '');
  expect(() =>
    createLog(path.join(inTheWay, 'logs'), () => 0).write('info', 'app.quit'),
  ).not.toThrow();
});
