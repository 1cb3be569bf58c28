/** The one contract of the local store, run on every implementation. */
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDexieStore } from './dexie-store.ts';
import { createDisk, type CommitFate } from './memory-disk.ts';
import { createMemoryStore } from './memory-store.ts';
import { createAesSeal, createChecksumSeal, type Seal } from './seal.ts';
import { createSealedStore } from './sealed-store.ts';
import type { Store } from './store.ts';

interface Place {
  /** A store on this place's disk; what an earlier one wrote is there. */
  readonly store: (options?: { readonly expected?: boolean }) => Store;
  /** The next commit finds no room. */
  readonly fillUp: () => void;
  /** Everything on the disk is gone without a word, as a browser does with a database that it finds damaged. */
  readonly lose: () => void;
}

const key = new Uint8Array(32).fill(7);
const drawBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function memoryPlace(): Place {
  const disk = createDisk();
  let fate: CommitFate = 'kept';
  const fateOf = (): CommitFate => {
    const now = fate;
    fate = 'kept';
    return now;
  };
  return {
    store: ({ expected = false } = {}) => createMemoryStore({ disk, hooks: { fateOf }, expected }),
    fillUp: () => {
      fate = 'full';
    },
    lose: () => disk.wipe(),
  };
}

function dexiePlace(): Place {
  let indexedDB = new IDBFactory();
  return {
    store: ({ expected = false } = {}) =>
      createDexieStore({
        databaseName: 'rapport-test',
        indexedDB,
        IDBKeyRange,
        expected: () => Promise.resolve(expected),
      }),
    fillUp: () => {
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
        throw new DOMException('the disk is full', 'QuotaExceededError');
      });
    },
    lose: () => {
      indexedDB = new IDBFactory();
    },
  };
}

function sealedPlace(inner: Place, seal: () => Promise<Seal>): Place {
  let ready: Promise<Seal> | null = null;
  const lateSeal: Seal = {
    close: async (...entry) => (await (ready ??= seal())).close(...entry),
    open: async (...entry) => (await (ready ??= seal())).open(...entry),
  };
  return { ...inner, store: (options) => createSealedStore(inner.store(options), lateSeal) };
}

