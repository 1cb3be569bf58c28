/**
 * Any store, with every value sealed: nothing readable is left on disk, and damage is noticed instead of read.
 * An entry whose seal does not hold is reported as damaged and left out; its raw bytes are copied to a quarantine key
 * in meta, so that repairing or overwriting the entry throws nothing away.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { PACK_PARTS } from './pack-parts.ts';
import type { Seal } from './seal.ts';
import type { MetaValue, PackPart, PackWrite, Store, StoreBatch, StoreContents } from './store.ts';

export const QUARANTINE_PREFIX = 'quarantine/';

type Damage = StoreContents['damaged'][number];
type Quarantined = Damage & { readonly raw: MetaValue };

export function createSealedStore(inner: Store, seal: Seal): Store {
  // Sealing takes several turns; this keeps the order in which commits were asked for.
  let order: Promise<unknown> = Promise.resolve();

  const quarantine = async (entries: readonly Quarantined[]): Promise<void> => {
    if (entries.length === 0) return;
    const meta: Record<string, MetaValue> = {};
    for (const { table, key, part, raw } of entries) {
      meta[QUARANTINE_PREFIX + addressOf(table, key, part)] = raw;
    }
    // Best effort: a full disk keeps the entry where it is, unread.
    await inner.commit({ meta });
  };

  return {
    readMeta: async (keys) => {
      const values = new Map<string, MetaValue>();
      for (const [key, raw] of await inner.readMeta(keys)) {
        // Damage is reported, and kept aside, by `open`.
        const bytes =
          raw instanceof Uint8Array ? await seal.open(raw, addressOf('meta', key)) : null;
        if (bytes !== null) values.set(key, decodeMeta(bytes));
      }
      return values;
    },
    open: async () => {
      const found = await inner.open();
      const broken: Quarantined[] = [];
      const openOne = async (damage: Damage, raw: MetaValue): Promise<Uint8Array | null> => {
        const bytes =
          raw instanceof Uint8Array
            ? await seal.open(raw, addressOf(damage.table, damage.key, damage.part))
            : null;
        if (bytes === null) broken.push({ ...damage, raw });
        return bytes;
      };
      const meta = new Map<string, MetaValue>();
      for (const [key, raw] of found.meta) {
        if (key.startsWith(QUARANTINE_PREFIX)) continue;
        const bytes = await openOne({ table: 'meta', key }, raw);
        if (bytes !== null) meta.set(key, decodeMeta(bytes));
      }
      const [journal, outbox, rowPacks] = await Promise.all([
        openAll(found.journal, ({ id, bytes }) =>
          openOne({ table: 'journal', key: String(id) }, bytes),
        ),
        openAll(found.outbox, ({ n, bytes }) =>
          openOne({ table: 'outbox', key: String(n) }, bytes),
        ),
        openAll(found.rowPacks, ({ id, bytes }) =>
          openOne({ table: 'packs', key: id, part: 'rows' }, bytes),
        ),
      ]);
      await quarantine(broken);
      const damaged = broken.map(({ raw: _raw, ...damage }) => damage);
      return { ...found, meta, journal, outbox, rowPacks, damaged: [...found.damaged, ...damaged] };
    },
    commit: (batch) => {
      const sealing = sealBatch(batch, seal);
      const turn = order.then(() => sealing);
      // Only the hand-over is in turn: the inner store orders and groups what it has been given.
      const handedOver = turn.then((sealed) => ({ result: inner.commit(sealed) }));
      order = handedOver;
      return handedOver.then(({ result }) => result);
    },
    readPack: async (id, part) => {
      const read = await inner.readPack(id, part);
      if (!read.ok) return read;
      const bytes = await seal.open(read.bytes, addressOf('packs', id, part));
      if (bytes !== null) return { ok: true, bytes };
      await quarantine([{ table: 'packs', key: id, part, raw: read.bytes }]);
      return { ok: false, why: 'damaged' };
    },
    close: async () => {
      await order;
      await inner.close();
    },
  };
}

function addressOf(table: Damage['table'], key: string, part?: PackPart): string {
  return part === undefined ? `${table}/${key}` : `${table}/${key}/${part}`;
}

async function openAll<Entry extends { readonly bytes: Uint8Array }>(
  entries: readonly Entry[],
  open: (entry: Entry) => Promise<Uint8Array | null>,
): Promise<Entry[]> {
  const opened = await Promise.all(
    entries.map(async (entry) => {
      const bytes = await open(entry);
      return bytes === null ? null : { ...entry, bytes };
    }),
  );
  return opened.filter((entry) => entry !== null);
}

async function sealBatch(batch: StoreBatch, seal: Seal): Promise<StoreBatch> {
  const [meta, journalAdd, outboxAdd, packs] = await Promise.all([
    Promise.all(
      Object.entries(batch.meta ?? {}).map(
        async ([key, value]) =>
          [key, await seal.close(encodeMeta(value), addressOf('meta', key))] as const,
      ),
    ),
    Promise.all(
      (batch.journalAdd ?? []).map(async ({ id, bytes }) => ({
        id,
        bytes: await seal.close(bytes, addressOf('journal', String(id))),
      })),
    ),
    Promise.all(
      (batch.outboxAdd ?? []).map(async ({ n, bytes }) => ({
        n,
        bytes: await seal.close(bytes, addressOf('outbox', String(n))),
      })),
    ),
    Promise.all((batch.packs ?? []).map((pack) => sealPack(pack, seal))),
  ]);
  return { ...batch, meta: Object.fromEntries(meta), journalAdd, outboxAdd, packs };
}

async function sealPack(pack: PackWrite, seal: Seal): Promise<PackWrite> {
  const sealed: Partial<Record<PackPart, Uint8Array>> = {};
  for (const part of PACK_PARTS) {
    const bytes = pack[part];
    if (bytes !== undefined) {
      sealed[part] = await seal.close(bytes, addressOf('packs', pack.id, part));
    }
  }
  return { id: pack.id, ...sealed };
}

function encodeMeta(value: MetaValue): Uint8Array {
  return encoding.encode((encoder) => encoding.writeAny(encoder, value));
}

/** Only ever sees what `encodeMeta` made: the seal held. */
function decodeMeta(bytes: Uint8Array): MetaValue {
  const value = decoding.readAny(decoding.createDecoder(bytes)) as MetaValue;
  return value instanceof Uint8Array ? value.slice() : value;
}
