/** What a quote is worth today: how far people have brought it, and that time may have run out on it. */

/** What it follows from; `Draft` as long as nobody has said more. */
interface Answered {
  readonly status?: unknown;
  readonly validUntil?: unknown;
  readonly acceptedAt?: unknown;
}

/** Who has answered has answered: nothing runs out any more. */
const ANSWERED = new Set(['Accepted', 'Declined']);

/**
 * Only what was sent runs out: before that, nobody could have answered. Two desktops that accept two quotes of one deal
 * at once leave both with the moment of it, whatever became of their status; both are accepted then, until somebody
 * says which of them counts (`quote.accept`).
 *
 * `today`: `YYYY-MM-DD`.
 */
export function standingOf({ status, validUntil, acceptedAt }: Answered, today: string): string {
  if (typeof acceptedAt === 'string') return 'Accepted';
  if (typeof status !== 'string') return 'Draft';
  if (status !== 'Sent') return status;
  return typeof validUntil === 'string' && validUntil < today ? 'Expired' : status;
}

/** Whether the customer can still say yes or no. */
export function isOpen({ status, acceptedAt }: Answered): boolean {
  return acceptedAt === undefined && !ANSWERED.has(typeof status === 'string' ? status : 'Draft');
}
