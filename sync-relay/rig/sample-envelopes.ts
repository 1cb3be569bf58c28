/** Envelopes as a desktop writes them, for tests and measurements. */
import * as Y from 'yjs';
import { encodeEnvelope, type Envelope } from '../../crm/contracts/envelope.contract.ts';
import { EMPTY_ENVELOPE } from '../../crm/contracts/empty-envelope.fixture.ts';
import { derivedId, docName, type DocName } from '../../crm/kernel/ids.ts';

export function sampleDoc(index: number, entity = 'deal'): DocName {
  return docName(entity, derivedId('sample', String(index)));
}

/** The update of a document that sets these fields and knows nothing of what others wrote. */
export function fieldsUpdate(
  fields: Readonly<Record<string, unknown>>,
  clientId?: number,
): Uint8Array {
  const ydoc = new Y.Doc({ guid: 'sample' });
  if (clientId !== undefined) ydoc.clientID = clientId;
  const record = ydoc.getMap('record');
  ydoc.transact(() => {
    for (const [field, value] of Object.entries(fields)) record.set(field, value);
  });
  return Y.encodeStateAsUpdate(ydoc);
}

export function sampleEnvelope(
  part: Partial<Envelope> & { readonly device: string; readonly n: number },
): Envelope {
  return {
    ...EMPTY_ENVELOPE,
    txId: `tx-${part.device}-${part.n}`,
    ops: [{ doc: sampleDoc(part.n), scope: 'workspace', update: fieldsUpdate({ name: part.n }) }],
    ...part,
  };
}

export function sampleBytes(
  part: Partial<Envelope> & { readonly device: string; readonly n: number },
): Uint8Array {
  return encodeEnvelope(sampleEnvelope(part));
}

/** One field of the document that a state or update makes. */
export function fieldOf(state: Uint8Array, field: string): unknown {
  return recordOf(state)[field];
}

export function recordOf(state: Uint8Array): Readonly<Record<string, unknown>> {
  const ydoc = new Y.Doc({ guid: 'sample' });
  if (state.byteLength > 0) Y.applyUpdate(ydoc, state);
  return ydoc.getMap('record').toJSON();
}
