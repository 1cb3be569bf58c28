import * as z from 'zod';
import { queryResultSchema, querySchema, rowsInPlaceSchema } from '../../kernel/query.ts';
import { entitySchema, nothing, recordSchema, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

const subscription = z.int();

export const queryCalls = {
  /** Answers at once and again (`query.changed`) whenever the answer changes, until closed or the window goes. */
  'query.open': {
    input: z.strictObject({ query: querySchema }),
    output: resultOf(z.strictObject({ subscription, result: queryResultSchema })),
  },
  /** The same question with another filter, order or window; its answer also becomes the one that stays live. */
  'query.update': {
    input: z.strictObject({ subscription, query: querySchema }),
    output: resultOf(queryResultSchema),
  },
  'query.close': { input: z.strictObject({ subscription }), output: nothing },
  /** All matching ids in order, or a stretch of them: for selecting, and for acts on rows that are not on screen. */
  'query.ids': {
    input: z.strictObject({
      query: querySchema,
      stretch: z.strictObject({ from: z.int().min(0), count: z.int().min(0) }).optional(),
    }),
    output: resultOf(z.array(z.string())),
  },
  search: {
    input: z.strictObject({
      text: z.string().max(200),
      entities: z.array(entitySchema).optional(),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({
      hits: z.array(
        recordSchema.extend({
          title: z.string(),
          subtitle: z.string(),
          /** Field that matched and its text, so that the match can be shown. */
          field: z.string(),
          text: z.string(),
          score: z.number(),
        }),
      ),
      /** False while the index is still being built after start-up: there may be more. */
      complete: z.boolean(),
    }),
  },
} as const satisfies Calls;

export const queryEvents = {
  'query.changed': z.strictObject({ subscription, result: queryResultSchema }),
  /** An edit, as soon as it is durable: a row and not the hundreds around it. */
  'query.rows': z.strictObject({ subscription, inPlace: rowsInPlaceSchema }),
} as const satisfies Events;
