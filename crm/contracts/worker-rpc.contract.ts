/**
 * Everything that a window may ask of the worker and hear from it, over one MessagePort.
 * Each message is checked on arrival; a message that does not fit is answered with a problem, never acted on.
 */
import * as z from 'zod';
import { bulkCalls, bulkEvents } from './rpc/bulk.rpc.ts';
import { calendarCalls, calendarEvents } from './rpc/calendar.rpc.ts';
import { commandCalls, commandEvents } from './rpc/command.rpc.ts';
import { definitionCalls, definitionEvents } from './rpc/definition.rpc.ts';
import { importCalls, importEvents } from './rpc/import.rpc.ts';
import { qualityCalls, qualityEvents } from './rpc/quality.rpc.ts';
import { queryCalls, queryEvents } from './rpc/query.rpc.ts';
import { recordCalls, recordEvents } from './rpc/record.rpc.ts';
import type { InputOf, OutputOf } from './rpc/rpc.ts';
import { serviceCalls, serviceEvents } from './rpc/service.rpc.ts';
import { problemSchema } from './rpc/shapes.ts';
import { togetherCalls, togetherEvents } from './rpc/together.rpc.ts';
import { workspaceFileCalls, workspaceFileEvents } from './rpc/workspace-file.rpc.ts';
import { workspaceCalls, workspaceEvents } from './rpc/workspace.rpc.ts';

/** Grows with every change of what follows, which a test holds; window and worker must agree. */
export const WORKER_RPC_VERSION = 8;

/**
 * Web Locks tell of an end that nobody can announce: the worker holds WORKER_LOCK and each window holds its own, both
 * exclusively and for life; whoever waits for the other's lock in shared mode gets it when the other is gone.
 */
export const WORKER_LOCK = 'rapport-worker';

export function windowLock(windowId: string): string {
  return `rapport-window-${windowId}`;
}

export const workerCalls = {
  ...workspaceCalls,
  ...queryCalls,
  ...recordCalls,
  ...commandCalls,
  ...definitionCalls,
  ...bulkCalls,
  ...importCalls,
  ...workspaceFileCalls,
  ...qualityCalls,
  ...calendarCalls,
  ...serviceCalls,
  ...togetherCalls,
} as const;

export const workerEvents = {
  ...workspaceEvents,
  ...queryEvents,
  ...recordEvents,
  ...commandEvents,
  ...definitionEvents,
  ...bulkEvents,
  ...importEvents,
  ...workspaceFileEvents,
  ...qualityEvents,
  ...calendarEvents,
  ...serviceEvents,
  ...togetherEvents,
} as const;

export type CallName = keyof typeof workerCalls;
export type CallInput<Name extends CallName> = InputOf<typeof workerCalls, Name>;
export type CallOutput<Name extends CallName> = OutputOf<typeof workerCalls, Name>;
export type EventName = keyof typeof workerEvents;
export type EventData<Name extends EventName> = z.output<(typeof workerEvents)[Name]>;

/** Window → worker. `mainLine` and `bench` carry a transferred port or nothing besides. */
export const windowMessageSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('hello'), version: z.int(), windowId: z.string().max(80) }),
  z.strictObject({
    t: z.literal('call'),
    id: z.int(),
    name: z.string().max(60),
    input: z.unknown(),
  }),
  /** The transferred port is the worker's line to the main process. */
  z.strictObject({ t: z.literal('mainLine') }),
  z.strictObject({ t: z.literal('bye') }),
]);
export type WindowMessage = z.infer<typeof windowMessageSchema>;

/** Worker → window. */
export const workerMessageSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ready'), version: z.int(), needsMainLine: z.boolean() }),
  z.strictObject({ t: z.literal('reply'), id: z.int(), output: z.unknown() }),
  /** The call was malformed or the worker has a defect; expected failures are inside `output`. */
  z.strictObject({ t: z.literal('failed'), id: z.int(), problem: problemSchema }),
  z.strictObject({ t: z.literal('event'), name: z.string(), data: z.unknown() }),
]);
export type WorkerMessage = z.infer<typeof workerMessageSchema>;
