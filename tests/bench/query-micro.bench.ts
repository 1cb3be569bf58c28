/**
 * Questions and search over 100,000 records without Electron, disk or sync: what the engine itself costs.
 * `node scripts/run.mjs --expose-gc tests/bench/query-micro.bench.ts`; without the flag the figures of memory are
 * left out.
 */
import type { Query } from '../../crm/kernel/query.ts';
import { entityNamed, modules } from '../../crm/modules/registry.ts';
import { createQueries } from '../../src-renderer/worker/queries/queries.ts';
import { createRowStore, type RowStore } from '../../src-renderer/worker/rows/row-store.ts';
import { createSearch } from '../../src-renderer/worker/search/search.ts';
import { realisticRows, rollsFrom } from './realistic-rows.ts';

const RECORDS = 100_000;
const SEED = 20_260_101;
/** One row each. */
const NONE = { account: 0, contact: 0, lead: 0, deal: 0, ticket: 0, activity: 0 };
const PAGE = { offset: 0, limit: 50 };

function heapMb(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  collect?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return collect === undefined ? Number.NaN : (heapUsed + arrayBuffers) / 1e6;
}

function print(what: string, figures: string): void {
  console.log(`${what.padEnd(52)} ${figures}`);
}

function measure(what: string, times: number, run: (round: number) => void): void {
  const tookMs: number[] = [];
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    run(round);
    tookMs.push(performance.now() - start);
  }
  tookMs.sort((a, b) => a - b);
  const at = (share: number): string =>
    (tookMs[Math.min(times - 1, Math.floor(times * share))] ?? 0).toFixed(1);
  print(
    what,
    times === 1
      ? `${at(0)} ms`
      : `p50 ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms  (${times} runs)`,
  );
}

function queriesOver(rows: RowStore) {
  const waiting: (() => void)[] = [];
  let skippedMs = 0;
  const queries = createQueries({
    rows,
    entityNamed,
    context: () => ({
      meId: '',
      today: '2026-01-01',
      locale: 'en',
      firstDayOfWeek: 1,
      timeZone: 'UTC',
      currency: 'EUR',
      titleOf: rows.titleOf,
    }),
    now: () => performance.now() + skippedMs,
    schedule: (run) => waiting.push(run),
  });
  /** Runs what is due, after a second in which nothing happened: the rest between two runs is not the run. */
  const settle = (): void => {
    skippedMs += 1000;
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) run();
  };
  return { queries, settle };
}

