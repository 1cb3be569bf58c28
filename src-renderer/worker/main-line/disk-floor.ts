/**
 * Below the floor the app is read-only: a database that runs out of disk in the middle of its own housekeeping is how
 * browsers lose data.
 */
import type { Problem } from '../../../crm/kernel/result.ts';
import type { Timers } from '../engine/ports.ts';
import type { MainLine } from './main-line.ts';

export const DISK_FLOOR_BYTES = 200 * 1024 * 1024;
/** How often the free space is looked at. */
const LOOK_EVERY_MS = 20_000;

export interface DiskFloor {
  /** What to answer to an edit; null while there is room. */
  readonly problem: () => Problem | null;
  readonly stop: () => void;
}

/** `changed` is called when writing becomes impossible, and when it becomes possible again. */
export function watchDiskFloor({
  line,
  timers,
  changed,
}: {
  readonly line: MainLine;
  readonly timers: Timers;
  readonly changed: (problem: Problem | null) => void;
}): DiskFloor {
  let problem: Problem | null = null;
  let stopped = false;
  let cancel: () => void = () => {};

  const look = async (): Promise<void> => {
    const answer = await line.ask('disk.free', {});
    // A system that cannot say how much is free is not a reason to stop people from working.
    const isFull = answer.ok && answer.value.freeBytes < DISK_FLOOR_BYTES;
    if (isFull !== (problem !== null)) {
      problem = isFull ? NEARLY_FULL : null;
      changed(problem);
    }
    if (!stopped) cancel = timers.after(LOOK_EVERY_MS, () => void look());
  };

  void look();
  return {
    problem: () => problem,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

const NEARLY_FULL: Problem = {
  code: 'disk-nearly-full',
  message: 'The disk is almost full, so nothing can be changed for now. What is here can be read.',
  remedy: 'Free at least 200 MB on the disk; editing works again within half a minute.',
};
