/** What an envelope must be before it may wait for a commit. */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import {
  decodeEnvelope,
  ENVELOPE_MAX_BYTES,
  type Envelope,
} from '../../crm/contracts/envelope.contract.ts';
import type { RefusalCode } from '../../crm/contracts/feed.contract.ts';
import { parseDocName } from '../../crm/kernel/ids.ts';

export type CheckedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  /** `n` is 0 when the bytes do not even tell which envelope they were to be. */
  | { readonly ok: false; readonly code: RefusalCode; readonly n: number };

/** @param device the desktop that this session speaks for */
export function checkEnvelope(bytes: Uint8Array, device: string): CheckedEnvelope {
  if (bytes.byteLength > ENVELOPE_MAX_BYTES) {
    return { ok: false, code: 'envelope-too-large', n: numberOf(bytes) };
  }
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) {
    const newer = decoded.code !== 'malformed-envelope';
    return {
      ok: false,
      code: newer ? 'protocol-too-new' : 'malformed-envelope',
      n: numberOf(bytes),
    };
  }
  const { envelope } = decoded;
  if (envelope.device !== device) return { ok: false, code: 'device-mismatch', n: envelope.n };
  if (!isComplete(envelope)) return { ok: false, code: 'malformed-envelope', n: envelope.n };
  return { ok: true, envelope };
}

/** Every update can be read, and every number is asked for a record that this envelope writes. */
function isComplete({ ops, numbering }: Envelope): boolean {
  const docs = new Set<string>(ops.map(({ doc }) => doc));
  const numbersFit = numbering.every(
    ({ doc }) => docs.has(doc) && parseDocName(doc)?.part === 'record',
  );
  return numbersFit && ops.every(({ update }) => isUpdate(update));
}

/** An unreadable update in the log would make its document unreadable for everybody. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The `n` of an envelope whose rest cannot be used; 0 when even that is unreadable. */
function numberOf(bytes: Uint8Array): number {
  try {
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    decoding.readVarString(decoder);
    return decoding.readVarUint(decoder);
  } catch {
    return 0;
  }
}
