/**
 * Our search index beside MiniSearch over the same texts of the same 100,000 records, one after the other in one
 * process: `node scripts/run.mjs --expose-gc tests/bench/search-peer.bench.ts`. The evidence of docs/decisions/0008.
 *
 * MiniSearch finds from the start of a word only; for the middle of one it is given what it needs and what its users
 * give it: every ending of a word of three letters or more as a term of its own.
 */
import MiniSearch from 'minisearch';
import { searchTexts, titleOf } from '../../crm/kernel/derive.ts';
import { entityNamed, modules } from '../../crm/modules/registry.ts';
import { createRowStore } from '../../src-renderer/worker/rows/row-store.ts';
import { createSearch } from '../../src-renderer/worker/search/search.ts';
import { wordsOf } from '../../src-renderer/worker/search/words.ts';
import { realisticRows } from './realistic-rows.ts';

const RECORDS = 100_000;
const ASKED = ['ber', 'and', 'mar', 'nor', 'tec', 'ele', 'ing', 'son', 'exa', 'lin'];
const ROUNDS = 5;

const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error('run with --expose-gc: memory is half of the question');

function usedMb(): number {
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

async function measure(
  name: string,
  build: () => Promise<(text: string) => number>,
): Promise<void> {
  const before = usedMb();
  const startMs = performance.now();
  const ask = await build();
  const builtMs = performance.now() - startMs;
  const heldMb = usedMb() - before;
  const tookMs: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of ASKED) {
      const askedMs = performance.now();
      found += ask(text);
      tookMs.push(performance.now() - askedMs);
    }
  }
  tookMs.sort((a, b) => a - b);
  const at = (share: number): string =>
    (tookMs[Math.floor((tookMs.length - 1) * share)] ?? 0).toFixed(1);
  console.log(
    `${name.padEnd(28)} built in ${builtMs.toFixed(0)} ms, holds ${heldMb.toFixed(0)} MB, ` +
      `three letters p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${found} hits`,
  );
}

const rows = createRowStore(entityNamed);
const lists = realisticRows(RECORDS, 1);
for (const [entity, list] of Object.entries(lists)) rows.load(entity, list);
const entities = modules.map((module) => module.entity);

await measure('ours', async () => {
  const search = createSearch({
    rows,
    entities: () => entities,
    context: () => ({ locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf }),
    now: () => performance.now(),
    pause: () => Promise.resolve(),
  });
  await search.build();
  return (text) => search.search({ text, limit: 50 }).hits.length;
});

for (const middles of [false, true]) {
  await measure(middles ? 'MiniSearch with endings' : 'MiniSearch, word starts', async () => {
    const index = new MiniSearch<{ id: string; title: string; text: string }>({
      fields: ['title', 'text'],
      tokenize: wordsOf,
      processTerm: (term) =>
        middles && term.length > 3
          ? Array.from({ length: term.length - 2 }, (_, start) => term.slice(start))
          : term,
      searchOptions: { prefix: true, processTerm: (term) => term },
    });
    for (const entity of entities) {
      for (const row of rows.all(entity.name)) {
        const text = searchTexts(entity, row)
          .map((part) => part.text)
          .join(' ');
        index.add({ id: `${entity.name}/${row.id}`, title: titleOf(entity, row), text });
      }
    }
    return (text) => index.search(text).slice(0, 50).length;
  });
}
