/**
 * Duplicates of one entity: found once over all records in slices, then kept up to date from the table's log whenever
 * somebody asks. Archived records, and with them merged ones, are left out.
 */
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { RowTable } from '../rows/row-table.ts';
import { KeyIndex } from './key-index.ts';
import { LIKENESS_MIN, likenessOf, type Likeness } from './likeness.ts';
import { blockingKeys, signsOf, type Signs } from './signs.ts';

/** A slice between two pauses; a keystroke in a filter waits no longer than this for its turn. */
const SLICE_MS = 8;
/** Records compared for one key: “Test” five thousand times must not mean twelve million comparisons. */
const CANDIDATES_A_KEY = 16;
/** Records compared with one; those that have something rare in common with it come first. */
const CANDIDATES_A_RECORD = 24;
/**
 * Pairs kept; a list that long is a mistake in an import, to be undone rather than merged pair by pair. Where there
 * are more, the likelier half stays: what is surely one record must not drown in what merely has a common name.
 */
const PAIRS_MAX = 60_000;
/** From so many changes on the index is built anew. */
const CHANGED_MAX = 4_000;
/** Signs kept while everything is compared, some 400 bytes a record; reading them anew takes a tenth of a millisecond. */
const SIGNS_KEPT_MAX = 250_000;
const PAIR_BASE = 2 ** 21;

export interface FoundPair {
  readonly a: string;
  readonly b: string;
  readonly likeness: Likeness;
}

export interface FinderDeps {
  readonly entity: EntityDef;
  readonly table: RowTable;
  readonly country: () => string;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
  readonly progress: (done: number, total: number) => void;
}

export interface Finder {
  /** Everything that is alike, up to date. The first time it looks at all records. */
  readonly pairs: () => Promise<readonly FoundPair[]>;
  /** What a record with these values would be alike to, the likeliest first. */
  readonly alike: (
    values: Values,
    except: string | undefined,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly likeness: Likeness }[]>;
  /** Milliseconds that the last look at all records worked, and the longest slice of it. */
  readonly figures: () => { readonly workMs: number; readonly longestMs: number };
  readonly isReady: () => boolean;
}

