/** Time that passes when it is told to; what is planned for then happens in its order. */
export function passingTime(startMs: number) {
  let nowMs = startMs;
  const planned = new Set<{ readonly atMs: number; readonly run: () => void }>();
  return {
    nowMs: () => nowMs,
    after: (ms: number, run: () => void) => {
      const entry = { atMs: nowMs + ms, run };
      planned.add(entry);
      return () => void planned.delete(entry);
    },
    async pass(ms: number): Promise<void> {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = [...planned]
          .filter(({ atMs }) => atMs <= endMs)
          .toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        planned.delete(next);
        nowMs = next.atMs;
        next.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = endMs;
    },
  };
}
