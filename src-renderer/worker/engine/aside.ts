/**
 * Envelopes that the relay refused for good. They stay on this desktop, are shown with the reason, and are sent again at
 * every start and when the person asks. Until one is taken, whatever else is written to its documents is sent with all
 * that they hold: an update that builds on one the relay never got would leave teammates waiting for it for ever.
 */
import * as Y from 'yjs';
import { decodeEnvelope, type Op } from '../../../crm/contracts/envelope.contract.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { MetaValue } from '../store/store.ts';
import type { Core } from './core.ts';

export interface Aside {
  /** The envelope's; it is sent under the same one again. */
  readonly txId: string;
  /** What it went by when it was refused, as the copy outside the browser's storage still has it. */
  readonly device: string;
  readonly n: number;
  readonly label: string;
  readonly atMs: number;
  readonly docs: readonly DocName[];
  readonly problem: Problem;
}

const ASIDE = 'aside';
const bytesKey = (txId: string): string => `${ASIDE}/${txId}`;

type Meta = Pick<Core, 'meta'>;

/** The oldest first. */
export function asideIn(core: Meta): readonly Aside[] {
  const saved = core.meta(ASIDE);
  return typeof saved === 'string' ? (JSON.parse(saved) as Aside[]) : [];
}

export function asideBytes(core: Meta, { txId }: Aside): Uint8Array | undefined {
  const bytes = core.meta(bytesKey(txId));
  return bytes instanceof Uint8Array ? bytes : undefined;
}

export function metaWith(
  core: Meta,
  one: Aside,
  bytes: Uint8Array,
): Readonly<Record<string, MetaValue>> {
  const others = asideIn(core).filter(({ txId }) => txId !== one.txId);
  return { [ASIDE]: JSON.stringify([...others, one]), [bytesKey(one.txId)]: bytes };
}

export function metaWithout(
  core: Meta,
  sent: readonly Aside[],
): Readonly<Record<string, MetaValue>> {
  const gone = new Set(sent.map(({ txId }) => txId));
  const left = asideIn(core).filter(({ txId }) => !gone.has(txId));
  const bytes = Object.fromEntries(sent.map(({ txId }) => [bytesKey(txId), null]));
  return { [ASIDE]: JSON.stringify(left), ...bytes };
}

/** What the relay has no other copy of. */
export function asideOps(core: Meta): readonly Op[] {
  return asideIn(core).flatMap((one) => {
    const bytes = asideBytes(core, one);
    const decoded = bytes === undefined ? undefined : decodeEnvelope(bytes);
    return decoded?.ok === true ? decoded.envelope.ops : [];
  });
}

/** Documents of which the relay lacks something. Mostly none, at the price of a look into meta. */
export function heldDocs(core: Meta): ReadonlySet<DocName> {
  return new Set(asideIn(core).flatMap(({ docs }) => docs));
}

/** The operations, with the whole of each held document in place of its update. */
export async function sendable(
  core: Core,
  ops: readonly Op[],
  held: ReadonlySet<DocName> = heldDocs(core),
): Promise<readonly Op[]> {
  if (held.size === 0 || core.deps.faults?.gapAfterRefusal === true) return ops;
  return Promise.all(
    ops.map(async (op) => {
      const name = op.doc;
      const opened = held.has(name) ? await core.documents.open(name) : undefined;
      return opened?.ok === true ? { ...op, update: Y.encodeStateAsUpdate(opened.doc) } : op;
    }),
  );
}
