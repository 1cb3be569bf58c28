/** A file that holds the whole workspace: out, and in again. */
import * as z from 'zod';
import { entitySchema, nothing, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

const fileIdSchema = z.strictObject({ fileId: z.string().max(80) });

const openedSchema = z.strictObject({
  fileId: z.string(),
  /** What the file says it has; an entity may be none of this workspace. */
  entities: z.array(z.strictObject({ entity: z.string(), rows: z.int() })),
  notes: z.int(),
});
export type OpenedFile = z.infer<typeof openedSchema>;

const reportSchema = z.strictObject({
  entities: z.array(
    z.strictObject({
      entity: entitySchema,
      /** What its records are called, which the workspace may not know before they are imported. */
      label: z.string(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
    }),
  ),
  /** Kinds of records that this workspace does not have; nothing of them is imported. */
  unknown: z.array(z.string()),
  /** Cells that could not be read: what is here stays as it is. */
  problems: z.array(z.strictObject({ file: z.string(), row: z.int(), what: z.string() })),
  /** Rich texts: of records that had none, and those that are written into one that is here. */
  notes: z.strictObject({ created: z.int(), merged: z.int() }),
  /** For undo; empty when nothing was written. */
  batch: z.string(),
});
export type RestoreReport = z.infer<typeof reportSchema>;

export const workspaceFileCalls = {
  'workspaceFile.write': {
    input: z.strictObject({}),
    output: resultOf(
      z.strictObject({ bytes: z.instanceof(Uint8Array<ArrayBuffer>), records: z.int() }),
    ),
  },
  'workspaceFile.open': {
    input: z.strictObject({ fileName: z.string().max(300), bytes: z.instanceof(Uint8Array) }),
    output: resultOf(openedSchema),
  },
  /** What taking it in would do, without doing it. */
  'workspaceFile.rehearse': { input: fileIdSchema, output: resultOf(reportSchema) },
  'workspaceFile.run': { input: fileIdSchema, output: resultOf(reportSchema) },
  /** Stops a running import, which is taken back; or lets go of the file. */
  'workspaceFile.cancel': { input: fileIdSchema, output: nothing },
} as const satisfies Calls;

export const workspaceFileEvents = {
  /** `fileId` is '' while a file is written. */
  'workspaceFile.progress': z.strictObject({ fileId: z.string(), done: z.int(), total: z.int() }),
} as const satisfies Events;
