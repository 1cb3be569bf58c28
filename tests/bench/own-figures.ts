/** Rapport's own figures, over the line of a window to its worker and off its screen. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Query } from '../../crm/kernel/query.ts';
import type { Desktop } from '../e2e/launch.ts';
import { conditionsOf, PAGE_ROWS, type DealQuestion } from './questions.ts';
import type { RecordFile } from './record-files.ts';

/** As many as the app's search shows. */
export const SEARCH_LIMIT = 40;
const BETWEEN_EDITS_MS = 40;
const READY_TIMEOUT_MS = 600_000;

export interface ImportFigures {
  /** From the first file's first committed chunk on: planned records to the disk, for all records. */
  readonly writeMs: number;
  /** Files to rows, with reading and planning. */
  readonly importMs: number;
  readonly records: number;
}

/** Imports the files as a person would, one after the other, every guess replaced by what the columns are. */
export async function importFiles(
  page: Page,
  files: readonly RecordFile[],
): Promise<ImportFigures> {
  let importMs = 0;
  let records = 0;
  let timedMs = 0;
  let timedRecords = 0;
  for (const file of files) {
    const done = await page.evaluate(importInPage, { ...file, mapping: [...file.mapping] });
    if (done.created !== file.records) {
      throw new Error(`${file.fileName}: ${done.created} of ${file.records} were imported`);
    }
    importMs += done.importMs;
    records += done.created;
    timedMs += done.timedMs;
    timedRecords += done.timedRecords;
  }
  return { importMs, records, writeMs: (timedMs / Math.max(1, timedRecords)) * records };
}

/** Runs in the page. The first report of progress comes when the file is planned and its first chunk is written. */
async function importInPage(file: RecordFile) {
  const { call, on } = window.benchLine;
  const beganMs = performance.now();
  const inspected = await call('import.inspect', {
    fileName: file.fileName,
    bytes: new TextEncoder().encode(file.text),
    entity: file.entity,
  });
  if (!inspected.ok) throw new Error(inspected.problem.message);
  let first: { readonly atMs: number; readonly done: number } | undefined;
  const stop = on('import.progress', ({ done }) => {
    first ??= { atMs: performance.now(), done };
  });
  const { importId, entity, reading } = inspected.value;
  const run = await call('import.run', {
    importId,
    entity,
    reading: { ...reading, decimal: '.', dateOrder: 'DMY' },
    mapping: [...file.mapping],
    keyField: null,
    also: [],
    corrections: {},
    createMissing: [],
  });
  const endedMs = performance.now();
  stop();
  if (!run.ok) throw new Error(run.problem.message);
  const { created } = run.value;
  const { atMs, done } = first ?? { atMs: endedMs, done: created };
  return {
    created,
    importMs: endedMs - beganMs,
    timedMs: endedMs - atMs,
    timedRecords: created - done,
  };
}

export async function filterSortTimesMs(
  page: Page,
  questions: readonly DealQuestion[],
): Promise<readonly number[]> {
  const asked = questions.map((question): Query => ({
    entity: 'deal',
    filter: { all: conditionsOf(question) },
    sort: [question.sort],
    sums: ['amount'],
    window: { offset: 0, limit: PAGE_ROWS },
  }));
  // As text: the driver's types would follow a filter down for ever.
  return page.evaluate(async (text) => {
    const [first, ...queries] = JSON.parse(text) as Query[];
    if (first === undefined) return [];
    const { call } = window.benchLine;
    const opened = await call('query.open', { query: first });
    if (!opened.ok) throw new Error(opened.problem.message);
    const { subscription } = opened.value;
    const times: number[] = [];
    for (const query of queries) {
      const beganMs = performance.now();
      const answer = await call('query.update', { subscription, query });
      times.push(performance.now() - beganMs);
      if (!answer.ok) throw new Error(answer.problem.message);
    }
    await call('query.close', { subscription });
    return times;
  }, JSON.stringify(asked));
}

export async function searchTimesMs(
  page: Page,
  terms: readonly string[],
): Promise<readonly number[]> {
  await untilSearchable(page);
  return page.evaluate(
    async ({ terms, limit }) => {
      const times: number[] = [];
      for (const text of terms) {
        const beganMs = performance.now();
        const { hits } = await window.benchLine.call('search', { text, limit });
        times.push(performance.now() - beganMs);
        if (hits.length === 0) throw new Error('A word of a record was not found');
      }
      return times;
    },
    { terms, limit: SEARCH_LIMIT },
  );
}

/** The index covers everything. */
export async function untilSearchable(page: Page): Promise<void> {
  await poll(page, async () =>
    page.evaluate(async () => {
      const { complete } = await window.benchLine.call('search', { text: 'a', limit: 1 });
      return complete;
    }),
  );
}

