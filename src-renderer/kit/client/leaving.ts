/** What has to be handed over before a window may go, by whoever still has something. */
const holders = new Set<() => Promise<void>>();

/** `handOver` resolves when nothing is left, or cannot be taken. Returns what ends the duty. */
export function beforeLeaving(handOver: () => Promise<void>): () => void {
  holders.add(handOver);
  return () => void holders.delete(handOver);
}

export async function handOverAll(): Promise<void> {
  await Promise.allSettled([...holders].map((handOver) => handOver()));
}
