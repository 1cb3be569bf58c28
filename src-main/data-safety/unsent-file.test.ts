import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnsentFile } from './unsent-file.ts';
import { FILE_HEADER_BYTES, readFrames, readSalt } from './unsent-frames.ts';

const SALT = 0x9e3779b9;
let directory = '';
let fileCount = 0;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'rapport-unsent-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const newPath = () => path.join(directory, `unsent-${fileCount++}`);

async function opened(file: string): Promise<UnsentFile> {
  const result = await UnsentFile.open(file, () => SALT);
  if (!result.ok) throw new Error(result.problem.code);
  return result.unsent;
}

type Plain = readonly [device: string, n: number, bytes: string];

async function entriesOf(unsent: UnsentFile): Promise<Plain[]> {
  const listed = await unsent.list();
  if (!listed.ok) throw new Error(listed.problem.code);
  return listed.entries.map(({ device, n, bytes }) => [
    device,
    n,
    Buffer.from(bytes).toString('base64'),
  ]);
}

async function reopenedEntries(file: string): Promise<Plain[]> {
  const unsent = await opened(file);
  const entries = await entriesOf(unsent);
  await unsent.close();
  return entries;
}

type Step =
  | { kind: 'append'; device: string; n: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'remove'; device: string; from: number; to: number };

/** What the file must hold after these steps, said without any of its code. */
function expected(steps: readonly Step[]): Plain[] {
  let entries: Plain[] = [];
  for (const step of steps) {
    if (step.kind === 'remove') {
      const { from, to } = step;
      entries = entries.filter(([device, n]) => device !== step.device || n < from || n > to);
      continue;
    }
    entries = entries.filter(([device, n]) => device !== step.device || n !== step.n);
    entries.push([step.device, step.n, Buffer.from(step.bytes).toString('base64')]);
  }
  return entries;
}

const device = fc.constantFrom('a', 'device-b');
const number = fc.integer({ min: 0, max: 12 });
const stepsArbitrary = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        device,
        n: number,
        bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('remove' as const),
        device,
        from: number,
        to: number,
      }),
    },
  ),
  { minLength: 1, maxLength: 14 },
);

/** Runs the steps one by one; `ends[i]` is the file's size once step i was confirmed. */
async function written(steps: readonly Step[]): Promise<{ content: Buffer; ends: number[] }> {
  const file = newPath();
  const unsent = await opened(file);
  const ends: number[] = [];
  for (const step of steps) {
    const result = step.kind === 'append' ? await unsent.append(step) : await unsent.remove([step]);
    expect(result.ok).toBe(true);
    ends.push(readFileSync(file).length);
  }
  await unsent.close();
  return { content: readFileSync(file), ends };
}

