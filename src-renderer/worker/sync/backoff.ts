import { randomInt, type Random } from '../../../crm/kernel/ports.ts';

const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 30_000;

/**
 * Full jitter: a uniformly random wait up to a bound that doubles with each failure, so that a hundred desktops do
 * not come back to a restarted relay in the same instant.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(failures: number, random: Random): number {
  const bound = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(failures, 10));
  return BACKOFF_MIN_MS + randomInt(random, bound);
}
