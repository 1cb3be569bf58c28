/** What others did to the records that the person at this desktop follows. */
import * as z from 'zod';
import { nothing } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

const newsSchema = z.strictObject({
  tx: z.string(),
  /** ISO instant, by the clock of who did it. */
  at: z.string(),
  actor: z.string(),
  actorName: z.string(),
  what: z.enum(['created', 'changed', 'archived', 'restored', 'note', 'comment', 'activity']),
  /** Labels of fields, or what the comment or activity says. */
  words: z.array(z.string()),
});

const aboutSchema = z.strictObject({
  entity: z.string(),
  id: z.string(),
  title: z.string(),
  /** The newest act about it: seen up to there, nothing of it is left. */
  upTo: z.string(),
});

export const newsListSchema = z.strictObject({
  /** The record with the newest first. */
  records: z.array(
    aboutSchema.extend({ muted: z.boolean(), count: z.int(), news: z.array(newsSchema) }),
  ),
  /** One act over many records, such as an import, is one line. */
  acts: z.array(
    z.strictObject({
      act: z.string(),
      at: z.string(),
      actorName: z.string(),
      label: z.string(),
      records: z.array(aboutSchema),
    }),
  ),
});
export type NewsList = z.infer<typeof newsListSchema>;

export const togetherCalls = {
  'news.list': { input: z.strictObject({}), output: newsListSchema },
} as const satisfies Calls;

export const togetherEvents = {
  /** There is other news, or some was seen: ask again. */
  'news.changed': nothing,
} as const satisfies Events;
