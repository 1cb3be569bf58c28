/**
 * For what the worker does by itself: one run at a time, and one more where it was asked for during a run, because that
 * one may have looked already at what changed since.
 */
export function runOneAtATime(run: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isAskedAgain = false;
  return async () => {
    isAskedAgain = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isAskedAgain) {
        isAskedAgain = false;
        await run();
      }
    } finally {
      // A defect is told by whoever catches it, and ends no more than this run.
      isRunning = false;
    }
  };
}
