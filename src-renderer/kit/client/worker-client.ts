/**
 * The window's side of the line to the worker: calls with typed answers, events, and a state that says whether there
 * is anybody to answer. A worker that ended is started again; what this window had open is opened again.
 */
import {
  WORKER_RPC_VERSION,
  workerCalls,
  workerMessageSchema,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventData,
  type EventName,
  type WorkerMessage,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { WorkerClient } from '../session/worker-client.ts';
import {
  otherVersion,
  outcomeUnknown,
  windowClosing,
  workerBroken,
  workerSilent,
} from './client-problems.ts';
import { createOpenThings } from './open-things.ts';
import { repeatable } from './repeatable-calls.ts';
import type { HostLine, WorkerHost } from './worker-host.ts';

/** From the first word to a worker until its answer; a cold start on a slow disk takes seconds. */
const READY_TIMEOUT_MS = 20_000;

export type ClientState =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready' }
  /** Not answered yet: it may still come. */
  | { readonly state: 'silent'; readonly problem: Problem }
  /** No answer will come; calls are refused. */
  | { readonly state: 'failed'; readonly problem: Problem };

export interface ConnectedClient extends WorkerClient {
  readonly state: () => ClientState;
  readonly onState: (listener: () => void) => () => void;
  /** Says good-bye. Calls that are not answered yet stay unanswered. */
  readonly close: () => void;
}

export interface WorkerClientDeps {
  readonly host: WorkerHost;
  readonly windowId: string;
  /** Fetches the worker's line to the main process and passes its port on. */
  readonly fetchMainLine: (pass: (port: MessagePort) => void) => void;
}

interface Pending {
  readonly name: CallName;
  readonly input: unknown;
  readonly answer: (output: unknown) => void;
  readonly refuse: (problem: Problem) => void;
  sent: boolean;
  /** A worker that has ended had been sent it. */
  isRepeat: boolean;
}

/** A call that has no place for a problem in its answer failed: a defect, or a worker that is gone. */
export class CallFailed extends Error {
  readonly problem: Problem;
  constructor(name: CallName, problem: Problem) {
    super(`${name}: ${problem.code}`);
    this.problem = problem;
  }
}

export function createWorkerClient({
  host,
  windowId,
  fetchMainLine,
}: WorkerClientDeps): ConnectedClient {
  const open = createOpenThings();
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<(data: never) => void>>();
  const stateListeners = new Set<() => void>();
  let state: ClientState = { state: 'connecting' };
  let line: HostLine | null = null;
  let lastId = 0;
  let wasReady = false;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const setState = (next: ClientState): void => {
    state = next;
    for (const listener of stateListeners) listener();
  };

  /** Said before there was a screen to show it, as a start that had to set something aside does; kept for the first. */
  const unheard: EventData<'notice'>[] = [];

  const emit = (name: EventName, data: unknown): void => {
    const here = listeners.get(name);
    if (name === 'notice' && (here?.size ?? 0) === 0) unheard.push(data as EventData<'notice'>);
    for (const listener of here ?? []) listener(data as never);
  };

  const send = (id: number, call: Pending): void => {
    const outgoing = open.outgoing(call.name, call.input, call.isRepeat);
    if (outgoing === 'later') return;
    call.sent = true;
    if (outgoing === null) {
      pending.delete(id);
      call.answer({});
      return;
    }
    line?.post({ t: 'call', id, name: call.name, input: outgoing.input });
  };

  const sendWaiting = (): void => {
    for (const [id, entry] of pending) if (!entry.sent) send(id, entry);
  };

  const ask = (call: Pending): void => {
    if (state.state === 'failed') {
      call.refuse(state.problem);
      return;
    }
    lastId += 1;
    pending.set(lastId, call);
    if (state.state === 'ready') send(lastId, call);
  };

  const call: WorkerClient['call'] = <Name extends CallName>(name: Name, input: CallInput<Name>) =>
    new Promise<CallOutput<Name>>((resolve, reject) => {
      ask({
        name,
        input,
        sent: false,
        isRepeat: false,
        answer: (output) => resolve(open.incoming(name, input, output) as CallOutput<Name>),
        refuse: (problem) => {
          if (answersWithProblem(name)) resolve({ ok: false, problem } as CallOutput<Name>);
          else reject(new CallFailed(name, problem));
        },
      });
    });

  const fail = (problem: Problem): void => {
    clearTimeout(patience);
    setState({ state: 'failed', problem });
    for (const { refuse } of pending.values()) refuse(problem);
    pending.clear();
  };

  /** Asked of a worker that was started again: what this window shows. Answers come as the events they would be. */
  const reopen = (): void => {
    const again = <Name extends CallName>(
      name: Name,
      input: CallInput<Name>,
      answered: (output: CallOutput<Name>) => void,
    ): void => {
      lastId += 1;
      const entry: Pending = {
        name,
        input,
        sent: true,
        isRepeat: false,
        answer: (output) => answered(output as CallOutput<Name>),
        refuse: () => {},
      };
      pending.set(lastId, entry);
      line?.post({ t: 'call', id: lastId, name, input });
    };
    again('workspace.state', {}, (data) => emit('workspace.changed', data));
    again('sync.state', {}, (data) => emit('sync.changed', data));
    for (const { subscription, query } of open.queries()) {
      again('query.open', { query }, (answer) => {
        if (!answer.ok) return;
        const { subscription: there, result } = answer.value;
        if (open.reopened(subscription, there)) {
          emit('query.changed', { subscription, result });
          sendWaiting();
        } else again('query.close', { subscription: there }, () => {});
      });
    }
    for (const { ref, field } of open.records()) {
      again('record.open', ref, (view) => emit('record.changed', { ...ref, view }));
      if (field !== null) again('record.focus', { ...ref, field }, () => {});
    }
    for (const ref of open.notes()) {
      again('note.open', ref, ({ state: update, awareness }) => {
        emit('note.changed', { ...ref, update });
        emit('note.carets', { ...ref, awareness });
      });
    }
  };

  const ready = (version: number, needsMainLine: boolean): void => {
    if (version !== WORKER_RPC_VERSION) {
      fail(otherVersion);
      return;
    }
    clearTimeout(patience);
    const current = line;
    if (needsMainLine) {
      fetchMainLine((port) => current?.post({ t: 'mainLine' }, [port]));
    }
    if (state.state === 'ready') return;
    setState({ state: 'ready' });
    if (wasReady) reopen();
    wasReady = true;
    sendWaiting();
  };

  const handle = (message: WorkerMessage): void => {
    switch (message.t) {
      case 'ready':
        ready(message.version, message.needsMainLine);
        break;
      case 'reply': {
        const entry = pending.get(message.id);
        pending.delete(message.id);
        entry?.answer(message.output);
        break;
      }
      case 'failed': {
        const entry = pending.get(message.id);
        pending.delete(message.id);
        entry?.refuse(message.problem);
        break;
      }
      case 'event': {
        const data = open.event(message.name, message.data);
        if (data !== null) emit(message.name as EventName, data);
        break;
      }
      default:
        message satisfies never;
    }
  };

  const lost = (): void => {
    open.forgetThere();
    for (const [id, entry] of pending) {
      if (entry.sent && repeatable[entry.name]) {
        entry.sent = false;
        entry.isRepeat = true;
      } else if (entry.sent) {
        pending.delete(id);
        entry.refuse(outcomeUnknown);
      }
    }
    connect();
  };

  const connect = (): void => {
    setState({ state: 'connecting' });
    patience = setTimeout(
      () => setState({ state: 'silent', problem: workerSilent }),
      READY_TIMEOUT_MS,
    );
    line = host.open({
      received: (data) => {
        const message = workerMessageSchema.safeParse(data);
        if (message.success) handle(message.data);
        // A worker that says what this version has no word for is another version.
        else fail(otherVersion);
      },
      gone: () => {
        if (state.state !== 'failed') lost();
      },
      broken: () => fail(workerBroken),
    });
    line.post({ t: 'hello', version: WORKER_RPC_VERSION, windowId });
  };

  connect();
  return {
    call,
    on: <Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void) => {
      const own = (data: EventData<Name>): void => listener(data);
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(own));
      if (name === 'notice') for (const data of unheard.splice(0)) own(data as EventData<Name>);
      return () => {
        all.delete(own);
      };
    },
    state: () => state,
    onState: (listener) => {
      const own = (): void => listener();
      stateListeners.add(own);
      return () => {
        stateListeners.delete(own);
      };
    },
    close: () => {
      clearTimeout(patience);
      line?.post({ t: 'bye' });
      line?.close();
      line = null;
      state = { state: 'failed', problem: windowClosing };
    },
  };
}

const withProblem = new Map<CallName, boolean>();

/** Whether the answer of a call is a result, so that a failure of the line can be one as well. */
function answersWithProblem(name: CallName): boolean {
  let known = withProblem.get(name);
  if (known === undefined) {
    known = workerCalls[name].output.safeParse({ ok: false, problem: windowClosing }).success;
    withProblem.set(name, known);
  }
  return known;
}
