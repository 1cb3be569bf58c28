import * as z from 'zod';
import { bytesSchema, notificationSchema } from './ipc.contract.ts';

/**
 * The worker's line to the main process: one MessagePort, requests from the worker, one reply for
 * each, in any order. It outlives the window that fetched it. A worker that lost its line (or
 * found it closed) fetches another and repeats what was not answered: every operation here may be
 * repeated without harm.
 */
export const MAIN_LINE_VERSION = 1;

/** Largest envelope kept unsent; a change that is larger must be cut up by its command. */
export const MAX_UNSENT_BYTES = 32 * 1024 * 1024;
/** Ranges in one `unsent.remove`: a profile has one, and a few after a restore. */
export const MAX_REMOVE_RANGES = 64;

/** The worker's device id, printable ASCII without spaces; its bytes are a length-prefixed field on disk. */
export const unsentDeviceSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
/** Per-device envelope counter. */
export const unsentNumberSchema = z.int().nonnegative();

const unsentEntrySchema = z.strictObject({
  device: unsentDeviceSchema,
  n: unsentNumberSchema,
  bytes: bytesSchema(MAX_UNSENT_BYTES),
});
export type UnsentEntry = z.infer<typeof unsentEntrySchema>;

const unsentRangeSchema = z.strictObject({
  device: unsentDeviceSchema,
  from: unsentNumberSchema,
  to: unsentNumberSchema,
});
export type UnsentRange = z.infer<typeof unsentRangeSchema>;

/**
 * All that may ever stand in a log: a code from this list and numbers under names from the next.
 * No free text can pass, so no name, address, field value or token can either.
 */
export const logCodeSchema = z.enum([
  'worker.started',
  'worker.failed',
  'store.opened',
  'store.created',
  'store.damaged',
  'store.rebuilt',
  'store.packed',
  'store.read-only',
  'store.quota',
  'outbox.recovered',
  'sync.connecting',
  'sync.online',
  'sync.offline',
  'sync.refused',
  'sync.quarantined',
  'sync.snapshot-applied',
  'sync.epoch-changed',
  'room.joined',
  'room.left',
  'room.failed',
  'import.finished',
  'import.failed',
  'search.rebuilt',
  'rpc.refused',
  'reminders.shown',
]);
export type LogCode = z.infer<typeof logCodeSchema>;

export const logCountSchema = z.enum([
  'attempt',
  'bytes',
  'count',
  'documents',
  'durationMs',
  'entries',
  'envelopes',
  'failed',
  'pending',
  'records',
  'rows',
  'status',
]);
export type LogCount = z.infer<typeof logCountSchema>;

export const logLevelSchema = z.enum(['info', 'warn', 'error']);
export type LogLevel = z.infer<typeof logLevelSchema>;

const nothing = z.strictObject({});

export const mainLineOperations = {
  /**
   * Resolves when the envelope is on the disk (fsync). Repeating it replaces the same `(device, n)`.
   * The bytes are kept as they come: the worker seals them before it hands them over.
   */
  'unsent.append': { input: unsentEntrySchema, output: nothing },
  /** Drops the device's entries from `from` up to and including `to`, and no other. */
  'unsent.remove': {
    input: z.strictObject({ ranges: z.array(unsentRangeSchema).max(MAX_REMOVE_RANGES) }),
    output: nothing,
  },
  /** What is unsent, in the order of appending; a start with a thousand envelopes must not read each of them. */
  'unsent.list': {
    input: z.strictObject({
      /** Only what this device appended. */
      device: unsentDeviceSchema.optional(),
      /** Entries of this device up to this number come without their bytes: the asker has them already. */
      bare: z.strictObject({ device: unsentDeviceSchema, n: unsentNumberSchema }).optional(),
    }),
    output: z.strictObject({
      entries: z.array(unsentEntrySchema),
      /** Bytes at the end of the file that could not be read when it was opened, kept beside it as `.damaged`. */
      damagedBytes: z.int().nonnegative(),
    }),
  },
  /** The profile's data key: random, made once, the same at every call. */
  'vault.key': {
    input: nothing,
    output: z.strictObject({
      key: bytesSchema(32).refine((key) => key.byteLength === 32),
      /** `os`: wrapped by the system's key store. `file`: in a file that only this user can read. */
      protection: z.enum(['os', 'file']),
    }),
  },
  /** Free space on the disk that holds the profile. */
  'disk.free': { input: nothing, output: z.strictObject({ freeBytes: z.number().nonnegative() }) },
  log: {
    input: z.strictObject({
      level: logLevelSchema,
      code: logCodeSchema,
      counts: z.partialRecord(logCountSchema, z.number()),
    }),
    output: nothing,
  },
  notify: { input: notificationSchema, output: z.strictObject({ shown: z.boolean() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type MainLineOperation = keyof typeof mainLineOperations;
export type MainLineInput<Operation extends MainLineOperation> = z.infer<
  (typeof mainLineOperations)[Operation]['input']
>;
export type MainLineOutput<Operation extends MainLineOperation> = z.infer<
  (typeof mainLineOperations)[Operation]['output']
>;

export const mainLineProblemSchema = z.strictObject({
  code: z.enum([
    /** Not this contract, or another version of it. */
    'line.request',
    /** The main process failed to answer: a defect, and in its log. */
    'line.defect',
    /** The disk is full: nothing was confirmed; free some space and repeat. */
    'unsent.disk-full',
    /** The disk refuses (permissions, hardware): nothing was confirmed. */
    'unsent.disk-failed',
    /** Too much waits to be sent: nothing was confirmed; connect to the relay first. */
    'unsent.too-much',
    /** The kept key cannot be read: the system's key store is locked or was replaced. */
    'vault.unreadable',
    'vault.failed',
    'disk.unknown',
  ]),
  message: z.string(),
  remedy: z.string(),
});
export type MainLineProblem = z.infer<typeof mainLineProblemSchema>;

/** `input` is checked against the operation's own schema in a second step. */
export const mainLineRequestSchema = z.strictObject({
  v: z.literal(MAIN_LINE_VERSION),
  id: z.int().nonnegative(),
  op: z.enum(Object.keys(mainLineOperations) as [MainLineOperation, ...MainLineOperation[]]),
  input: z.unknown(),
});
export type MainLineRequest = z.infer<typeof mainLineRequestSchema>;

/** `value` is checked by the worker against the output schema of the operation it asked for. */
export const mainLineReplySchema = z.union([
  z.strictObject({
    v: z.literal(MAIN_LINE_VERSION),
    id: z.int().nonnegative(),
    ok: z.literal(true),
    value: z.unknown(),
  }),
  z.strictObject({
    v: z.literal(MAIN_LINE_VERSION),
    id: z.int().nonnegative(),
    ok: z.literal(false),
    problem: mainLineProblemSchema,
  }),
]);
export type MainLineReply = z.infer<typeof mainLineReplySchema>;
