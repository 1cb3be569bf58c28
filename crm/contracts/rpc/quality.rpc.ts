/** Duplicates, and what merging them would do. */
import * as z from 'zod';
import { entitySchema, idSchema, recordSchema, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

const IDS_MAX = 20;

const counts = z.record(z.string(), z.int());

const clusterSchema = z.strictObject({
  /** Oldest first. */
  ids: z.array(z.string()),
  titles: z.array(z.string()),
  subtitles: z.array(z.string()),
  /** 0 to 1, of the likeliest pair. */
  score: z.number(),
  reasons: z.array(z.string()),
});

export const qualityCalls = {
  /** Records that one with these values would be like, the likeliest first. */
  'duplicates.alike': {
    input: z.strictObject({
      entity: entitySchema,
      values: z.record(z.string(), z.unknown()),
      except: idSchema.optional(),
    }),
    output: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        subtitle: z.string(),
        score: z.number(),
        reasons: z.array(z.string()),
      }),
    ),
  },
  /** Looks at all records the first time, in slices; `duplicates.progress` tells how far it is. */
  'duplicates.list': {
    input: z.strictObject({ entity: entitySchema, limit: z.int().min(1).max(1000) }),
    output: resultOf(
      z.strictObject({ clusters: z.array(clusterSchema), total: z.int(), looked: z.int() }),
    ),
  },
  /** How many records of each entity would link elsewhere. */
  'merge.preview': {
    input: z.strictObject({
      entity: entitySchema,
      survivor: idSchema,
      losers: z.array(idSchema).min(1).max(IDS_MAX),
    }),
    output: resultOf(z.strictObject({ moving: counts })),
  },
  /** What goes back when a merged record is taken out again, and which fields stay because they were edited since. */
  'unmerge.preview': {
    input: recordSchema,
    output: resultOf(z.strictObject({ moving: counts, stay: z.array(z.string()) })),
  },
  /** Who would get leads with these values, one after the other, as things stand now. */
  'routing.preview': {
    input: z.strictObject({
      values: z.record(z.string(), z.unknown()),
      count: z.int().min(1).max(20),
    }),
    /** null: no rule fits, and it stays without an owner. */
    output: z.array(
      z.strictObject({ owner: z.string(), rule: z.string(), why: z.string() }).nullable(),
    ),
  },
} as const satisfies Calls;

export const qualityEvents = {
  'duplicates.progress': z.strictObject({
    entity: z.string(),
    done: z.int(),
    total: z.int(),
  }),
  /** Records changed of an entity whose duplicates were asked for. */
  'duplicates.changed': z.strictObject({ entity: z.string() }),
} as const satisfies Events;
