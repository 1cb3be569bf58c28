/**
 * Finding duplicates among 100,000 records of one entity:
 * `node scripts/run.mjs tests/bench/duplicates.bench.ts`. One in a hundred is
 * planted: the same record again, with a slip in its name or another legal form.
 */
import type { Values } from '../../crm/kernel/derive.ts';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { entityNamed } from '../../crm/modules/registry.ts';
import { createFinder } from '../../src-renderer/worker/duplicates/finder.ts';
import { createRowStore } from '../../src-renderer/worker/rows/row-store.ts';
import { realisticRows, rollsFrom } from './realistic-rows.ts';

const RECORDS = 100_000;
const ONE_IN = 100;
const rolls = rollsFrom(5);

function workMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function slip(name: string): string {
  const at = 1 + rolls.below(Math.max(1, name.length - 2));
  return rolls.chance(50) ? `${name} GmbH` : name.slice(0, at) + name.slice(at + 1);
}

for (const name of ['account', 'contact', 'lead'] as const) {
  const shares = { account: 0, contact: 0, lead: 0, deal: 0, ticket: 0, activity: 0, [name]: 100 };
  const rows: AnyRow[] = realisticRows(RECORDS, 11, shares)[name].slice(0, RECORDS);
  const key = name === 'account' ? 'name' : 'lastName';
  const planted = new Map<string, string>();
  for (let at = 0; at < rows.length; at += ONE_IN) {
    const row = rows[at];
    if (row === undefined) continue;
    const id = `${row.id.slice(0, -6)}ffffff`;
    planted.set(id, row.id);
    rows.push({ ...row, id, [key]: slip(String(row[key])) });
  }
  const store = createRowStore();
  store.load(name, rows);
  const entity = entityNamed(name);
  if (entity === undefined) throw new Error(name);
  const finder = createFinder({
    entity,
    table: store.table(name),
    country: () => 'DE',
    // Work done rather than time passed: other programs on the machine do not lengthen a slice.
    now: workMs,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    progress: () => undefined,
  });
  const cpu = process.cpuUsage();
  const began = performance.now();
  const pairs = await finder.pairs();
  const tookMs = performance.now() - began;
  const cpuMs = process.cpuUsage(cpu).user / 1000;
  const found = pairs.filter(({ a, b }) => planted.get(a) === b || planted.get(b) === a).length;
  const { longestMs } = finder.figures();
  const draft: Values = { ...rows[4_242], id: undefined };
  const asked: number[] = [];
  for (let n = 0; n < 200; n++) {
    const start = performance.now();
    await finder.alike({ ...draft, [key]: `${String(draft[key])}${n}` }, undefined, 3);
    asked.push(performance.now() - start);
  }
  asked.sort((x, y) => x - y);
  const edited = rows[77];
  if (edited !== undefined)
    store.apply([{ entity: name, id: edited.id, after: { ...edited, [key]: 'Changed' } }]);
  const again = performance.now();
  await finder.pairs();
  console.log(
    `${name}: ${rows.length} records in ${Math.round(tookMs)} ms (${Math.round(cpuMs)} ms of work), longest slice ${longestMs.toFixed(1)} ms; ` +
      `${found} of ${planted.size} planted found, ${pairs.length} pairs; ` +
      `as one types p95 ${(asked[189] ?? 0).toFixed(2)} ms; after an edit ${Math.round(performance.now() - again)} ms`,
  );
}
