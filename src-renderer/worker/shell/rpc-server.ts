/**
 * The worker's side of the line to the windows. Each message is checked against the contract before anything is done;
 * what belongs to a window (live questions, open records) ends with it, however it ends.
 */
import {
  WORKER_RPC_VERSION,
  windowMessageSchema,
  workerCalls,
  type CallName,
  type CallOutput,
  type EventData,
  type EventName,
  type WindowMessage,
  type WorkerMessage,
} from '../../../crm/contracts/worker-rpc.contract.ts';
import type * as z from 'zod';
import type { Problem } from '../../../crm/kernel/result.ts';
import { defect, malformed } from './shell-problems.ts';

export interface WindowSession {
  readonly windowId: string;
  readonly emit: <Name extends EventName>(name: Name, data: EventData<Name>) => void;
  /** Runs when the window is gone. */
  readonly onEnd: (cleanUp: () => void) => void;
}

export type CallHandler<Name extends CallName> = (
  input: z.output<(typeof workerCalls)[Name]['input']>,
  session: WindowSession,
) => CallOutput<Name> | Promise<CallOutput<Name>>;

/** Total: a call of the contract without a handler does not compile. */
export type CallHandlers = { readonly [Name in CallName]: CallHandler<Name> };

/** Thrown by a handler whose answer has no place for a problem. */
export class CallRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** A MessagePort, as far as the server needs it. */
export interface WindowPort {
  readonly postMessage: (message: WorkerMessage) => void;
  readonly addEventListener: (
    type: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly MessagePort[] }) => void,
  ) => void;
  readonly start: () => void;
  readonly close: () => void;
}

export interface RpcServerDeps {
  readonly handlers: CallHandlers;
  readonly needsMainLine: () => boolean;
  readonly takeMainLine: (port: MessagePort) => void;
  /** Resolves when the window has ended without saying so. */
  readonly windowEnded: (windowId: string) => Promise<void>;
  readonly onDefect: (error: unknown) => void;
  /** Told of every call. */
  readonly heard?: () => void;
}

export interface RpcServer {
  readonly connect: (port: WindowPort) => void;
  /** To the window that has been there longest; to nobody when there is none. */
  readonly tellOne: <Name extends EventName>(name: Name, data: EventData<Name>) => void;
  readonly broadcast: <Name extends EventName>(name: Name, data: EventData<Name>) => void;
}

interface Connection {
  readonly session: WindowSession;
  readonly post: (message: WorkerMessage) => void;
  readonly end: () => void;
}

export function createRpcServer(deps: RpcServerDeps): RpcServer {
  const connections = new Map<string, Connection>();
  /** The window that was asked to fetch the main line: two lines at a time would each end the other. */
  let lineAskedOf: string | null = null;

  const greet = (windowId: string, connection: Connection): void => {
    const needsMainLine = deps.needsMainLine() && lineAskedOf === null;
    if (needsMainLine) lineAskedOf = windowId;
    connection.post({ t: 'ready', version: WORKER_RPC_VERSION, needsMainLine });
  };

  const ended = (windowId: string): void => {
    connections.delete(windowId);
    if (lineAskedOf !== windowId) return;
    lineAskedOf = null;
    const [next] = connections;
    if (next !== undefined && deps.needsMainLine()) greet(...next);
  };

  const hello = (port: WindowPort, windowId: string): Connection => {
    const cleanUps: (() => void)[] = [];
    let over = false;
    const post = (message: WorkerMessage): void => {
      if (!over) port.postMessage(message);
    };
    const connection: Connection = {
      post,
      session: {
        windowId,
        emit: (name, data) => post({ t: 'event', name, data }),
        onEnd: (cleanUp) => {
          if (over) cleanUp();
          else cleanUps.push(cleanUp);
        },
      },
      end: () => {
        if (over) return;
        over = true;
        for (const cleanUp of cleanUps) cleanUp();
        port.close();
        ended(windowId);
      },
    };
    // A window that says hello again has lost its line: what it had open goes, it opens it anew.
    connections.get(windowId)?.end();
    connections.set(windowId, connection);
    void deps.windowEnded(windowId).then(connection.end);
    greet(windowId, connection);
    return connection;
  };

  const answer = async (
    connection: Connection,
    { id, name, input }: Extract<WindowMessage, { t: 'call' }>,
  ): Promise<void> => {
    if (!isCall(name)) {
      connection.post({ t: 'failed', id, problem: malformed(name) });
      return;
    }
    const checked = workerCalls[name].input.safeParse(input);
    if (!checked.success) {
      connection.post({ t: 'failed', id, problem: malformed(name) });
      return;
    }
    try {
      const handler = deps.handlers[name] as (input: unknown, session: WindowSession) => unknown;
      connection.post({ t: 'reply', id, output: await handler(checked.data, connection.session) });
    } catch (error) {
      if (!(error instanceof CallRefused)) deps.onDefect(error);
      const problem = error instanceof CallRefused ? error.problem : defect(name);
      connection.post({ t: 'failed', id, problem });
    }
  };

  return {
    connect: (port) => {
      let connection: Connection | null = null;
      port.addEventListener('message', ({ data, ports }) => {
        const message = windowMessageSchema.safeParse(data);
        // Without an id there is nothing to answer to; acting on it is out of the question.
        if (!message.success) {
          const { id } = (data ?? {}) as { readonly id?: unknown };
          if (typeof id === 'number')
            port.postMessage({ t: 'failed', id, problem: malformed('message') });
          return;
        }
        switch (message.data.t) {
          case 'hello':
            if (message.data.version === WORKER_RPC_VERSION)
              connection = hello(port, message.data.windowId);
            // The window reads the version, sees that it is another, and says so to the person.
            else
              port.postMessage({ t: 'ready', version: WORKER_RPC_VERSION, needsMainLine: false });
            break;
          case 'call':
            deps.heard?.();
            if (connection !== null) void answer(connection, message.data);
            break;
          case 'mainLine': {
            const [line] = ports;
            if (connection === null || line === undefined) break;
            lineAskedOf = null;
            deps.takeMainLine(line);
            break;
          }
          case 'bye':
            connection?.end();
            connection = null;
            break;
          default:
            message.data satisfies never;
        }
      });
      port.start();
    },
    tellOne: (name, data) => {
      const [first] = connections.values();
      first?.session.emit(name, data);
    },
    broadcast: (name, data) => {
      for (const { session } of connections.values()) session.emit(name, data);
    },
  };
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(workerCalls, name);
}