function benchQueries(): void {
  const { contact, account, user } = realisticRows(RECORDS, SEED, {
    ...NONE,
    contact: 100,
    account: 15,
  });
  const rows = createRowStore();
  print('rows in one list', `${contact.length} contacts, ${account.length} accounts`);
  measure('load into the row store', 1, () => {
    for (const [entity, list] of Object.entries({ contact, account, user }))
      rows.load(entity, list);
  });
  const heapBefore = heapMb();
  const { queries, settle } = queriesOver(rows);
  const ask = (query: Partial<Query>): void => {
    const result = queries.run({ entity: 'contact', sort: [], window: PAGE, ...query });
    if (!result.ok) throw new Error(result.problem.message);
  };
  const by = (field: string, direction: 'ascending' | 'descending' = 'ascending') => ({
    field,
    direction,
  });
  const filter: Query['filter'] = {
    all: [
      { field: 'lifecycle', operator: 'anyOf', operand: ['Customer', 'Lead'] },
      { field: 'owner', operator: 'isNotEmpty' },
    ],
  };
  const { pick } = rollsFrom(SEED);

  measure('first question ever (cold code, cold keys)', 1, () =>
    ask({ filter, sort: [by('lastName')] }),
  );
  for (const field of ['firstName', 'account', 'title', 'createdAt', 'emails']) {
    measure(`filter + sort, cold keys: ${field}`, 1, () => ask({ filter, sort: [by(field)] }));
  }
  measure('filter + sort to the first page, warm', 200, () =>
    ask({
      filter,
      sort: [
        by(
          pick(['lastName', 'firstName', 'account', 'createdAt']),
          pick(['ascending', 'descending']),
        ),
      ],
    }),
  );
  const kinds: readonly Query['filter'][] = [
    { field: 'lifecycle', operator: 'anyOf', operand: ['Customer'] },
    { field: 'account.industry', operator: 'anyOf', operand: ['Technology', 'Retail'] },
    { field: 'lastName', operator: 'contains', operand: 'ber' },
    { field: 'title', operator: 'startsWith', operand: 'head' },
    { field: 'createdAt', operator: 'onOrAfter', operand: '2020-01-01' },
  ];
  measure('mixed filters + sort to the first page', 200, () =>
    ask({
      filter: pick(kinds),
      sort: [by(pick(['lastName', 'firstName', 'account', 'createdAt']))],
    }),
  );
  measure('deep window, first time', 1, () =>
    ask({ sort: [by('lastName')], window: { offset: 60_000, limit: 100 } }),
  );
  measure('deep windows', 100, (round) =>
    ask({ sort: [by('lastName')], window: { offset: 900 * round, limit: 100 } }),
  );
  measure('quick filter, first time', 1, () => ask({ text: 'mar', sort: [by('lastName')] }));
  measure('quick filter', 50, () =>
    ask({ text: pick(['mar', 'berg', 'anna', 'holm', '301']), sort: [by('lastName')] }),
  );
  measure('groups with counts', 20, () =>
    ask({ group: { field: 'lifecycle' }, sort: [by('lastName')] }),
  );

  const live = queries.open(
    { entity: 'contact', filter, sort: [by('lastName')], window: PAGE },
    { changed: () => {}, rowsChanged: () => {} },
  );
  if (!live.ok) throw new Error(live.problem.message);
  const { below } = rollsFrom(SEED + 1);
  const edit = (): { entity: string; id: string; after: (typeof contact)[number] } => {
    const row = rows.get('contact', contact[below(contact.length)]?.id ?? '');
    if (row === undefined) throw new Error('A contact is gone that nobody removed.');
    return {
      entity: 'contact',
      id: row.id,
      after: { ...row, lifecycle: 'Customer', lastName: `Edited ${below(1000)}` },
    };
  };
  measure('live answer after one edit', 100, () => {
    rows.apply([edit()]);
    settle();
  });
  const edits = Array.from({ length: 10_000 }, edit);
  measure('live answer after 10,000 edits in one batch', 1, () => {
    rows.apply(edits);
    settle();
  });
  print('memory of keys, orders and codes', `${(heapMb() - heapBefore).toFixed(0)} MB`);
  queries.close();
}

function benchSums(): void {
  const { deal, account, product, user } = realisticRows(RECORDS, SEED, {
    ...NONE,
    deal: 100,
    account: 15,
  });
  const rows = createRowStore();
  for (const [entity, list] of Object.entries({ deal, account, product, user }))
    rows.load(entity, list);
  const { queries } = queriesOver(rows);
  measure(`groups with sums over ${deal.length} deals`, 20, () =>
    queries.run({
      entity: 'deal',
      group: { field: 'stage' },
      sums: ['amount'],
      sort: [{ field: 'expectedCloseDate', direction: 'ascending' }],
      window: PAGE,
    }),
  );
}

