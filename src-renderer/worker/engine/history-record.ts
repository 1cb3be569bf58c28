/** What an envelope did, kept for history and undo after the envelope itself has gone. */
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { Change } from '../../../crm/kernel/write.ts';

export interface HistoryRecord {
  readonly txId: string;
  readonly batch: string;
  readonly atMs: number;
  readonly actor: string;
  readonly label: string;
  /** What it takes back, or ''. */
  readonly undoes: string;
  /** Place in the relay's log; 0 while it is not known here (made on this desktop, or not yet sent). */
  readonly seq: number;
  readonly changes: readonly Change[];
}

export function historyRecordOf(envelope: Envelope, seq: number): HistoryRecord {
  const { txId, batch, atMs, actor, label, undoes, changes } = envelope;
  return { txId, batch, atMs, actor, label, undoes, seq, changes };
}

/** A change that stands for all that a new record holds. */
export function isCreation(change: Change): boolean {
  return (
    change.slot.field === 'createdAt' && change.slot.member === undefined && change.from === null
  );
}
