/** One question to the relay for the older past of a document: its answer comes in pieces, or not in time. */
import type { FeedEntry } from '../../../crm/contracts/feed.contract.ts';
import { fail, type Result } from '../../../crm/kernel/result.ts';
import type { Timers } from '../engine/ports.ts';
import { OFFLINE } from './refusals.ts';

const REPLY_TIMEOUT_MS = 10_000;

export interface HistoryWaiter {
  readonly answer: Promise<Result<readonly FeedEntry[]>>;
  readonly take: (list: readonly FeedEntry[], isLast: boolean) => void;
  readonly give: (result: Result<readonly FeedEntry[]>) => void;
}

export function createHistoryWaiter(timers: Timers, forget: () => void): HistoryWaiter {
  const collected: FeedEntry[] = [];
  let settle: (result: Result<readonly FeedEntry[]>) => void = () => undefined;
  const answer = new Promise<Result<readonly FeedEntry[]>>((resolve) => void (settle = resolve));
  const cancel = timers.after(REPLY_TIMEOUT_MS, () => give(fail(OFFLINE)));
  function give(result: Result<readonly FeedEntry[]>): void {
    cancel();
    forget();
    settle(result);
  }
  return {
    answer,
    give,
    take(list, isLast) {
      collected.push(...list);
      if (isLast) give({ ok: true, value: collected });
    },
  };
}
