import * as z from 'zod';
import { entitySchema, idSchema, nothing, recordSchema, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

const done = resultOf(
  z.strictObject({
    /** Names this act for undo. */
    txId: z.string(),
    records: z.array(recordSchema),
  }),
);

export const undoableSchema = z.strictObject({
  /** txId, or the batch that several envelopes share. */
  id: z.string(),
  label: z.string(),
  at: z.string(),
  records: z.int(),
  state: z.enum(['done', 'undone']),
});
export type Undoable = z.infer<typeof undoableSchema>;

const undoWish = z.strictObject({
  id: z.string().optional(),
  /** Made by the window, for progress and stopping. */
  job: idSchema.optional(),
});

export const commandCalls = {
  'record.create': {
    input: z.strictObject({
      entity: entitySchema,
      id: idSchema.optional(),
      values: z.record(z.string(), z.unknown()),
    }),
    output: done,
  },
  /** Values by field key; null clears. Resolves when the edit is durable on this desktop. */
  'record.update': {
    input: recordSchema.extend({
      values: z.record(z.string(), z.unknown()),
      /** The values that the person saw when they began: sets and rows are written as the difference to these. */
      base: z.record(z.string(), z.unknown()).optional(),
    }),
    output: done,
  },
  'records.archive': {
    input: z.strictObject({
      entity: entitySchema,
      ids: z.array(idSchema).min(1).max(100_000),
      archived: z.boolean(),
    }),
    output: done,
  },
  /** A command of a module, by name. */
  'command.run': {
    input: z.strictObject({ name: z.string().max(80), input: z.unknown() }),
    output: done,
  },
  /** Newest first; also acts of earlier days. Only this person's own acts on this desktop. */
  'undo.list': { input: nothing, output: z.array(undoableSchema) },
  /** Without an id: the newest act that is not undone. Refuses, naming the record, where later work stands on it. */
  'undo.run': { input: undoWish, output: resultOf(undoableSchema) },
  'redo.run': { input: undoWish, output: resultOf(undoableSchema) },
  /** Every record is as it was before. Too late once all is written; a redo only while it looks at its records. */
  'undo.stop': { input: z.strictObject({ job: idSchema }), output: nothing },
} as const satisfies Calls;

export const commandEvents = {
  /** Of an undo or a redo of many records: all are looked at before the first is written. */
  'undo.progress': z.strictObject({
    job: z.string(),
    phase: z.enum(['looking', 'writing']),
    done: z.int(),
    total: z.int(),
  }),
  /** `undo.list` is another one now. */
  'undo.changed': nothing,
} as const satisfies Events;
