/** Where an envelope of a desktop belongs in the log: the one rule of every storage. */
import type { AppendResult } from './storage.ts';

export type Placement = { readonly kind: 'append' } | Exclude<AppendResult, { kind: 'appended' }>;

/**
 * @param lastN highest `n` of the device in the log
 * @param earlier the entry that already has this `n`, if there is one
 */
export function placeEnvelope(
  envelope: { readonly n: number; readonly txId: string },
  lastN: number,
  earlier: { readonly seq: number; readonly txId: string } | undefined,
): Placement {
  if (envelope.n === lastN + 1) return { kind: 'append' };
  const nextN = lastN + 1;
  if (envelope.n > nextN) return { kind: 'refused', code: 'envelope-out-of-order', nextN };
  // Two desktops that write under one identity: a profile was copied or restored from a backup.
  if (earlier?.txId !== envelope.txId) return { kind: 'refused', code: 'device-clash', nextN };
  return { kind: 'repeated', seq: earlier.seq };
}
