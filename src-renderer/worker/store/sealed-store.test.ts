import { describe, expect, it } from 'vitest';
import { createDisk, type Disk } from './memory-disk.ts';
import { createMemoryStore } from './memory-store.ts';
import { createAesSeal, createChecksumSeal, type Seal } from './seal.ts';
import { createSealedStore, QUARANTINE_PREFIX } from './sealed-store.ts';

const drawBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const utf8 = new TextEncoder();

async function filledDisk(seal: Seal): Promise<Disk> {
  const disk = createDisk();
  const store = createSealedStore(createMemoryStore({ disk }), seal);
  await store.open();
  await store.commit({
    meta: { cursor: 7, name: 'Ada Lovelace' },
    journalAdd: [1, 2].map((id) => ({ id, bytes: utf8.encode(`journal of Ada ${id}`) })),
    outboxAdd: [1, 2].map((n) => ({ n, bytes: utf8.encode(`outbox of Ada ${n}`) })),
    packs: ['a', 'b'].map((id) => ({
      id,
      rows: utf8.encode(`rows of Ada ${id}`),
      docs: utf8.encode(`docs of Ada ${id}`),
    })),
  });
  await store.close();
  return disk;
}

function flip(
  table: Map<number, Uint8Array> | Map<string, Uint8Array>,
  key: number | string,
  at: number,
): void {
  const bytes = (table as Map<unknown, Uint8Array>).get(key);
  if (bytes === undefined) throw new Error(`nothing at ${key}`);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
}

const seals: readonly (readonly [string, () => Promise<Seal>])[] = [
  ['a checksum', async () => createChecksumSeal()],
  ['AES-GCM', () => createAesSeal(new Uint8Array(32).fill(3), drawBytes)],
];

describe.each(seals)('a store sealed with %s', (_name, makeSeal) => {
  it('notices every flipped byte of an entry, wherever it lies', async () => {
    const seal = await makeSeal();
    const sealed = await seal.close(utf8.encode('Ada'), 'journal/1');
    for (let at = 0; at < sealed.length; at++) {
      const broken = sealed.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x10;
      expect(await seal.open(broken, 'journal/1'), `byte ${at}`).toBeNull();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(
        await seal.open(sealed.subarray(0, length), 'journal/1'),
        `length ${length}`,
      ).toBeNull();
    }
    expect(await seal.open(sealed, 'journal/1')).toEqual(utf8.encode('Ada'));
  });

  it('reports a damaged entry by table and key, leaves it out, and reads the others', async () => {
    const seal = await makeSeal();
    const disk = await filledDisk(seal);
    flip(disk.tables.journal, 2, 6);
    flip(disk.tables.outbox, 1, 6);
    flip(disk.tables.packs.rows, 'a', 6);
    const contents = await createSealedStore(createMemoryStore({ disk }), seal).open();
    expect(contents.damaged).toHaveLength(3);
    expect(contents.damaged).toEqual(
      expect.arrayContaining([
        { table: 'journal', key: '2' },
        { table: 'outbox', key: '1' },
        { table: 'packs', key: 'a', part: 'rows' },
      ]),
    );
    expect(contents.journal.map(({ id }) => id)).toEqual([1]);
    expect(contents.outbox.map(({ n }) => n)).toEqual([2]);
    expect(contents.rowPacks.map(({ id }) => id)).toEqual(['b']);
    expect(contents.meta.get('cursor')).toBe(7);
  });

  it('keeps the raw bytes of a damaged entry, also after the entry was overwritten', async () => {
    const seal = await makeSeal();
    const disk = await filledDisk(seal);
    flip(disk.tables.packs.docs, 'b', 9);
    const raw = disk.tables.packs.docs.get('b')?.slice();
    const store = createSealedStore(createMemoryStore({ disk }), seal);
    await store.open();
    expect(await store.readPack('b', 'docs')).toEqual({ ok: false, why: 'damaged' });
    await store.commit({ packs: [{ id: 'b', docs: utf8.encode('repaired') }] });
    await store.close();
    expect(disk.tables.meta.get(`${QUARANTINE_PREFIX}packs/b/docs`)).toEqual(raw);
    const contents = await createSealedStore(createMemoryStore({ disk }), seal).open();
    expect(contents.damaged).toEqual([]);
    expect([...contents.meta.keys()].filter((key) => key.startsWith(QUARANTINE_PREFIX))).toEqual(
      [],
    );
  });

  it('takes two swapped entries for damaged', async () => {
    const seal = await makeSeal();
    const disk = await filledDisk(seal);
    const { rows } = disk.tables.packs;
    const [a, b] = [rows.get('a'), rows.get('b')];
    if (a === undefined || b === undefined) throw new Error('no packs');
    rows.set('a', b).set('b', a);
    const contents = await createSealedStore(createMemoryStore({ disk }), seal).open();
    expect(contents.rowPacks).toEqual([]);
    expect(contents.damaged).toHaveLength(2);
  });
});

describe('a store sealed with AES-GCM', () => {
  it('leaves nothing readable on the disk', async () => {
    const disk = await filledDisk(await createAesSeal(new Uint8Array(32).fill(3), drawBytes));
    const { meta, journal, outbox, packs } = disk.tables;
    const values = [meta, journal, outbox, packs.docs, packs.rows].flatMap((table) =>
      Array.from<unknown>(table.values()),
    );
    expect(values.length).toBe(10);
    for (const value of values) {
      expect(value).toBeInstanceOf(Uint8Array);
      expect(new TextDecoder('latin1').decode(value as Uint8Array)).not.toContain('Ada');
    }
  });

  it('seals the same bytes differently every time', async () => {
    const seal = await createAesSeal(new Uint8Array(32), drawBytes);
    const [first, second] = [
      await seal.close(Uint8Array.of(1), 'a'),
      await seal.close(Uint8Array.of(1), 'a'),
    ];
    expect(first).not.toEqual(second);
  });

  it('reads nothing with another key, and throws nothing away', async () => {
    const disk = await filledDisk(await createAesSeal(new Uint8Array(32).fill(3), drawBytes));
    const other = await createAesSeal(new Uint8Array(32).fill(4), drawBytes);
    const contents = await createSealedStore(createMemoryStore({ disk }), other).open();
    expect(contents.meta.size).toBe(0);
    expect(contents.damaged).toHaveLength(8);
    expect(disk.tables.journal.size).toBe(2);
  });
});
