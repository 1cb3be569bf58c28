import * as z from 'zod';
import { entitySchema, nothing, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

/** A file is read whole; beyond this it should be split. */
export const IMPORT_MAX_BYTES = 200 * 1024 * 1024;

/** Excel allows 31; other programs somewhat more. */
const SHEET_NAME_MAX_CHARS = 300;

/** How a file is read. A workbook has neither encoding nor delimiter: both are ''. */
export const readingSchema = z.strictObject({
  encoding: z.string(),
  delimiter: z.string().max(4),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']),
  decimal: z.enum(['.', ',']),
});
export type ImportReading = z.infer<typeof readingSchema>;

export const importColumnSchema = z.strictObject({
  header: z.string(),
  samples: z.array(z.string()),
  filled: z.int(),
  /** Field that it probably means; null: not imported unless mapped by hand. */
  field: z.string().nullable(),
});

/** Records of another kind that stand in the same rows: the organisation beside the deal. */
export const importPartSchema = z.strictObject({
  entity: entitySchema,
  /** Field key by column index; null: the column is not this record's. */
  mapping: z.array(z.string().nullable()),
  keyField: z.string().nullable(),
});
export type ImportPart = z.infer<typeof importPartSchema>;

export const inspectionSchema = z.strictObject({
  importId: z.string(),
  fileName: z.string(),
  /** The sheets of a workbook in the order of their tabs; none for a file of text. */
  sheets: z.array(z.string()),
  /** The one that was read; null for a file of text. */
  sheet: z.string().nullable(),
  rows: z.int(),
  entity: entitySchema,
  reading: readingSchema,
  /** How the order of dates was decided: “13 of 6711 values can only be day first”. */
  dateOrderWhy: z.string(),
  columns: z.array(importColumnSchema),
  /** The field that best tells whether a row is a record that is here already; null when none does. */
  keyField: z.string().nullable(),
  /** The program that writes such files; null: none is recognised. */
  format: z.string().nullable(),
  /** Columns and choices are those of the last time that such a file was imported. */
  remembered: z.boolean(),
  /** All that are known, to choose from. */
  formats: z.array(z.strictObject({ key: z.string(), name: z.string() })),
  also: z.array(importPartSchema),
  createMissing: z.array(entitySchema),
  /** What empty cells of required choices mean, as `corrections` have it. */
  corrections: z.record(z.string(), z.string()),
});
export type ImportInspection = z.infer<typeof inspectionSchema>;

export const importPlanSchema = z.strictObject({
  importId: z.string(),
  entity: entitySchema,
  reading: readingSchema,
  /** Field key by column index; null leaves the column out. */
  mapping: z.array(z.string().nullable()),
  /** Field whose value tells whether a row is a record that is here already. */
  keyField: z.string().nullable(),
  /** In the order in which they are made: one may link to those before it. The plan's own entity comes last. */
  also: z.array(importPartSchema),
  /** Corrections of values: `<field>\n<text in the file>` → text to read instead; `<entity>.<field>` of a part. */
  corrections: z.record(z.string(), z.string()),
  /** Entities of which unknown names in link fields are created. */
  createMissing: z.array(entitySchema),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

export const importReportSchema = z.strictObject({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** The same of the other kinds of records in the file. */
  also: z.array(
    z.strictObject({
      entity: z.string(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
    }),
  ),
  /** Records of other entities that were created because a link named them. */
  linkedCreated: z.record(z.string(), z.int()),
  /** Rows without a value for a link field, by field: deals without an account. */
  withoutLink: z.record(z.string(), z.int()),
  /** Values that could not be read, grouped: the field is left empty in those rows, the rows are imported. */
  problems: z.array(
    z.strictObject({
      field: z.string(),
      text: z.string(),
      reason: z.string(),
      rows: z.int(),
      firstRow: z.int(),
      /** What was probably meant, as text that can go into `corrections`. */
      offer: z.string().nullable(),
    }),
  ),
  /** Records that were taken as they are and look like a mistake in the file. */
  doubts: z.array(z.strictObject({ reason: z.string(), rows: z.int(), firstRow: z.int() })),
  /** Rows that cannot become a record, with the reason; at most the first hundred. */
  skipped: z.array(z.strictObject({ row: z.int(), reason: z.string() })),
  skippedCount: z.int(),
  /** For undo; empty in a rehearsal. */
  batch: z.string(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const importCalls = {
  'import.inspect': {
    input: z.strictObject({
      fileName: z.string().max(300),
      bytes: z.instanceof(Uint8Array),
      /** Undefined: guessed from the headers. */
      entity: entitySchema.optional(),
      /** Of a workbook; undefined: the first. */
      sheet: z.string().max(SHEET_NAME_MAX_CHARS).optional(),
      reading: readingSchema.partial().optional(),
      /** A format by its key, or null for none; undefined: recognised by the headers. */
      format: z.string().max(40).nullable().optional(),
      /** Guess again, whatever is remembered of such files. */
      fresh: z.boolean().optional(),
    }),
    output: resultOf(inspectionSchema),
  },
  /** What the import would do, without doing it. */
  'import.rehearse': { input: importPlanSchema, output: resultOf(importReportSchema) },
  'import.run': { input: importPlanSchema, output: resultOf(importReportSchema) },
  /** Stops a running import; what it has written so far is taken back. */
  'import.cancel': { input: z.strictObject({ importId: z.string() }), output: nothing },
} as const satisfies Calls;

export const importEvents = {
  'import.progress': z.strictObject({ importId: z.string(), done: z.int(), total: z.int() }),
} as const satisfies Events;
