/**
 * What the audit trail says of a rich text: which items an act put in, and what its undo took out. Letters that people
 * type are not in it: they merge, and no undo but the editor's own takes them back.
 */
import * as z from 'zod';
import { jsonSchema, type Slot } from '../../../crm/kernel/write.ts';

export const NOTE_SLOT: Slot = { field: 'body' };

const clockSchema = z.int().min(0);
const rangesSchema = z
  .array(z.tuple([clockSchema, clockSchema, clockSchema]).readonly())
  .readonly();

const putInSchema = z.strictObject({
  /** The items that came. */
  put: rangesSchema,
  /** Attributes of elements that stood here before: the element's id, the name, and the value until then. */
  over: z.array(z.tuple([clockSchema, clockSchema, z.string(), jsonSchema]).readonly()).readonly(),
  /** The items that came when the same text was put in for the first time. */
  of: rangesSchema,
});

const takenOutSchema = z.strictObject({
  /** Base64 of the update that puts it in again; '' where it was too large to be kept. */
  back: z.base64(),
  of: rangesSchema,
  /** The items that it deleted; not said by older versions. */
  out: rangesSchema.default([]),
});

/** Kept on this desktop alone. */
const theirsSchema = z.strictObject({
  /** Of what an act here put in: items that came from the team as well, so that they are not the act's to take out. */
  theirs: rangesSchema,
});

export type Theirs = z.infer<typeof theirsSchema>;
export type PutIn = z.infer<typeof putInSchema>;
export type TakenOut = z.infer<typeof takenOutSchema>;

/** null for what is neither, from whoever sent it. */
export function readNoteChange(to: unknown): PutIn | TakenOut | null {
  return putInSchema.safeParse(to).data ?? takenOutSchema.safeParse(to).data ?? null;
}

export function readTheirs(to: unknown): Theirs | null {
  return theirsSchema.safeParse(to).data ?? null;
}
