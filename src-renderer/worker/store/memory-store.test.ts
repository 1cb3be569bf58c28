import { describe, expect, it } from 'vitest';
import { createDisk, type CommitFate } from './memory-disk.ts';
import { createMemoryStore } from './memory-store.ts';

const entry = (id: number) => ({ id, bytes: Uint8Array.of(id) });

/** Says whether a promise settles in the turns that a commit needs. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  return settled;
}

describe('the store in memory', () => {
  it('forgets at a crash what was not committed, and never answers for it', async () => {
    const disk = createDisk();
    let release: (fate: CommitFate) => void = () => {};
    const store = createMemoryStore({
      disk,
      hooks: { fateOf: () => new Promise((resolve) => (release = resolve)) },
    });
    await store.open();
    const first = store.commit({ journalAdd: [entry(1)] });
    await Promise.resolve();
    release('kept');
    expect(await first).toEqual({ ok: true });
    const second = store.commit({ journalAdd: [entry(2)] });
    const third = store.commit({ journalAdd: [entry(3)] });
    await Promise.resolve();
    disk.crash();
    release('kept');
    expect(await settles(second)).toBe(false);
    expect(await settles(third)).toBe(false);
    const contents = await createMemoryStore({ disk, expected: true }).open();
    expect(contents.journal).toEqual([entry(1)]);
    expect(contents.lost).toBe(false);
  });

  it('keeps what was written though the machine stopped before it could say so', async () => {
    const disk = createDisk();
    const store = createMemoryStore({ disk, hooks: { fateOf: () => 'unconfirmed' } });
    await store.open();
    expect(await settles(store.commit({ journalAdd: [entry(1)] }))).toBe(false);
    disk.crash();
    expect((await createMemoryStore({ disk }).open()).journal).toEqual([entry(1)]);
  });

  it('does not see what happens to an array after it was committed', async () => {
    const disk = createDisk();
    const store = createMemoryStore({ disk });
    await store.open();
    const bytes = Uint8Array.of(1);
    const committed = store.commit({ journalAdd: [{ id: 1, bytes }] });
    bytes[0] = 2;
    await committed;
    expect((await store.open()).journal).toEqual([entry(1)]);
  });
});
