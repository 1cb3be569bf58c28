/** Which pack a document lies in, and where a new one goes. */
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';

/**
 * Documents in one pack: the unit in which the store reads and writes them. Chromium puts a value of more than 64 KiB
 * into a file of its own beside the database, to be made, synced and opened one by one: with 256 documents a pack,
 * 100,000 records were 800 files; with 64 they are in the database itself.
 */
export const PACK_MAX_DOCS = 64;

export interface PackPlaces {
  readonly packOf: (name: DocName) => string | undefined;
  readonly names: () => Iterable<DocName>;
  readonly packIds: () => Iterable<string>;
  readonly namesIn: (packId: string) => Iterable<DocName>;
  readonly isEmpty: (packId: string) => boolean;
  /** Which documents a pack holds; called once a pack at start. */
  readonly load: (packId: string, names: Iterable<DocName>) => void;
  /** A pack for each of these: its own, or one with room. Nothing lies there before `moveIn`. */
  readonly choose: (names: readonly DocName[]) => ReadonlyMap<DocName, string>;
  /** The pack was written with these besides what it held; `size`: documents in it now. */
  readonly moveIn: (packId: string, names: Iterable<DocName>, size: number) => void;
}

export function createPackPlaces(): PackPlaces {
  const packOf = new Map<DocName, string>();
  const packSizes = new Map<string, number>();
  /** The pack of a group that has room. */
  const openPacks = new Map<string, string>();
  const packCounts = new Map<string, number>();

  function placeNew(name: DocName, taken: Map<string, number>): string {
    const group = groupOf(name);
    let packId = openPacks.get(group);
    const size =
      packId === undefined ? PACK_MAX_DOCS : (taken.get(packId) ?? packSizes.get(packId) ?? 0);
    if (packId === undefined || size >= PACK_MAX_DOCS) {
      const count = packCounts.get(group) ?? 0;
      packCounts.set(group, count + 1);
      packId = `${group}:${count}`;
      openPacks.set(group, packId);
    }
    taken.set(packId, (taken.get(packId) ?? packSizes.get(packId) ?? 0) + 1);
    return packId;
  }

  return {
    packOf: (name) => packOf.get(name),
    names: () => packOf.keys(),
    packIds: () => packSizes.keys(),
    *namesIn(packId) {
      for (const [name, itsPack] of packOf) if (itsPack === packId) yield name;
    },
    isEmpty: (packId) => (packSizes.get(packId) ?? 0) === 0,
    load(packId, names) {
      const [group = '', index = '0'] = packId.split(':');
      let size = 0;
      for (const name of names) {
        packOf.set(name, packId);
        size += 1;
      }
      packSizes.set(packId, size);
      packCounts.set(group, Math.max(packCounts.get(group) ?? 0, Number(index) + 1));
      if (size < PACK_MAX_DOCS) openPacks.set(group, packId);
    },
    choose(names) {
      const fresh = names.filter((name) => !packOf.has(name));
      // Filling up the last pack means reading and writing it again: what comes in such numbers begins one of its own.
      if (fresh.length >= PACK_MAX_DOCS) for (const name of fresh) openPacks.delete(groupOf(name));
      const taken = new Map<string, number>();
      return new Map(names.map((name) => [name, packOf.get(name) ?? placeNew(name, taken)]));
    },
    moveIn(packId, names, size) {
      for (const name of names) packOf.set(name, packId);
      packSizes.set(packId, size);
    },
  };
}

function groupOf(name: DocName): string {
  const address = parseDocName(name);
  if (address === null) throw new Error('A document name that was never checked reached the store');
  return address.part === 'body' ? `${address.entity}.body` : address.entity;
}
