/** What the rules of storage are written with. */
import assert from 'node:assert/strict';
import type { Envelope } from '../../crm/contracts/envelope.contract.ts';
import type { DocName } from '../../crm/kernel/ids.ts';
import { fieldOf, fieldsUpdate, sampleBytes, sampleEnvelope } from '../rig/sample-envelopes.ts';
import type {
  AppendItem,
  AppendOutcome,
  Numbering,
  RelayStorage,
  StorageResult,
} from './storage.ts';

export const WORKSPACE = '0190f3a1-0000-7000-8000-00000000000a';
export const OTHER = '0190f3a1-0000-7000-8000-00000000000b';
export const MANY_BYTES = 1 << 30;

export const numbering: Numbering = {
  device: 'relay:rules',
  standing: (_doc, state, field) => {
    const value = fieldOf(state, field);
    return typeof value === 'number' ? value : null;
  },
  compose: (cause, numbers, n) =>
    sampleEnvelope({
      device: 'relay:rules',
      n,
      txId: `numbers-of-${cause.txId}`,
      changes: numbers.map(({ doc, field, from, number }) => ({
        doc,
        slot: { field },
        from,
        to: number,
      })),
      ops: numbers.map(({ doc, field, number }) => ({
        doc,
        scope: 'workspace',
        update: fieldsUpdate({ [field]: number }),
      })),
    }),
};

export function must<Value>(result: StorageResult<Value>): Value {
  assert.ok(result.ok, 'storage reported a problem');
  return result.value;
}

type EnvelopePart = Partial<Envelope> & { readonly device: string; readonly n: number };

export function pushed(part: EnvelopePart): AppendItem {
  return { kind: 'pushed', envelope: sampleEnvelope(part), bytes: sampleBytes(part) };
}

export function writing(doc: DocName, update: Uint8Array): Pick<Envelope, 'ops'> {
  return { ops: [{ doc, scope: 'workspace', update }] };
}

export async function newWorkspace(storage: RelayStorage, id = WORKSPACE): Promise<void> {
  const secretHash = new Uint8Array(32).fill(7);
  must(await storage.createWorkspace({ id, name: 'Rules', secretHash, createdAtMs: 1 }));
}

export async function append(
  storage: RelayStorage,
  ...items: AppendItem[]
): Promise<AppendOutcome> {
  return must(await storage.append(WORKSPACE, items, numbering));
}

export async function readAll(storage: RelayStorage, after = 0) {
  return must(await storage.readEntries(WORKSPACE, after, Number.MAX_SAFE_INTEGER, MANY_BYTES));
}