export function createFinder(deps: FinderDeps): Finder {
  const { entity, table } = deps;
  const index = new KeyIndex();
  const pairs = new Map<number, Likeness>();
  const partners = new Map<number, Set<number>>();
  /** What is less likely, or as likely, is not kept. */
  let floor = 0;
  let signsAt = new Map<number, Signs>();
  let seen = -1;
  let indexed = false;
  let compared = false;
  let queue: Promise<unknown> = Promise.resolve();
  let workMs = 0;
  let longestMs = 0;
  let sliceStart = 0;

  async function breathe(): Promise<void> {
    const spent = deps.now() - sliceStart;
    if (spent < SLICE_MS) return;
    workMs += spent;
    longestMs = Math.max(longestMs, spent);
    await deps.pause();
    sliceStart = deps.now();
  }

  function rowAt(slot: number): AnyRow | undefined {
    const row = table.rows[slot];
    return row?.archivedAt === undefined ? row : undefined;
  }

  function signsOfSlot(slot: number): Signs | undefined {
    const known = signsAt.get(slot);
    if (known !== undefined) return known;
    const row = rowAt(slot);
    const signs = row === undefined ? undefined : signsOf(entity, row, deps.country());
    if (signs === undefined) return undefined;
    if (signsAt.size >= SIGNS_KEPT_MAX) signsAt = new Map();
    signsAt.set(slot, signs);
    return signs;
  }

  async function buildIndex(): Promise<void> {
    seen = table.log.position;
    signsAt = new Map();
    const entries: (readonly [number, readonly number[]])[] = [];
    const total = table.rows.length;
    for (let slot = 0; slot < total; slot++) {
      const signs = signsOfSlot(slot);
      if (signs !== undefined) entries.push([slot, blockingKeys(signs)]);
      if ((slot & 15) === 0) {
        await breathe();
        if ((slot & 4095) === 0) deps.progress(slot, total * 2);
      }
    }
    await index.build(entries, breathe);
    indexed = true;
  }

  function drop(slot: number): void {
    for (const other of partners.get(slot) ?? []) {
      pairs.delete(pairKey(slot, other));
      partners.get(other)?.delete(slot);
    }
    partners.delete(slot);
  }

  function keep(a: number, b: number, likeness: Likeness): void {
    if (likeness.score <= floor) return;
    pairs.set(pairKey(a, b), likeness);
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = partners.get(one);
      if (list === undefined) partners.set(one, new Set([other]));
      else list.add(other);
    }
  }

  /** Only between two slots: a single one brings a few pairs more than there is room for. */
  async function makeRoom(): Promise<void> {
    if (pairs.size < PAIRS_MAX) return;
    const scores = Float64Array.from(pairs.values(), ({ score }) => score).sort();
    floor = scores[scores.length >>> 1] ?? 1;
    let looked = 0;
    for (const [key, { score }] of pairs) {
      if (score <= floor) {
        const a = Math.floor(key / PAIR_BASE);
        const b = key - a * PAIR_BASE;
        pairs.delete(key);
        partners.get(a)?.delete(b);
        partners.get(b)?.delete(a);
      }
      if ((++looked & 511) === 0) await breathe();
    }
  }

  function compareSlot(slot: number, first: number): void {
    const signs = signsOfSlot(slot);
    if (signs === undefined) return;
    const candidates = new Set<number>();
    index.slotsOfRarest(
      blockingKeys(signs),
      first,
      CANDIDATES_A_KEY,
      CANDIDATES_A_RECORD,
      candidates,
    );
    candidates.delete(slot);
    for (const other of candidates) {
      const theirs = signsOfSlot(other);
      if (theirs === undefined) continue;
      const likeness = likenessOf(signs, theirs);
      if (likeness.score >= LIKENESS_MIN) keep(slot, other, likeness);
    }
  }

  async function compareAll(): Promise<void> {
    pairs.clear();
    partners.clear();
    floor = 0;
    const total = table.rows.length;
    for (let slot = 0; slot < total; slot++) {
      compareSlot(slot, slot + 1);
      if ((slot & 7) === 0) {
        await makeRoom();
        await breathe();
        if ((slot & 4095) === 0) deps.progress(total + slot, total * 2);
      }
    }
    deps.progress(total * 2, total * 2);
    signsAt = new Map();
    compared = true;
  }

  async function catchUp(): Promise<void> {
    const changed = indexed ? table.log.since(seen) : null;
    if (changed === null || index.changed + changed.length > CHANGED_MAX) {
      compared = false;
      return buildIndex();
    }
    seen = table.log.position;
    const slots = new Set(changed);
    for (const slot of slots) {
      signsAt.delete(slot);
      const signs = signsOfSlot(slot);
      index.put(slot, signs === undefined ? [] : blockingKeys(signs));
    }
    if (!compared) return;
    for (const slot of slots) drop(slot);
    for (const slot of slots) {
      compareSlot(slot, 0);
      await makeRoom();
      await breathe();
    }
  }

  /** One after the other: two windows that ask at once share one look. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function idAt(slot: number): string {
    return table.rows[slot]?.id ?? '';
  }

  return {
    pairs: () =>
      inTurn(async () => {
        sliceStart = deps.now();
        if (!compared) [workMs, longestMs] = [0, 0];
        await catchUp();
        if (!compared) await compareAll();
        const found: FoundPair[] = [];
        for (const [key, likeness] of pairs) {
          if ((found.length & 511) === 0) await breathe();
          const a = Math.floor(key / PAIR_BASE);
          const [one, other] = [idAt(a), idAt(key - a * PAIR_BASE)];
          if (one !== '' && other !== '') found.push({ a: one, b: other, likeness });
        }
        return found;
      }),
    alike: (values, except, limit) =>
      inTurn(async () => {
        sliceStart = deps.now();
        await catchUp();
        const signs = signsOf(entity, values, deps.country());
        if (signs === undefined) return [];
        const candidates = new Set<number>();
        index.slotsOfRarest(
          blockingKeys(signs),
          0,
          CANDIDATES_A_KEY,
          CANDIDATES_A_RECORD,
          candidates,
        );
        const found: { id: string; likeness: Likeness }[] = [];
        for (const slot of candidates) {
          const theirs = signsOfSlot(slot);
          const id = idAt(slot);
          if (theirs === undefined || id === except) continue;
          const likeness = likenessOf(signs, theirs);
          if (likeness.score >= LIKENESS_MIN) found.push({ id, likeness });
        }
        return found
          .toSorted((a, b) => b.likeness.score - a.likeness.score || (a.id < b.id ? -1 : 1))
          .slice(0, limit);
      }),
    figures: () => ({ workMs, longestMs }),
    isReady: () => compared,
  };
}

function pairKey(a: number, b: number): number {
  return a < b ? a * PAIR_BASE + b : b * PAIR_BASE + a;
}
