/**
 * The envelope: everything that one command wrote, on whatever number of records, as one unit that is journaled,
 * sent, logged by the relay and applied by teammates whole or not at all.
 *
 * Wire form (lib0): varuint version, then the fields below in order; `changes` and `numbering` as JSON text
 * (`creation-runs.ts` says what version 2 leaves out of it, `update-parts.ts` how version 3 writes updates).
 */
import * as decoding from 'lib0/decoding';
import * as z from 'zod';
import { parseDocName, type DocName } from '../kernel/ids.ts';
import { changeSchema, type Change } from '../kernel/write.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  creationRunsSchema,
  withCreations,
  withoutCreations,
  type CreationRun,
} from './creation-runs.ts';
import { PartReader, PartWriter, type Pieces } from './update-parts.ts';

export const ENVELOPE_VERSION = 1;
/** As version 1, but creations that follow one another are named by the operations that hold them. */
export const ENVELOPE_VERSION_WITH_CREATIONS = 2;
/** As version 2, but updates are in parts, of which those that come again are named, and scopes are not said. */
export const ENVELOPE_VERSION_IN_PARTS = 3;
/** Below this hardly anything comes again. */
const IN_PARTS_MIN_OPS = 8;
/**
 * One envelope, encoded, and all updates of one, put together. Stops a paste or an import from becoming one frame that
 * no relay or peer can hold, and a frame from becoming more than was sent.
 */
export const ENVELOPE_MAX_BYTES = 4 * 1024 * 1024;
/** Records in one envelope; larger work is split into envelopes that share a `batch`. */
export const ENVELOPE_MAX_OPS = 1000;

