/**
 * `npm run bench [-- --records N] [-- --json FILE]`: what a person waits for, in real Electron with a real relay, beside
 * plain Dexie rows in the same run. docs: README, "Figures".
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchApp, type Desktop } from '../e2e/launch.ts';
import { startRelay } from '../e2e/relay-process.ts';
import { measurePeer } from './dexie-peer.ts';
import { median, p95, report, table, type Measured } from './figures.ts';
import {
  createEmptyWorkspace,
  editTimes,
  editToOtherMs,
  filterSortTimesMs,
  importFiles,
  inviteThrough,
  joinWith,
  recordCount,
  SEARCH_LIMIT,
  searchTimesMs,
  showDeals,
  untilRecords,
  untilSearchable,
  untilSynced,
} from './own-figures.ts';
import { dealQuestions, searchTerms } from './questions.ts';
import { realisticRows, type RealisticRows } from './realistic-rows.ts';
import { recordFiles } from './record-files.ts';
import { interactionTimes } from './interactions.ts';
import { medianStartMs } from './start-time.ts';
import { inspectWorker, liveHeapBytes } from './worker-inspection.ts';
import { openWorkerLine } from './worker-line.ts';

const SEED = 20_260_101;
/** Each is asked once; the first warms what a person has warm, and is not counted. */
const QUESTIONS = 61;
const TERMS = 60;
const EDITS = 40;
const STARTS = 3;
/** Typed letter by letter into the filter above a list, and deleted again. */
const WORDS = 8;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Electron on a folder of its own, with a line to its worker. */
async function startDesktop(dataDir: string): Promise<Desktop> {
  const desktop = await launchApp({ dataDir });
  await openWorkerLine(desktop.page);
  return desktop;
}

async function measureOwn(rows: RealisticRows, root: string): Promise<Measured> {
  const place = (name: string): string => path.join(root, name);
  const anna = await startDesktop(place('anna'));
  const relay = await startRelay({ dataDir: place('relay') });
  const ben = await startDesktop(place('ben'));
  try {
    await createEmptyWorkspace(anna);
    const imported = await importFiles(anna.page, recordFiles(rows));
    say(
      `imported ${imported.records} records in ${seconds(imported.importMs)}, of that written in ${seconds(imported.writeMs)}`,
    );
    const sendingMs = performance.now();
    const link = await inviteThrough(anna.page, relay.url);
    await untilSynced(anna.page);
    say(`sent to the relay in ${seconds(performance.now() - sendingMs)}`);
    const joiningMs = performance.now();
    await joinWith(ben, link);
    await untilRecords(ben.page, await recordCount(anna.page));
    say(`joined and received by the second desktop in ${seconds(performance.now() - joiningMs)}`);
    // Its index is built behind the first screen and would take a core from what is measured now.
    await untilSearchable(ben.page);

    const searches = await searchTimesMs(anna.page, searchTerms(rows, TERMS, SEED));
    const queries = await filterSortTimesMs(anna.page, dealQuestions(QUESTIONS, SEED));
    const inspector = await inspectWorker(anna.dataDir);
    const heapBytes = await liveHeapBytes(inspector);
    inspector.close();
    const deal = await showDeals(anna.page);
    await showDeals(ben.page);
    const edits = await editTimes(anna.page, deal, EDITS);
    await untilSynced(anna.page);
    const others = await editToOtherMs(anna.page, ben.page, deal, EDITS);
    await untilSynced(anna.page);
    await ben.close();
    const acts = await interactionTimes(
      anna.page,
      // Words that some deal begins with: an empty list would answer another question.
      searchTerms({ ...rows, account: [], contact: [] }, WORDS, SEED + 1),
    );
    await anna.close();
    return {
      writeAll: imported.writeMs / 1000,
      start: (await medianStartMs(anna.dataDir, STARTS)) / 1000,
      filterSort: p95(queries),
      search: p95(searches),
      editToRow: median(edits.rowMs),
      editToDurable: median(edits.durableMs),
      editToOther: p95(others),
      filterKey: p95(acts.filterKeyMs),
      sortClick: p95(acts.sortMs),
      groupChange: p95(acts.groupMs),
      recordOpen: p95(acts.recordMs),
      boardOpen: p95(acts.boardMs),
      scrollGaps: acts.scrolled.gaps.filter((gaps) => gaps > 0).length,
      scrollFrame: median(acts.scrolled.framesMs),
      longestTask: acts.longestTaskMs,
      workerHeap: heapBytes / 1e6,
    };
  } catch (error) {
    await anna.killHard();
    await ben.killHard();
    throw error;
  } finally {
    await relay.stop();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '100000' }, json: { type: 'string' } },
});
const records = Number(values.records);
if (!Number.isSafeInteger(records) || records < 1000)
  throw new Error(`--records ${values.records} is not a whole number of 1000 or more`);

const root = mkdtempSync(path.join(tmpdir(), 'rapport-bench-'));
try {
  const rows = realisticRows(records, SEED);
  const own = await measureOwn(rows, root);
  // What a start costs without any data: the peer's app would need that as well.
  const bareStartMs = await medianStartMs(path.join(root, 'empty'), STARTS);
  const dexie = await measurePeer(rows, {
    bareStartMs,
    questions: dealQuestions(QUESTIONS, SEED),
    terms: searchTerms(rows, TERMS, SEED),
    edits: EDITS,
    searchLimit: SEARCH_LIMIT,
  });
  const load = loadavg()[0]?.toFixed(1);
  say(`\n${records} records, ${cpus().length} cores, load ${load}\n${table(own, dexie)}`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(report(own, dexie), null, 2)}\n`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
