/** The one contract of the copy outside the browser's storage: the file behind its line, and what the simulator has for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { startDataSafety } from '../../src-main/data-safety/data-safety.ts';
import type { SafetyCopy } from '../../src-renderer/worker/engine/ports.ts';
import { createMainLine } from '../../src-renderer/worker/main-line/main-line.ts';
import { createUnsentCopy } from '../../src-renderer/worker/main-line/unsent-copy.ts';
import { createAesSeal } from '../../src-renderer/worker/store/seal.ts';
import { createSafetyFile, createSimSafetyCopy } from './sim-safety-copy.ts';

interface Place {
  readonly copy: SafetyCopy;
  /** The same file, read by the next process. */
  readonly restarted: () => Promise<SafetyCopy>;
}

const key = new Uint8Array(32).fill(7);
const drawBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function filePlace(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-safety-copy-'));
  endings.push(async () => rmSync(folder, { recursive: true }));
  const seal = await createAesSeal(key, drawBytes);
  const start = (): { copy: SafetyCopy; end: () => Promise<void> } => {
    const keyStore = { isReal: () => false, wrap: () => bytes(), unwrap: () => '' };
    const safety = startDataSafety(folder, keyStore, { write: () => undefined }, () => false);
    const { port1, port2 } = new MessageChannel();
    const never = { after: () => () => undefined };
    const line = createMainLine({ timers: never });
    safety.connect({
      postMessage: (message) => port2.postMessage(message),
      on: (event, listener) => port2.on(event, (data: unknown) => listener({ data })),
      start: () => port2.start(),
      close: () => port2.close(),
    });
    line.connect({
      postMessage: (message) => port1.postMessage(message),
      addEventListener: (event, listener) => port1.on(event, (data: unknown) => listener({ data })),
      start: () => port1.start(),
      close: () => port1.close(),
    });
    const end = async (): Promise<void> => {
      port1.close();
      await safety.close();
    };
    return { copy: createUnsentCopy({ line, seal }), end };
  };
  let running = start();
  endings.unshift(() => running.end());
  return {
    copy: running.copy,
    async restarted() {
      await running.end();
      running = start();
      return running.copy;
    },
  };
}

async function simulatedPlace(): Promise<Place> {
  const file = createSafetyFile();
  const start = (): SafetyCopy => createSimSafetyCopy(file, async () => undefined);
  return { copy: start(), restarted: async () => start() };
}

const NOBODY = { device: '', n: 0 };
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

async function numbersIn(copy: SafetyCopy): Promise<string[]> {
  return (await copy.list(NOBODY)).map(({ device, n }) => `${device} ${n}`);
}

describe.each([
  ['the file behind its line', filePlace],
  ['the simulator’s', simulatedPlace],
])('the copy outside the browser’s storage: %s', (_name, newPlace) => {
  it('gives back after a restart what was appended, in that order', async () => {
    const { copy, restarted } = await newPlace();
    await copy.append('ann', 2, bytes(2));
    await copy.append('ben', 1, bytes(1));
    await copy.append('ann', 1, bytes(9));
    const kept = await (await restarted()).list(NOBODY);
    expect(kept.map(({ device, n, envelope }) => [device, n, ...envelope])).toEqual([
      ['ann', 2, 2],
      ['ben', 1, 1],
      ['ann', 1, 9],
    ]);
  });

  it('an entry appended again is there once, as it was appended last, after all others', async () => {
    const { copy } = await newPlace();
    await copy.append('ann', 1, bytes(1));
    await copy.append('ann', 2, bytes(2));
    await copy.append('ann', 1, bytes(3));
    const kept = await copy.list(NOBODY);
    expect(kept.map(({ n, envelope }) => [n, ...envelope])).toEqual([
      [2, 2],
      [1, 3],
    ]);
  });

  it('forgets what it is told to, and no lower number with it', async () => {
    const { copy, restarted } = await newPlace();
    for (const n of [1, 2, 3, 4, 5, 6]) await copy.append('ann', n, bytes(n));
    await copy.append('ben', 3, bytes(3));
    await copy.remove('ann', [6, 3, 5]);
    await copy.remove('ann', []);
    const left = ['ann 1', 'ann 2', 'ann 4', 'ben 3'];
    expect(await numbersIn(copy)).toEqual(left);
    expect(await numbersIn(await restarted())).toEqual(left);
  });

  it('forgets any number of them that lie apart', async () => {
    const { copy } = await newPlace();
    const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
    await Promise.all(numbers.map((n) => copy.append('ann', n, bytes(1))));
    await copy.remove(
      'ann',
      numbers.filter((n) => n % 2 === 0),
    );
    const left = (await copy.list(NOBODY)).map(({ n }) => n);
    expect(left.toSorted((a, b) => a - b)).toEqual(numbers.filter((n) => n % 2 === 1));
  });

  it('names without reading them those that the asker has', async () => {
    const { copy } = await newPlace();
    for (const n of [1, 2, 3]) await copy.append('ann', n, bytes(n));
    const kept = await copy.list({ device: 'ann', n: 2 });
    expect(kept.map(({ n, envelope }) => [n, ...envelope])).toEqual([[1], [2], [3, 3]]);
  });
});
