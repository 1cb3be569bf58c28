import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { createDexieStore } from './dexie-store.ts';

const isNew = (): Promise<boolean> => Promise.resolve(false);

const databaseName = 'rapport-test';

describe('the store in IndexedDB', () => {
  it('is lost when the canary of its creation is missing, though the database is there', async () => {
    const indexedDB = new IDBFactory();
    const store = createDexieStore({ databaseName, indexedDB, IDBKeyRange, expected: isNew });
    await store.open();
    await store.close();
    const raw = await new Dexie(databaseName, { indexedDB, IDBKeyRange }).open();
    await raw.table('meta').clear();
    raw.close();
    const again = createDexieStore({ databaseName, indexedDB, IDBKeyRange, expected: isNew });
    expect(await again.open()).toMatchObject({ empty: false, lost: true });
  });

  it('is lost when the browser reports that it threw data away', async () => {
    const inner = new IDBFactory();
    const indexedDB = Object.assign(Object.create(inner) as IDBFactory, {
      open: (name: string, version?: number) => {
        const request = inner.open(name, version);
        request.addEventListener('upgradeneeded', (event) => {
          Object.defineProperty(event, 'dataLoss', { value: 'total' });
        });
        return request;
      },
    });
    const store = createDexieStore({ databaseName, indexedDB, IDBKeyRange, expected: isNew });
    expect(await store.open()).toMatchObject({ empty: true, lost: true });
  });

  it('answers commits with "closed" after another version of the app took the database', async () => {
    const indexedDB = new IDBFactory();
    const store = createDexieStore({ databaseName, indexedDB, IDBKeyRange, expected: isNew });
    await store.open();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(databaseName, 1000);
      request.addEventListener('success', () => resolve());
      request.addEventListener('error', () => reject(request.error ?? new Error('open failed')));
    });
    expect(await store.commit({ meta: { cursor: 1 } })).toEqual({ ok: false, failure: 'closed' });
  });
});
