import * as z from 'zod';
import { rowSchema } from '../../kernel/query.ts';
import type { Calls, Events } from './rpc.ts';
import { nothing } from './shapes.ts';

/** Rows of the team's own fields, objects, pipelines and layouts: a window puts them in force before it shows anything. */
const definitions = z.strictObject({
  fields: z.array(rowSchema),
  objects: z.array(rowSchema),
  pipelines: z.array(rowSchema),
  layouts: z.array(rowSchema),
});
export type DefinitionRows = z.infer<typeof definitions>;

export const definitionCalls = {
  /** Empty without a workspace. */
  'definitions.get': { input: nothing, output: definitions },
} as const satisfies Calls;

export const definitionEvents = {
  /** Comes before any answer that follows from them. */
  'definitions.changed': definitions,
} as const satisfies Events;
