/** Shapes that several calls share. */
import * as z from 'zod';
import type { Problem } from '../../kernel/result.ts';
import { jsonSchema, slotSchema } from '../../kernel/write.ts';

export const entitySchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
export const idSchema = z.uuid();
export const recordSchema = z.strictObject({ entity: entitySchema, id: idSchema });

export const problemSchema: z.ZodType<Problem> = z.looseObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  record: z.string().optional(),
  fields: z.array(z.string()).optional(),
  needs: z.array(z.strictObject({ entity: entitySchema, fields: z.array(z.string()) })).optional(),
}) as unknown as z.ZodType<Problem>;

/** A failure that the person can do something about, as a value. */
export function resultOf<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ]);
}

export const nothing = z.strictObject({});

export const shownChangeSchema = z.strictObject({
  slot: slotSchema,
  from: jsonSchema,
  to: jsonSchema,
});