/** Who may see it. Only the whole workspace for now; permissions will hang on it. */
export const SCOPES = ['workspace'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Op {
  readonly doc: DocName;
  readonly scope: Scope;
  /** A Yjs update, version 1 encoding. */
  readonly update: Uint8Array;
}

/** One whose update has much in common with those of others. */
export interface OpInParts extends Op {
  readonly writeParts: (parts: PartWriter) => void;
  /** Where it stands from now on: its update can be read from there. */
  readonly keptIn: (bytes: Uint8Array, pieces: Pieces, at: number) => void;
}

export interface Envelope {
  /** Unique over all desktops. Undo and history refer to it. */
  readonly txId: string;
  /** The desktop that made it. `(device, n)` is unique in a workspace's log. */
  readonly device: string;
  /** 1, 2, 3 … per device, without gaps. */
  readonly n: number;
  /** Record id of the acting user; '' when none is known (a change that came through a room). */
  readonly actor: string;
  /** Milliseconds since 1970 by the author's clock. Display only. */
  readonly atMs: number;
  readonly scope: Scope;
  /** Several envelopes of one act (an import) share it; '' when it stands alone. */
  readonly batch: string;
  /** Records that the whole batch writes, where its author said so. For showing progress only. */
  readonly batchRecords?: number;
  /** For people: “Import accounts.csv”. */
  readonly label: string;
  /** txId or batch that this one takes back; '' for ordinary work. */
  readonly undoes: string;
  /**
   * What changed, for history and undo. A change of `createdAt` from null stands for all that a new record holds:
   * its values are in the update and are not repeated here.
   */
  readonly changes: readonly Change[];
  readonly ops: readonly Op[];
  /** Records for which the relay is asked to assign the next running number, as it appends this envelope. */
  readonly numbering: readonly { readonly doc: DocName; readonly field: string }[];
}

const shortText = z.string().max(300);
const docNameSchema = z.custom<DocName>(
  (value) => typeof value === 'string' && parseDocName(value) !== null,
);
const metaSchema = z.strictObject({
  changes: z.array(changeSchema.extend({ doc: docNameSchema })),
  numbering: z
    .array(z.strictObject({ doc: docNameSchema, field: z.string().min(1).max(40) }))
    .max(ENVELOPE_MAX_OPS),
  batchRecords: z.int().min(1).optional(),
});
const metaWithCreationsSchema = metaSchema.extend({ created: creationRunsSchema });

const writer = new ByteWriter();

export function encodeEnvelope(envelope: Envelope): Uint8Array<ArrayBuffer> {
  const { runs, others } = withoutCreations(envelope.changes, envelope.ops);
  const saving = { ...envelope, changes: others, created: runs };
  const inParts = envelope.ops.filter(
    (op): op is OpInParts => 'writeParts' in op && op.scope === envelope.scope,
  );
  const isAll = inParts.length === envelope.ops.length;
  const short = isAll && inParts.length >= IN_PARTS_MIN_OPS ? encodeInParts(saving, inParts) : null;
  return short ?? encodeWhole(saving);
}

type Saving = Envelope & { readonly created: readonly CreationRun[] };

/** null: the updates are too large together. */
function encodeInParts(
  envelope: Saving,
  ops: readonly OpInParts[],
): Uint8Array<ArrayBuffer> | null {
  writeHead(ENVELOPE_VERSION_IN_PARTS, envelope, envelope.created);
  const parts = new PartWriter(writer);
  const places: number[] = [];
  for (const op of ops) {
    writer.varString(op.doc);
    places.push(writer.length);
    op.writeParts(parts);
    parts.end();
  }
  const bytes = writer.copy();
  if (parts.wholeBytes > ENVELOPE_MAX_BYTES) return null;
  for (const [index, op] of ops.entries()) op.keptIn(bytes, parts.pieces, places[index] ?? 0);
  return bytes;
}

function encodeWhole(envelope: Saving): Uint8Array<ArrayBuffer> {
  const isShort = envelope.created.length > 0;
  const version = isShort ? ENVELOPE_VERSION_WITH_CREATIONS : ENVELOPE_VERSION;
  // Asked for first: an update may be put together by a writer of its own.
  const updates = envelope.ops.map(({ update }) => update);
  writeHead(version, envelope, isShort ? envelope.created : undefined);
  for (const [index, op] of envelope.ops.entries()) {
    writer.varString(op.doc);
    writer.varString(op.scope);
    writer.varBytes(updates[index] ?? new Uint8Array());
  }
  // Its own bytes: an envelope is kept until it is acknowledged, and handed to other threads.
  return writer.copy();
}

/** All that comes before the operations, and how many they are. */
function writeHead(
  version: number,
  envelope: Envelope,
  created: readonly CreationRun[] | undefined,
): void {
  writer.varUint(version);
  writer.varString(envelope.txId);
  writer.varString(envelope.device);
  writer.varUint(envelope.n);
  writer.varString(envelope.actor);
  writer.varUint(Math.max(0, Math.floor(envelope.atMs)));
  writer.varString(envelope.scope);
  writer.varString(envelope.batch);
  writer.varString(envelope.label);
  writer.varString(envelope.undoes);
  const { changes, numbering, batchRecords } = envelope;
  writer.varString(JSON.stringify({ changes, numbering, batchRecords, created }));
  writer.varUint(envelope.ops.length);
}

export type DecodedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  | {
      readonly ok: false;
      readonly code: 'malformed-envelope' | 'unknown-envelope-version' | 'unknown-scope';
    };

/** Reads an envelope from an untrusted peer or a damaged disk. Never throws. Updates are not looked into. */
export function decodeEnvelope(bytes: Uint8Array): DecodedEnvelope {
  try {
    const decoder = decoding.createDecoder(bytes);
    const version = decoding.readVarUint(decoder);
    if (!isKnownVersion(version)) return { ok: false, code: 'unknown-envelope-version' };
    const txId = decoding.readVarString(decoder);
    const device = decoding.readVarString(decoder);
    const n = decoding.readVarUint(decoder);
    const actor = decoding.readVarString(decoder);
    const atMs = decoding.readVarUint(decoder);
    const scope = decoding.readVarString(decoder);
    const texts = [
      decoding.readVarString(decoder),
      decoding.readVarString(decoder),
      decoding.readVarString(decoder),
    ];
    const meta = readMeta(version, decoding.readVarString(decoder));
    const count = decoding.readVarUint(decoder);
    if (meta === undefined || count > ENVELOPE_MAX_OPS)
      return { ok: false, code: 'malformed-envelope' };
    if (!isScope(scope)) return { ok: false, code: 'unknown-scope' };
    if (
      ![txId, device, actor, ...texts].every((text) => shortText.safeParse(text).success) ||
      n < 1
    ) {
      return { ok: false, code: 'malformed-envelope' };
    }
    const ops =
      version === ENVELOPE_VERSION_IN_PARTS
        ? readOpsInParts(decoder, count, scope)
        : readOps(decoder, count);
    if (typeof ops === 'string') return { ok: false, code: ops };
    if (decoding.hasContent(decoder)) return { ok: false, code: 'malformed-envelope' };
    const [batch = '', label = '', undoes = ''] = texts;
    const { numbering, batchRecords, created } = meta;
    const changes = withCreations(meta.changes, created, ops);
    if (changes === undefined) return { ok: false, code: 'malformed-envelope' };
    return {
      ok: true,
      envelope: {
        txId,
        device,
        n,
        actor,
        atMs,
        scope,
        batch,
        ...(batchRecords === undefined ? {} : { batchRecords }),
        label,
        undoes,
        changes,
        numbering,
        ops,
      },
    };
  } catch {
    // lib0 throws on a truncated or nonsensical buffer; that is a value here.
    return { ok: false, code: 'malformed-envelope' };
  }
}

type ReadOps = readonly Op[] | 'malformed-envelope' | 'unknown-scope';

function readOps(decoder: decoding.Decoder, count: number): ReadOps {
  const ops: Op[] = [];
  for (let index = 0; index < count; index++) {
    const doc = decoding.readVarString(decoder);
    const scope = decoding.readVarString(decoder);
    const update = decoding.readVarUint8Array(decoder);
    if (parseDocName(doc) === null) return 'malformed-envelope';
    if (!isScope(scope)) return 'unknown-scope';
    ops.push({ doc, scope, update: update.slice() });
  }
  return ops;
}

function readOpsInParts(decoder: decoding.Decoder, count: number, scope: Scope): ReadOps {
  const ops: Op[] = [];
  const reader = new PartReader(decoder.arr);
  let left = ENVELOPE_MAX_BYTES;
  for (let index = 0; index < count; index++) {
    const doc = decoding.readVarString(decoder);
    const update = reader.read(decoder.pos, left);
    if (parseDocName(doc) === null || update === undefined) return 'malformed-envelope';
    decoder.pos = reader.at;
    left -= update.length;
    ops.push({ doc, scope, update });
  }
  return ops;
}

/** What is said of an envelope in a list of what waits; its changes and updates are passed over unread. */
export interface EnvelopeHead {
  readonly label: string;
  readonly atMs: number;
  /** Records in it. */
  readonly ops: number;
}

/** Of an envelope of our own: a start with a thousand of them must not read each to its end. null: not readable. */
export function readEnvelopeHead(bytes: Uint8Array): EnvelopeHead | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (!isKnownVersion(decoding.readVarUint(decoder))) return null;
    decoding.readVarString(decoder);
    decoding.readVarString(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    const atMs = decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    decoding.readVarString(decoder);
    const label = decoding.readVarString(decoder);
    decoding.readVarString(decoder);
    decoding.readVarUint8Array(decoder);
    return { label, atMs, ops: decoding.readVarUint(decoder) };
  } catch {
    // lib0 throws on a truncated buffer; that is a value here.
    return null;
  }
}

function isKnownVersion(version: number): boolean {
  return version >= ENVELOPE_VERSION && version <= ENVELOPE_VERSION_IN_PARTS;
}

function readMeta(
  version: number,
  text: string,
): (z.infer<typeof metaSchema> & { readonly created: readonly CreationRun[] }) | undefined {
  const json: unknown = JSON.parse(text);
  if (version !== ENVELOPE_VERSION) return metaWithCreationsSchema.safeParse(json).data;
  const meta = metaSchema.safeParse(json);
  return meta.success ? { ...meta.data, created: [] } : undefined;
}

function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
