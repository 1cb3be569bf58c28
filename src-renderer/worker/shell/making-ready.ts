/** What is made in the background once a workspace is open: the search index, the calendar, orders of lists. */
import type { Calendar } from '../calendar/calendar.ts';
import { keepWarm } from '../queries/warming.ts';
import type { Search } from '../search/search.ts';
import type { Platform } from './platform.ts';

/** The first lists come before the index: whoever starts the app looks before they search. */
const INDEX_AFTER_MS = 300;

export interface MakingReady {
  readonly rowsChanged: (count: number) => void;
  readonly stop: () => void;
}

export function makeReady({
  platform: { timers, pause, lull },
  search,
  calendar,
  warm,
  isWritingMuch,
  untilWritten,
}: {
  readonly platform: Pick<Platform, 'timers' | 'pause' | 'lull'>;
  readonly search: Pick<Search, 'build'>;
  readonly calendar: Pick<Calendar, 'prepare'>;
  readonly warm: (pause: () => Promise<void>) => Promise<void>;
  readonly isWritingMuch: () => boolean;
  /** Resolves when no large act is being written. */
  readonly untilWritten: () => Promise<void>;
}): MakingReady {
  let stopped = false;
  let warming: ReturnType<typeof keepWarm> | undefined;
  const aside = async (): Promise<void> => {
    await pause();
    await lull.wait();
    await untilWritten();
  };

  async function make(): Promise<void> {
    await search.build();
    if (!stopped) await calendar.prepare();
    if (stopped) return;
    warming = keepWarm({ warm: () => warm(aside), isWritingMuch, timers });
  }

  const cancel = timers.after(INDEX_AFTER_MS, () => void make());
  return {
    rowsChanged: (count) => warming?.changed(count),
    stop() {
      stopped = true;
      cancel();
      warming?.stop();
    },
  };
}