export interface ShownDeal {
  readonly id: string;
  readonly name: string;
}

/** A deal in the middle of the first screen of the app's own list. */
export async function showDeals(page: Page): Promise<ShownDeal> {
  await page.getByRole('navigation').getByRole('link', { name: 'Deals' }).click();
  const link = page.locator('.list-row a.cell-link[href^="#/deal/"]').nth(5);
  await link.waitFor();
  const id = ((await link.getAttribute('href')) ?? '').slice('#/deal/'.length);
  return { id, name: (await link.innerText()).trim() };
}

export interface EditTimes {
  readonly durableMs: readonly number[];
  readonly rowMs: readonly number[];
}

/** Renames one deal again and again and watches the list that shows it. */
export async function editTimes(page: Page, deal: ShownDeal, count: number): Promise<EditTimes> {
  return page.evaluate(
    async ({ deal, count, pauseMs }) => {
      const durableMs: number[] = [];
      const rowMs: number[] = [];
      for (let time = 1; time <= count; time++) {
        const name = `${deal.name} ${time}`;
        const beganMs = performance.now();
        const shown = new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            const link = document.querySelector(`.list-row a[href="#/deal/${deal.id}"]`);
            if (link?.textContent !== name) return;
            rowMs.push(performance.now() - beganMs);
            observer.disconnect();
            resolve();
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        });
        const durable = window.benchLine
          .call('record.update', { entity: 'deal', id: deal.id, values: { name } })
          .then((done) => {
            if (!done.ok) throw new Error(done.problem.message);
            durableMs.push(performance.now() - beganMs);
          });
        await Promise.all([durable, shown]);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      return { durableMs, rowMs };
    },
    { deal, count, pauseMs: BETWEEN_EDITS_MS },
  );
}

/**
 * From the call on one desktop to the changed row on the screen of the other. One clock, this process's: the driver's
 * own messages to both windows are in the figure, so the real one is lower.
 */
export async function editToOtherMs(
  from: Page,
  to: Page,
  deal: ShownDeal,
  count: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let time = 1; time <= count; time++) {
    const name = `${deal.name} – ${time}`;
    const watching = await to.evaluateHandle(
      ({ id, name }) => {
        const shown = new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            const link = document.querySelector(`.list-row a[href="#/deal/${id}"]`);
            if (link?.textContent !== name) return;
            observer.disconnect();
            resolve();
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        });
        return { shown };
      },
      { id: deal.id, name },
    );
    const beganMs = performance.now();
    const seen = watching.evaluate(({ shown }) => shown);
    await from.evaluate(
      async ({ id, name }) => {
        await window.benchLine.call('record.update', { entity: 'deal', id, values: { name } });
      },
      { id: deal.id, name },
    );
    await seen;
    times.push(performance.now() - beganMs);
    await watching.dispose();
    await wait(BETWEEN_EDITS_MS);
  }
  return times;
}

/** Everything is sent and acknowledged. */
export async function untilSynced(page: Page): Promise<void> {
  await poll(page, async () =>
    page.evaluate(async () => {
      const { state, pending } = await window.benchLine.call('sync.state', {});
      return state === 'live' && pending === 0;
    }),
  );
}

export async function recordCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const state = await window.benchLine.call('workspace.state', {});
    if (state.state !== 'open') return 0;
    return Object.values(state.counts).reduce((sum, count) => sum + count, 0);
  });
}

export async function untilRecords(page: Page, wanted: number): Promise<void> {
  await poll(page, async () => (await recordCount(page)) >= wanted);
}

async function poll(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + READY_TIMEOUT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error('The app did not get there in time');
    await page.waitForTimeout(50);
  }
}

export async function createEmptyWorkspace({ page }: Desktop): Promise<void> {
  await page.evaluate(async () => {
    const done = await window.benchLine.call('workspace.create', {
      userName: 'Ada Bench',
      workspaceName: 'Bench',
      relayUrl: null,
      currency: 'EUR',
      sampleData: false,
    });
    if (!done.ok) throw new Error(done.problem.message);
  });
}

/** Lets the first desktop meet the relay; gives the link with which others join. */
export async function inviteThrough(page: Page, relayUrl: string): Promise<string> {
  return page.evaluate(async (relayUrl) => {
    const { call } = window.benchLine;
    const set = await call('workspace.setRelay', { relayUrl });
    if (!set.ok) throw new Error(set.problem.message);
    const invited = await call('workspace.invite', {});
    if (!invited.ok) throw new Error(invited.problem.message);
    return invited.value.link;
  }, relayUrl);
}

export async function joinWith({ page }: Desktop, link: string): Promise<void> {
  await page.evaluate(async (link) => {
    const done = await window.benchLine.call('workspace.join', { userName: 'Ben Bench', link });
    if (!done.ok) throw new Error(done.problem.message);
  }, link);
}
