/**
 * How long the screen of a window was busy at a time, and how long it took to answer. Tasks are counted in time of the
 * processor, as Chromium's own tracing has it: what other programs of the machine took in between is not the screen's.
 */
import { readFileSync, rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Desktop } from '../launch.ts';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the browser's own thread of every window does; `RunTask` is one task of its queue. */
const CATEGORY = 'disabled-by-default-devtools.timeline';

/** Does something, and tells how long the longest task of a window's screen was meanwhile, in milliseconds. */
export async function longestTaskWhile(
  desktop: Desktop,
  act: () => Promise<void>,
): Promise<number> {
  await desktop.app.evaluate(
    ({ contentTracing }, category) =>
      contentTracing.startRecording({ included_categories: ['__metadata', category] }),
    CATEGORY,
  );
  await act();
  const file = await desktop.app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  rmSync(file);
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const screens = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  const tasks = traceEvents.filter(
    (event) => event.name === 'RunTask' && screens.has(thread(event)) && event.tdur !== undefined,
  );
  if (tasks.length === 0) throw new Error('the trace holds no task of a screen');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** A word in the list's filter, and away again: milliseconds until the count of what matches is another. */
export function filterAndMeasure(page: Page, word: string): Promise<number[]> {
  return page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('.filter-text input');
    const count = document.querySelector('.list-count');
    // As typing does it: React does not see a value that is simply put there.
    const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    if (input === null || count === null) throw new Error('there is no list on screen');
    const answersMs: number[] = [];
    for (const value of [text, '']) {
      const before = count.textContent;
      const startedAt = performance.now();
      property?.set?.call(input, value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      while (count.textContent === before) {
        if (performance.now() - startedAt > 10_000) throw new Error('the list does not answer');
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      answersMs.push(performance.now() - startedAt);
    }
    return answersMs;
  }, word);
}
