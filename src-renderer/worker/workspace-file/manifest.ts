/** What a whole-workspace file says of itself. */
import * as z from 'zod';

/** Grows when older programs could no longer read the file. */
export const WORKSPACE_FILE_VERSION = 1;
export const MANIFEST = 'rapport.json';
export const NOTES_TABLE = 'Notes.csv';
/** `notes/<entity>/<id>.yjs`: the rich text as one Yjs update. */
export const NOTES_FOLDER = 'notes/';

export const manifestSchema = z.strictObject({
  format: z.literal('rapport-workspace'),
  version: z.int().min(1),
  tables: z.array(
    z.strictObject({
      file: z.string().max(300),
      entity: z.string().max(40),
      /** Present: the table has the rows of this field, not the records. */
      field: z.string().max(40).optional(),
      columns: z.array(z.strictObject({ id: z.string().max(200), header: z.string() })),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