const places: readonly (readonly [name: string, make: () => Place])[] = [
  ['memory', memoryPlace],
  ['dexie', dexiePlace],
  ['checksummed memory', () => sealedPlace(memoryPlace(), async () => createChecksumSeal())],
  ['sealed memory', () => sealedPlace(memoryPlace(), () => createAesSeal(key, drawBytes))],
  ['sealed dexie', () => sealedPlace(dexiePlace(), () => createAesSeal(key, drawBytes))],
];

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(places)('the store in %s', (_name, makePlace) => {
  const reopened = async (place: Place, store: Store) => {
    await store.close();
    return place.store({ expected: true }).open();
  };

  it('is empty and not lost at its first start', async () => {
    const contents = await makePlace().store().open();
    expect(contents).toMatchObject({
      empty: true,
      lost: false,
      journal: [],
      outbox: [],
      rowPacks: [],
      damaged: [],
    });
    expect(contents.meta.size).toBe(0);
  });

  it('has after a restart what was committed, by growing number', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    const meta = {
      name: 'Ada & Söhne',
      cursor: 42,
      joined: true,
      nothing: null,
      device: bytes(1, 2, 255),
    };
    expect(
      await store.commit({
        meta,
        journalAdd: [2, 10, 1].map((id) => ({ id, bytes: bytes(id) })),
        outboxAdd: [9, 11, 8].map((n) => ({ n, bytes: bytes(n, n) })),
        packs: [{ id: 'deal/3', rows: bytes(1), docs: bytes(2), history: bytes(3) }],
      }),
    ).toEqual({ ok: true });
    const contents = await reopened(place, store);
    expect(contents).toMatchObject({ empty: false, lost: false, damaged: [] });
    expect(Object.fromEntries(contents.meta)).toEqual(meta);
    expect(contents.journal).toEqual([1, 2, 10].map((id) => ({ id, bytes: bytes(id) })));
    expect(contents.outbox).toEqual([8, 9, 11].map((n) => ({ n, bytes: bytes(n, n) })));
    expect(contents.rowPacks).toEqual([{ id: 'deal/3', bytes: bytes(1) }]);
  });

  it('reads the parts of a pack one by one, and says which are absent', async () => {
    const store = makePlace().store();
    await store.open();
    await store.commit({ packs: [{ id: 'a', docs: bytes(1), rows: bytes(2) }] });
    expect(await store.readPack('a', 'docs')).toEqual({ ok: true, bytes: bytes(1) });
    expect(await store.readPack('a', 'history')).toEqual({ ok: false, why: 'absent' });
    expect(await store.readPack('b', 'docs')).toEqual({ ok: false, why: 'absent' });
  });

  it('leaves the parts of a pack that a write does not name as they are', async () => {
    const store = makePlace().store();
    await store.open();
    await store.commit({ packs: [{ id: 'a', docs: bytes(1), rows: bytes(2) }] });
    await store.commit({ packs: [{ id: 'a', rows: bytes(3) }] });
    expect(await store.readPack('a', 'docs')).toEqual({ ok: true, bytes: bytes(1) });
    expect(await store.readPack('a', 'rows')).toEqual({ ok: true, bytes: bytes(3) });
  });

  it('removes journal entries up to a number, outbox entries by number, and packs whole', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    await store.commit({
      journalAdd: [1, 2, 3].map((id) => ({ id, bytes: bytes(id) })),
      outboxAdd: [1, 2, 3].map((n) => ({ n, bytes: bytes(n) })),
      packs: [
        { id: 'a', rows: bytes(1), docs: bytes(1) },
        { id: 'b', rows: bytes(2) },
      ],
    });
    await store.commit({ journalRemoveUpTo: 2, outboxRemove: [1, 3], packsRemove: ['a'] });
    expect(await store.readPack('a', 'docs')).toEqual({ ok: false, why: 'absent' });
    const contents = await reopened(place, store);
    expect(contents.journal.map(({ id }) => id)).toEqual([3]);
    expect(contents.outbox.map(({ n }) => n)).toEqual([2]);
    expect(contents.rowPacks.map(({ id }) => id)).toEqual(['b']);
  });

  it('folds the journal into packs in one commit', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    await store.commit({ journalAdd: [1, 2].map((id) => ({ id, bytes: bytes(id) })) });
    await store.commit({
      packs: [{ id: 'a', rows: bytes(1), docs: bytes(2) }],
      journalRemoveUpTo: 2,
      journalAdd: [{ id: 3, bytes: bytes(3) }],
    });
    const contents = await reopened(place, store);
    expect(contents.journal).toEqual([{ id: 3, bytes: bytes(3) }]);
    expect(contents.rowPacks).toEqual([{ id: 'a', bytes: bytes(1) }]);
  });

  it('applies commits in the order in which they were asked for, also without waiting between', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, step) =>
        store.commit({
          meta: { step },
          outboxAdd: [{ n: step, bytes: new Uint8Array((step % 7) * 1000) }],
          ...(step > 0 && { outboxRemove: [step - 1] }),
        }),
      ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const contents = await reopened(place, store);
    expect(contents.meta.get('step')).toBe(199);
    expect(contents.outbox.map(({ n }) => n)).toEqual([199]);
  });

  it('keeps of a view into a larger buffer only what the view shows', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    const pool = new Uint8Array(1000).fill(9);
    await store.commit({ journalAdd: [{ id: 1, bytes: pool.subarray(10, 13) }] });
    const [entry] = (await reopened(place, store)).journal;
    expect(entry?.bytes).toEqual(bytes(9, 9, 9));
    expect(entry?.bytes.buffer.byteLength).toBe(3);
  });

  it('refuses a commit that finds no room, keeps nothing of it, and takes the next', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    await store.commit({ meta: { cursor: 1 } });
    place.fillUp();
    expect(
      await store.commit({ meta: { cursor: 2 }, journalAdd: [{ id: 1, bytes: bytes(1) }] }),
    ).toEqual({ ok: false, failure: 'full' });
    expect(await store.commit({ outboxAdd: [{ n: 1, bytes: bytes(1) }] })).toEqual({ ok: true });
    const contents = await reopened(place, store);
    expect(contents.meta.get('cursor')).toBe(1);
    expect(contents.journal).toEqual([]);
    expect(contents.outbox).toHaveLength(1);
  });

  it('reads a few values of meta before it is opened, and while it is', async () => {
    const place = makePlace();
    const first = place.store();
    await first.open();
    await first.commit({ meta: { cursor: 7, epoch: 'e', device: 'd' } });
    await first.close();
    const store = place.store();
    const early = await store.readMeta(['cursor', 'epoch', 'never-written']);
    expect(Object.fromEntries(early)).toEqual({ cursor: 7, epoch: 'e' });
    const [contents, meanwhile] = await Promise.all([store.open(), store.readMeta(['device'])]);
    expect(contents.meta.get('device')).toBe('d');
    expect(meanwhile.get('device')).toBe('d');
    await store.close();
  });

  it('refuses to write after it was closed', async () => {
    const store = makePlace().store();
    await store.open();
    await store.close();
    expect(await store.commit({ meta: { cursor: 1 } })).toEqual({ ok: false, failure: 'closed' });
  });

  it('says that it was lost when it is empty where a store is known to have been', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    await store.commit({ meta: { cursor: 5 } });
    await store.close();
    place.lose();
    expect(await place.store({ expected: true }).open()).toMatchObject({ empty: true, lost: true });
  });

  it('is not lost when it was opened before but never written', async () => {
    const place = makePlace();
    const store = place.store();
    await store.open();
    expect(await reopened(place, store)).toMatchObject({ empty: false, lost: false });
  });
});