/** Orders by what is computed from other records: made, asked again, and after one more call was logged. */
function benchComputed(): void {
  const { lead, contact, account, deal, ticket, activity, user } = realisticRows(RECORDS, SEED, {
    lead: 100,
    contact: 20,
    account: 100,
    deal: 50,
    ticket: 10,
    activity: 100,
  });
  const rows = createRowStore();
  const tables = { lead, contact, account, deal, ticket, activity, user };
  for (const [entity, list] of Object.entries(tables)) rows.load(entity, list);
  const heapBefore = heapMb();
  const { queries } = queriesOver(rows);
  const { below } = rollsFrom(SEED + 2);
  for (const [entity, field, list] of [
    ['lead', 'leadScore', lead],
    ['account', 'lastContact', account],
    ['account', 'nextContact', account],
  ] as const) {
    const ask = (): void => {
      const asked = { entity, fields: [field], window: PAGE };
      const sort = [{ field, direction: 'descending' }] as const;
      if (!queries.run({ ...asked, sort }).ok) throw new Error(`${field} cannot be sorted by`);
    };
    const called = (n: number): void => {
      const [first] = activity;
      const id = list[below(list.length)]?.id ?? '';
      if (first === undefined) throw new Error('there are no activities');
      const about = [`${entity}/${id}`];
      const held = { kind: 'Call', status: 'Held', startAt: '2025-12-31T09:00:00.000Z', about };
      const after = { ...first, ...held, id: `${first.id.slice(0, -6)}${100_000 + n}` };
      rows.apply([{ entity: 'activity', id: after.id, after }]);
    };
    const what = `${list.length} ${entity}s by ${field}`;
    measure(`${what}, first time`, 1, ask);
    measure(`${what}, again`, 50, ask);
    let n = 0;
    measure(`${what}, after a logged call`, 100, () => {
      called(n++);
      ask();
    });
  }
  print('memory of computed values and their indexes', `${(heapMb() - heapBefore).toFixed(0)} MB`);
  queries.close();
}

async function benchSearch(): Promise<void> {
  const rows = createRowStore();
  for (const [entity, list] of Object.entries(realisticRows(RECORDS, SEED)))
    rows.load(entity, list);
  const heapBefore = heapMb();
  let sliceStart = performance.now();
  const slicesMs: number[] = [];
  const search = createSearch({
    rows,
    entities: () => modules.map(({ entity }) => entity),
    context: () => ({ locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf }),
    now: () => performance.now(),
    pause: async () => {
      slicesMs.push(performance.now() - sliceStart);
      await new Promise((resolve) => setImmediate(resolve));
      sliceStart = performance.now();
    },
  });
  const start = performance.now();
  await search.build();
  print(
    'search index of 100,000 records',
    `${(performance.now() - start).toFixed(0)} ms in ${slicesMs.length} slices`,
  );
  slicesMs.sort((a, b) => a - b);
  print(
    'longest slices',
    `p95 ${(slicesMs[Math.floor(slicesMs.length * 0.95)] ?? 0).toFixed(1)}  max ${(slicesMs.at(-1) ?? 0).toFixed(1)} ms`,
  );
  print('memory of the search index', `${(heapMb() - heapBefore).toFixed(0)} MB`);

  const { below, pick } = rollsFrom(SEED);
  const find = (text: string): void => void search.search({ text, limit: 50 });
  // Letters as they stand in the records, so that frequent ones are asked for frequently.
  const names = [...rows.all('contact')].map((row) => String(row['lastName']));
  const phones = [...rows.all('contact')].map((row) =>
    String((row['phones'] as { number: string }[])[0]?.number),
  );
  measure('search: first question ever (cold code)', 1, () => find('mar'));
  measure('search: three letters from the start of a name', 300, () =>
    find(pick(names).slice(0, 3)),
  );
  measure('search: three letters from the middle of a name', 300, () => {
    const name = pick(names);
    const from = below(Math.max(1, name.length - 3));
    find(name.slice(from, from + 3));
  });
  measure('search: frequent words (mar, com, gmb, exa, man)', 100, () =>
    find(pick(['mar', 'com', 'gmb', 'exa', 'man'])),
  );
  measure('search: a phone number in its own format', 100, () => find(pick(phones)));
  measure('search: a name with one slip', 100, () => {
    const name = pick(names);
    find(`${name.slice(0, 2)}${name[3] ?? ''}${name[2] ?? ''}${name.slice(4)}`);
  });
  measure('search: two words', 100, () =>
    find(`${pick(['anna', 'mar', 'jo'])} ${pick(names).slice(0, 4)}`),
  );
  search.close();
}

benchQueries();
benchSums();
benchComputed();
await benchSearch();
