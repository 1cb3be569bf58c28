/** Acts over many records: checked whole before anything is written, told how far they are, and stopped at will. */
import * as z from 'zod';
import { entitySchema, idSchema, nothing, problemSchema, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

/** Records in one act. Stops one message from holding the worker for minutes. */
export const BULK_MAX_RECORDS = 100_000;
/** Columns of one pasted block; no entity has more fields. */
const PASTE_MAX_COLUMNS = 200;
/** One pasted cell; longer texts than this fit no field. */
const CELL_MAX_CHARS = 100_000;
/** Members added or removed at once. */
const MEMBERS_MAX = 200;
/** What a report names one by one; the counts tell of the rest. */
export const REPORT_MAX_LINES = 500;

const idsSchema = z.array(idSchema).min(1).max(BULK_MAX_RECORDS);
const fieldSchema = z.string().min(1).max(120);
const membersSchema = z.array(z.string().min(1).max(200)).max(MEMBERS_MAX);

export const bulkEditSchema = z.discriminatedUnion('kind', [
  /** The same values in all of them; null clears. */
  z.strictObject({
    kind: z.literal('values'),
    ids: idsSchema,
    values: z.record(fieldSchema, z.unknown()),
  }),
  /** Members of a set field, as the difference: what else is in the set stays. */
  z.strictObject({
    kind: z.literal('members'),
    ids: idsSchema,
    field: fieldSchema,
    add: membersSchema,
    remove: membersSchema,
  }),
  z.strictObject({ kind: z.literal('archived'), ids: idsSchema, archived: z.boolean() }),
  /** Texts as a person or a spreadsheet wrote them, one row a record, one text a field; '' clears. */
  z.strictObject({
    kind: z.literal('texts'),
    fields: z.array(fieldSchema).min(1).max(PASTE_MAX_COLUMNS),
    rows: z
      .array(
        z.strictObject({
          id: idSchema,
          texts: z.array(z.string().max(CELL_MAX_CHARS)).max(PASTE_MAX_COLUMNS),
        }),
      )
      .min(1)
      .max(BULK_MAX_RECORDS),
    reading: z.strictObject({
      dateOrder: z.enum(['DMY', 'MDY', 'YMD']),
      decimal: z.enum(['.', ',']),
    }),
  }),
]);
export type BulkEdit = z.infer<typeof bulkEditSchema>;

const refusalSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  problem: problemSchema,
});
export type BulkRefusal = z.infer<typeof refusalSchema>;

/** A text that its field does not take. It is given back as it was, so that nothing is lost. */
const unreadSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  field: z.string(),
  text: z.string(),
  /** Completes the sentence “<field> …”. */
  reason: z.string(),
});
export type UnreadCell = z.infer<typeof unreadSchema>;

export const bulkReportSchema = z.strictObject({
  /** Names the act for undo; '' when nothing was written. */
  txId: z.string(),
  /** Records that were written; those that were so already are not among them. */
  changed: z.int(),
  asked: z.int(),
  /** Records that cannot be changed so, with the reason: all of them counted, the first of them named. */
  refusedCount: z.int(),
  refused: z.array(refusalSchema),
  unreadCount: z.int(),
  unread: z.array(unreadSchema),
});
export type BulkReport = z.infer<typeof bulkReportSchema>;

export const bulkCalls = {
  /**
   * One act, undone as one. With `whole` nothing is written when any record refuses: the report then says which, and
   * the person decides. A stopped or failed act is taken back.
   */
  'bulk.run': {
    input: z.strictObject({
      /** Made by the window, for progress and stopping. */
      job: idSchema,
      entity: entitySchema,
      label: z.string().max(200),
      whole: z.boolean(),
      edit: bulkEditSchema,
    }),
    output: resultOf(bulkReportSchema),
  },
  'bulk.stop': { input: z.strictObject({ job: idSchema }), output: nothing },
} as const satisfies Calls;

export const bulkEvents = {
  'bulk.progress': z.strictObject({ job: z.string(), done: z.int(), total: z.int() }),
} as const satisfies Events;
