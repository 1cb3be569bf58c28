/** What waits to be sent, as the list of it shows it. */
import { readEnvelopeHead } from '../../../crm/contracts/envelope.contract.ts';

export interface OutboxEntry {
  readonly n: number;
  readonly bytes: Uint8Array;
  readonly label: string;
  readonly atMs: number;
  readonly records: number;
}

export function outboxEntry(n: number, bytes: Uint8Array): OutboxEntry {
  const head = readEnvelopeHead(bytes);
  if (head === null) return { n, bytes, label: 'Unreadable change', atMs: 0, records: 0 };
  return { n, bytes, label: head.label, atMs: head.atMs, records: head.ops };
}
