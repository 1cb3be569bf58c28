import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { FIGURES, type FigureName } from '../bench/figures.ts';
import { CHECKOUT } from './launch.ts';

const BENCH = path.join(import.meta.dirname, '../bench/bench.ts');
/** Without sync there is no other desktop, a store has no screens, and a page's heap is not a worker's. */
const OWN_ONLY: readonly FigureName[] = [
  'editToOther',
  'filterKey',
  'sortClick',
  'groupChange',
  'recordOpen',
  'boardOpen',
  'scrollGaps',
  'scrollFrame',
  'longestTask',
  'workerHeap',
];

/** It starts ten apps, one after the other; on a machine with other work each takes seconds. */
const TIMEOUT_MS = 300_000;

test('the bench measures every figure, and the same of its peer, on a few records', async () => {
  test.setTimeout(TIMEOUT_MS);
  const file = path.join(tmpdir(), `rapport-bench-${process.pid}.json`);
  await promisify(execFile)(process.execPath, [BENCH, '--records', '2000', '--json', file], {
    cwd: CHECKOUT,
  });
  const figures = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { value: number; unit: string; target: number; peers: { dexie?: number } }
  >;
  rmSync(file);
  expect(Object.keys(figures)).toEqual(Object.keys(FIGURES));
  for (const [name, { value, unit, target, peers }] of Object.entries(figures)) {
    expect({ name, unit, target }).toEqual({
      name,
      unit: FIGURES[name as FigureName].unit,
      target: FIGURES[name as FigureName].target,
    });
    // No task of the page need have been a long one, and no row missing.
    if (name !== 'longestTask' && name !== 'scrollGaps') expect(value, name).toBeGreaterThan(0);
    if (OWN_ONLY.includes(name as FigureName)) expect(peers, name).toEqual({});
    else expect(peers.dexie, name).toBeGreaterThan(0);
  }
});
