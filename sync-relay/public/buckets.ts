/** How often somebody may do something: so many at once, then one each time that has passed. */

export interface Buckets {
  /** False: not now. */
  readonly take: (key: string, nowMs: number) => boolean;
}

interface Bucket {
  left: number;
  filledAtMs: number;
}

export function createBuckets(burst: number, everyMs: number, keysMax: number): Buckets {
  // In the order of use: the first is the one that was not heard of for longest.
  const buckets = new Map<string, Bucket>();
  return {
    take(key, nowMs) {
      const bucket = buckets.get(key) ?? { left: burst, filledAtMs: nowMs };
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > keysMax && oldest !== undefined) buckets.delete(oldest);
      const passedMs = Math.max(0, nowMs - bucket.filledAtMs);
      bucket.left = Math.min(burst, bucket.left + passedMs / everyMs);
      bucket.filledAtMs = nowMs;
      if (bucket.left < 1) return false;
      bucket.left -= 1;
      return true;
    },
  };
}
