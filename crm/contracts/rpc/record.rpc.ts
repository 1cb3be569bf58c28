import * as z from 'zod';
import { rowSchema } from '../../kernel/query.ts';
import { jsonSchema, slotSchema } from '../../kernel/write.ts';
import { nothing, recordSchema, resultOf, shownChangeSchema } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

export const personSchema = z.strictObject({
  /** One per window; the same person may be here twice. */
  key: z.string(),
  userId: z.string(),
  name: z.string(),
  color: z.string(),
  /** The field that has their focus, or null. */
  field: z.string().nullable(),
  self: z.boolean(),
});
export type PersonHere = z.infer<typeof personSchema>;

export const recordViewSchema = z.strictObject({
  /** null: there is no such record (any more). */
  row: rowSchema.nullable(),
  /** Title by document name of every linked record. */
  titles: z.record(z.string(), z.string()),
  people: z.array(personSchema),
  /** True when part of the record has not arrived yet: what is shown is the last complete state. */
  incomplete: z.boolean(),
});
export type RecordView = z.infer<typeof recordViewSchema>;

export const historyEntrySchema = z.strictObject({
  txId: z.string(),
  /** ISO 8601 UTC by the author's clock. */
  at: z.string(),
  actor: z.string(),
  actorName: z.string(),
  label: z.string(),
  changes: z.array(
    shownChangeSchema.extend({
      /** True when a concurrent edit won over this value: it is kept only here, and can be restored. */
      overruled: z.boolean(),
    }),
  ),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const recordCalls = {
  /** Shows the record, joins its room, and keeps both live (`record.changed`) until closed. */
  'record.open': { input: recordSchema, output: recordViewSchema },
  'record.close': { input: recordSchema, output: nothing },
  /** Which field of an open record has this window's focus. */
  'record.focus': {
    input: recordSchema.extend({ field: z.string().max(40).nullable() }),
    output: nothing,
  },
  /** Newest first. Asks the relay for what is older than this desktop, when it can be reached. */
  'record.history': {
    input: recordSchema,
    output: z.strictObject({
      entries: z.array(historyEntrySchema),
      /** False when older entries may exist that cannot be reached now. */
      complete: z.boolean(),
    }),
  },
  /** Puts a value from the history back, as a new edit. */
  'record.restore': {
    input: recordSchema.extend({ slot: slotSchema, value: jsonSchema }),
    output: resultOf(z.strictObject({ txId: z.string() })),
  },
  /** The rich text of a record, as one Yjs update, live (`note.changed`) until closed. */
  'note.open': {
    input: recordSchema,
    output: z.strictObject({
      state: z.instanceof(Uint8Array),
      awareness: z.instanceof(Uint8Array),
    }),
  },
  /** Resolves when the update is durable on this desktop. */
  'note.edit': {
    input: recordSchema.extend({ update: z.instanceof(Uint8Array) }),
    output: resultOf(nothing),
  },
  /** The caret and selection of this window, as a y-protocols awareness update. */
  'note.caret': {
    input: recordSchema.extend({ awareness: z.instanceof(Uint8Array) }),
    output: nothing,
  },
  'note.close': { input: recordSchema, output: nothing },
} as const satisfies Calls;

export const recordEvents = {
  'record.changed': recordSchema.extend({ view: recordViewSchema }),
  'note.changed': recordSchema.extend({ update: z.instanceof(Uint8Array) }),
  'note.carets': recordSchema.extend({ awareness: z.instanceof(Uint8Array) }),
} as const satisfies Events;
