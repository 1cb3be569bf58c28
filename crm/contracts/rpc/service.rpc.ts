/** Which tickets are due when: computed by the worker from their history, so that it is asked and never stored. */
import * as z from 'zod';
import { rowSchema } from '../../kernel/query.ts';
import { idSchema, nothing } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

/** A screenful and what lies around it; a desk with more open tickets than this is paged. */
const DESK_ROWS_MAX = 500;
/** Rows that a list shows at once. */
const LEVELS_MAX = 1_000;

/** The clock that runs out next, of an open ticket. */
export const dueSchema = z.strictObject({
  clock: z.enum(['response', 'resolution']),
  state: z.enum(['open', 'near', 'breached']),
  paused: z.boolean(),
  /** ISO instant; null while it is paused with time left. */
  at: z.string().nullable(),
});
export type Due = z.infer<typeof dueSchema>;

/** A view of the open tickets; `queue` is the id of one. */
export const deskViewSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.enum(['mine', 'unassigned', 'overdue', 'near', 'escalated', 'all']) }),
  z.strictObject({ view: z.literal('queue'), queue: z.string().max(100) }),
]);
export type DeskView = z.infer<typeof deskViewSchema>;

export const deskSchema = z.strictObject({
  /** The first due first; what nobody promised anything about comes last, the oldest first. */
  rows: z.array(z.strictObject({ row: rowSchema, due: dueSchema.nullable() })),
  /** Of all tickets in this view. */
  ids: z.array(z.string()),
  titles: z.record(z.string(), z.string()),
  counts: z.strictObject({
    mine: z.int(),
    unassigned: z.int(),
    overdue: z.int(),
    near: z.int(),
    escalated: z.int(),
    all: z.int(),
  }),
  queues: z.array(
    z.strictObject({ id: z.string(), name: z.string(), count: z.int(), overdue: z.int() }),
  ),
  /** True while histories are still being read: what is shown may yet turn out to be due later. */
  reading: z.boolean(),
});
export type Desk = z.infer<typeof deskSchema>;

/** As many as anybody reads before they search. */
const SUGGESTIONS_MAX = 20;
const ASKED_MAX_CHARS = 200;

export const suggestedArticleSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.string(),
  isPublic: z.boolean(),
  /** Why it is offered: words that ticket and article have in common, the most telling first. */
  words: z.array(z.string()),
  sameProduct: z.boolean(),
  /** Tickets that it answered already. */
  answered: z.int(),
});
export type SuggestedArticle = z.infer<typeof suggestedArticleSchema>;

export const serviceCalls = {
  /** Published articles that may answer a ticket; with words, those that have all of them. Without those it has. */
  'service.articles': {
    input: z.strictObject({
      ticket: idSchema,
      text: z.string().max(ASKED_MAX_CHARS),
      limit: z.int().min(1).max(SUGGESTIONS_MAX),
    }),
    output: z.strictObject({ articles: z.array(suggestedArticleSchema) }),
  },
  /** What is put into a reply: its text in lines, else its summary. */
  'service.articleText': {
    input: z.strictObject({ id: idSchema }),
    output: z.strictObject({ text: z.string() }),
  },
  'service.desk': {
    input: z.strictObject({
      view: deskViewSchema,
      offset: z.int().min(0),
      limit: z.int().min(0).max(DESK_ROWS_MAX),
    }),
    output: deskSchema,
  },
  /** By record id; tickets that are over, or that nobody promised anything about, are not in it. */
  'service.due': {
    input: z.strictObject({ ids: z.array(idSchema).max(LEVELS_MAX) }),
    output: z.strictObject({ due: z.record(z.string(), dueSchema) }),
  },
} as const satisfies Calls;

export const serviceEvents = {
  /** What is due when, or how near it is, is no longer what it was: ask again. */
  'service.changed': nothing,
  /** This person has to hear of broken promises; said to one window. */
  'service.escalated': z.strictObject({
    tickets: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  }),
} as const satisfies Events;
