import * as z from 'zod';
import { nothing, problemSchema, resultOf } from './shapes.ts';
import type { Calls, Events } from './rpc.ts';

export const workspaceStateSchema = z.discriminatedUnion('state', [
  /** First run: there is no workspace on this profile. */
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({
    state: z.literal('open'),
    workspaceId: z.string(),
    workspaceName: z.string(),
    userId: z.string(),
    userName: z.string(),
    /** The departments that this person is in. */
    userTeams: z.array(z.string()),
    relayUrl: z.string().nullable(),
    /** ISO 4217 */
    currency: z.string(),
    /** Records by entity, archived ones not counted. */
    counts: z.record(z.string(), z.int()),
    hasSampleData: z.boolean(),
  }),
  /** The local store cannot be used as it is. Nothing was thrown away. */
  z.strictObject({ state: z.literal('damaged'), problem: problemSchema }),
]);
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

export const syncStateSchema = z.strictObject({
  state: z.enum(['off', 'offline', 'connecting', 'catching-up', 'live', 'refused']),
  /** Envelopes that are durable here and not yet acknowledged by the relay. */
  pending: z.int(),
  /** How many of those the relay has refused for good. */
  refused: z.int(),
  /** Why it is refused or offline, when there is something to say or do. */
  problem: problemSchema.nullable(),
  /** Records received and expected while catching up. */
  progress: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
  /** Records of a teammate's large act that have come, and that it has in all. */
  arriving: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
  /** ISO 8601; null before the first time. */
  lastLiveAt: z.string().nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

export const workspaceCalls = {
  'workspace.state': { input: nothing, output: workspaceStateSchema },
  'workspace.create': {
    input: z.strictObject({
      userName: z.string().trim().min(1).max(120),
      workspaceName: z.string().trim().min(1).max(120),
      /** null: work alone for now. */
      relayUrl: z.url({ protocol: /^wss?$/ }).nullable(),
      currency: z.string().regex(/^[A-Z]{3}$/),
      sampleData: z.boolean(),
    }),
    output: resultOf(nothing),
  },
  'workspace.join': {
    input: z.strictObject({
      userName: z.string().trim().min(1).max(120),
      link: z.string().max(4000),
    }),
    output: resultOf(nothing),
  },
  /** A link that lets its holder read and write everything. Null without a relay. */
  'workspace.invite': { input: nothing, output: resultOf(z.strictObject({ link: z.string() })) },
  'workspace.setRelay': {
    input: z.strictObject({ relayUrl: z.url({ protocol: /^wss?$/ }).nullable() }),
    output: resultOf(nothing),
  },
  'sample.add': { input: nothing, output: resultOf(nothing) },
  'sample.remove': { input: nothing, output: resultOf(nothing) },
  'sync.state': { input: nothing, output: syncStateSchema },
  'sync.pending': {
    input: nothing,
    output: z.array(
      z.strictObject({
        n: z.int(),
        label: z.string(),
        at: z.string(),
        records: z.int(),
        problem: problemSchema.nullable(),
      }),
    ),
  },
  /** What the relay refused, and what is kept here for that, is tried once more. */
  'sync.sendAgain': { input: nothing, output: resultOf(nothing) },
  /** Figures for the bench and the about box: bytes and milliseconds, no data. */
  'worker.figures': { input: nothing, output: z.record(z.string(), z.number()) },
} as const satisfies Calls;

export const workspaceEvents = {
  'workspace.changed': workspaceStateSchema,
  'sync.changed': syncStateSchema,
  /** Something that the person must hear of and that answers no call of theirs. */
  notice: problemSchema,
} as const satisfies Events;
