import { describe, expect, test } from 'vitest';
import { sampleBytes, sampleEnvelope } from '../rig/sample-envelopes.ts';
import { epochRules, type EpochPlace } from './epoch-rules.ts';
import { createMemoryStorage, type CommitGate } from './memory-storage.ts';
import { append, must, newWorkspace } from './storage-rig.ts';
import { storageRules } from './storage-rules.ts';
import type { AppendItem } from './storage.ts';

const WORKSPACE = '0190f3a1-0000-7000-8000-00000000000a';

const item = (n: number): AppendItem => {
  const part = { device: 'a', n };
  return { kind: 'pushed', envelope: sampleEnvelope(part), bytes: sampleBytes(part) };
};

describe('storage in memory', () => {
  test.each(Object.entries(storageRules))('%s', async (_title, rule) => {
    const storage = createMemoryStorage({ epoch: 'e' });
    await expect(rule(storage)).resolves.toBeUndefined();
  });

  test.each(Object.entries(epochRules))('%s', async (_title, rule) => {
    const storage = createMemoryStorage({ epoch: 'e' });
    let copy = storage.backUp();
    const place: EpochPlace = {
      storage: () => storage,
      restart: async () => storage.crash(),
      backUp: async () => {
        copy = storage.backUp();
        storage.crash();
      },
      restore: async () => storage.restore(copy),
    };
    await expect(rule(place)).resolves.toBeUndefined();
  });

  test('a commit that is not through when the process dies has never happened', async () => {
    let letThrough: (() => void) | null = null;
    let gated = false;
    const commitGate: CommitGate = () =>
      gated
        ? new Promise((resolve) => {
            letThrough = () => resolve('commit');
          })
        : Promise.resolve('commit');
    const storage = createMemoryStorage({ epoch: 'e', commitGate });
    await newWorkspace(storage);
    await append(storage, item(1));
    gated = true;
    let acknowledged = false;
    void append(storage, item(2)).then(() => {
      acknowledged = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    storage.crash();
    (letThrough as (() => void) | null)?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(acknowledged).toBe(false);
    gated = false;
    const { results } = await append(storage, item(2));
    expect(results).toEqual([{ kind: 'appended', seq: 2 }]);
  });

  test('a commit that fails leaves nothing behind', async () => {
    let fate: 'commit' | 'full' | 'failed' = 'commit';
    const storage = createMemoryStorage({ epoch: 'e', commitGate: async () => fate });
    await newWorkspace(storage);
    const numbering = {
      device: 'relay:e',
      standing: () => null,
      compose: () => sampleEnvelope({ device: 'r', n: 1 }),
    };
    for (const [next, code] of [
      ['full', 'storage-full'],
      ['failed', 'storage-failed'],
    ] as const) {
      fate = next;
      const refused = await storage.append(WORKSPACE, [item(1)], numbering);
      expect(refused).toEqual({ ok: false, problem: { code, errorNumber: 0 } });
    }
    fate = 'commit';
    expect(must(await storage.countDocs(WORKSPACE))).toBe(0);
    expect((await append(storage, item(1))).head).toBe(1);
  });

  test('the planted bug applies a repeated push twice', async () => {
    const storage = createMemoryStorage({ epoch: 'e', faults: { repushAppliedTwice: true } });
    await newWorkspace(storage);
    await append(storage, item(1));
    expect((await append(storage, item(1))).head).toBe(2);
  });
});
