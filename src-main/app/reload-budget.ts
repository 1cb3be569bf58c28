/** More crashes of a window than this within the time means that reloading does not help. */
const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;

/** Whether a crashed page may be loaded again now; stops a crash that repeats itself from looping. */
export function createReloadBudget(nowMs: () => number): { readonly take: () => boolean } {
  let recent: number[] = [];
  return {
    take() {
      const now = nowMs();
      recent = recent.filter((at) => now - at < WITHIN_MS);
      if (recent.length >= MAX_RELOADS) return false;
      recent.push(now);
      return true;
    },
  };
}