describe('the file of unsent envelopes', () => {
  test('any prefix that a crash leaves holds exactly the confirmed steps that fit into it', async () => {
    await fc.assert(
      fc.asyncProperty(
        stepsArbitrary,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (steps, where) => {
          const { content, ends } = await written(steps);
          const cut = FILE_HEADER_BYTES + Math.round(where * (content.length - FILE_HEADER_BYTES));
          const file = newPath();
          writeFileSync(file, content.subarray(0, cut));
          const fitting = steps.filter((_, index) => ends[index]! <= cut);
          expect(await reopenedEntries(file)).toEqual(expected(fitting));
          expect(await reopenedEntries(file), 'and again after the repair').toEqual(
            expected(fitting),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a damaged byte costs the step that it lies in and no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        stepsArbitrary,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (steps, where, flip) => {
          const { content, ends } = await written(steps);
          const at = Math.min(content.length - 1, Math.floor(where * content.length));
          content[at] = content[at]! ^ flip;
          const file = newPath();
          writeFileSync(file, content);
          const whole = steps.filter((_, index) => {
            const start = index === 0 ? FILE_HEADER_BYTES : ends[index - 1]!;
            return at < start || at >= ends[index]!;
          });
          expect(await reopenedEntries(file)).toEqual(expected(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a torn tail is set aside in a file of its own, and appending goes on after it', async () => {
    const { content } = await written([
      { kind: 'append', device: 'a', n: 1, bytes: new Uint8Array([1, 2, 3]) },
      { kind: 'append', device: 'a', n: 2, bytes: new Uint8Array([4, 5, 6]) },
    ]);
    const file = newPath();
    writeFileSync(file, content.subarray(0, content.length - 2));
    const unsent = await opened(file);
    expect(unsent.damagedBytes).toBeGreaterThan(0);
    const setAside = readdirSync(directory).filter(
      (name) => name.startsWith(path.basename(file)) && name.endsWith('.damaged'),
    );
    expect(setAside).toHaveLength(1);
    await unsent.append({ device: 'a', n: 3, bytes: new Uint8Array([7]) });
    await unsent.close();
    expect((await reopenedEntries(file)).map(([, n]) => n)).toEqual([1, 3]);
  });

  test('a file that is something else is set aside whole, never overwritten', async () => {
    const file = newPath();
    writeFileSync(file, 'this is a letter, not a file of changes');
    const unsent = await opened(file);
    expect(await entriesOf(unsent)).toEqual([]);
    await unsent.close();
    expect(readFileSync(`${file}.1.damaged`, 'utf8')).toMatch(/^this is a letter/);
  });

  test('a stretch of zeros, as some file systems leave it after a power cut, is not an entry', async () => {
    const { content } = await written([
      { kind: 'append', device: 'a', n: 1, bytes: new Uint8Array([1]) },
    ]);
    const file = newPath();
    writeFileSync(file, Buffer.concat([content, Buffer.alloc(4096)]));
    expect((await reopenedEntries(file)).map(([, n]) => n)).toEqual([1]);
  });

  test('appends asked for at once are all confirmed and keep their order', async () => {
    const file = newPath();
    const unsent = await opened(file);
    const results = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        unsent.append({ device: 'a', n, bytes: new Uint8Array([n % 256]) }),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect((await entriesOf(unsent)).map(([, n]) => n)).toEqual(
      Array.from({ length: 500 }, (_, n) => n),
    );
    await unsent.close();
    expect(await reopenedEntries(file)).toHaveLength(500);
  });

  test('removed entries give their space back once they outweigh the rest', async () => {
    const file = newPath();
    const unsent = await opened(file);
    const kilobyte = new Uint8Array(1024).fill(7);
    for (let n = 0; n < 600; n += 100) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          unsent.append({ device: 'a', n: n + index, bytes: kilobyte }),
        ),
      );
    }
    const before = readFileSync(file).length;
    await unsent.remove([{ device: 'a', from: 0, to: 589 }]);
    expect((await entriesOf(unsent)).map(([, n]) => n)).toEqual([
      590, 591, 592, 593, 594, 595, 596, 597, 598, 599,
    ]);
    const after = readFileSync(file).length;
    expect(before).toBeGreaterThan(600 * 1024);
    expect(after).toBeLessThan(12 * 1024);
    await unsent.append({ device: 'a', n: 600, bytes: kilobyte });
    await unsent.close();
    expect(await reopenedEntries(file)).toHaveLength(11);
  });

  test('removing for one device leaves the other device alone', async () => {
    const unsent = await opened(newPath());
    await unsent.append({ device: 'a', n: 1, bytes: new Uint8Array(1) });
    await unsent.append({ device: 'b', n: 1, bytes: new Uint8Array(1) });
    await unsent.remove([{ device: 'a', from: 1, to: 5 }]);
    expect((await entriesOf(unsent)).map(([device]) => device)).toEqual(['b']);
    await unsent.close();
  });

  test('a frame hidden inside an envelope is not read as an entry when its surroundings are damaged', async () => {
    const inner = await written([
      { kind: 'append', device: 'a', n: 99, bytes: new Uint8Array([1]) },
    ]);
    const hidden = new Uint8Array(inner.content.subarray(FILE_HEADER_BYTES));
    const file = newPath();
    const result = await UnsentFile.open(file, () => 0x01020304);
    if (!result.ok) throw new Error(result.problem.code);
    await result.unsent.append({ device: 'a', n: 1, bytes: hidden });
    await result.unsent.close();
    const content = readFileSync(file);
    content[FILE_HEADER_BYTES + 9] = content[FILE_HEADER_BYTES + 9]! ^ 0xff;
    writeFileSync(file, content);
    expect(await reopenedEntries(file)).toEqual([]);
  });
});

function writer(file: string, first: number, count: number, before = '') {
  const script = path.join(import.meta.dirname, 'unsent-file.crash-writer.ts');
  const command = `${before} exec "$0" "$1" "$2" ${first} ${count}`;
  return spawn('bash', ['-c', command, process.execPath, script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('a process that dies', () => {
  test('by kill -9 at any moment loses nothing that it had confirmed', async () => {
    const file = newPath();
    const confirmed = new Set<number>();
    for (let round = 0; round < 6; round++) {
      const child = writer(file, round * 1_000_000, 1_000_000);
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 7 + round * 23));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      // The last line may have been cut by the kill itself.
      for (const line of text.split('\n').slice(0, -1)) confirmed.add(Number(line));
    }
    expect(confirmed.size).toBeGreaterThan(20);
    const unsent = await opened(file);
    const listed = await unsent.list();
    if (!listed.ok) throw new Error(listed.problem.code);
    const kept = new Map(listed.entries.map((entry) => [entry.n, entry.bytes]));
    for (const n of confirmed) {
      expect(kept.get(n), `entry ${n}`).toEqual(new Uint8Array(n % 997).fill(n % 251));
    }
    await unsent.close();
  });

  test.skipIf(process.platform === 'win32')(
    'a full disk refuses the append by name, keeps what was confirmed, and leaves no torn frame',
    async () => {
      const file = newPath();
      // 64 blocks of 1024 bytes is the longest file that this process may write.
      const child = writer(file, 0, 900, 'ulimit -f 64;');
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect(code).toBe(0);
      const lines = text.trim().split('\n');
      const confirmed = lines.filter((line) => /^\d+$/.test(line)).map(Number);
      expect(new Set(lines.filter((line) => !/^\d+$/.test(line)))).toEqual(
        new Set(['unsent.disk-full']),
      );
      expect(confirmed.length).toBeGreaterThan(50);
      const content = readFileSync(file);
      expect(readFrames(content, readSalt(content)!.salt).damaged).toEqual([]);
      expect((await reopenedEntries(file)).map(([, n]) => n)).toEqual(confirmed);
    },
  );
});

test('a list of one device leaves the others out, and what the asker has comes without its bytes', async () => {
  const unsent = await opened(newPath());
  for (const [device, n] of [
    ['desk', 1],
    ['desk', 2],
    ['other', 1],
  ] as const) {
    const done = await unsent.append({ device, n, bytes: new Uint8Array([n, 7]) });
    expect(done).toEqual({ ok: true });
  }
  const said = async (filter: Parameters<UnsentFile['list']>[0]) => {
    const listed = await unsent.list(filter);
    return listed.ok && listed.entries.map(({ device, n, bytes }) => [device, n, [...bytes]]);
  };
  expect(await said({ device: 'other' })).toEqual([['other', 1, [1, 7]]]);
  expect(await said({ bare: { device: 'desk', n: 1 } })).toEqual([
    ['desk', 1, []],
    ['desk', 2, [2, 7]],
    ['other', 1, [1, 7]],
  ]);
  await unsent.close();
});
