/**
 * The worker's line to the main process. The port comes from a window, maybe late, and may be replaced by a newer
 * one; what was asked and not answered is asked again on it, which every operation of the line allows.
 */
import {
  MAIN_LINE_VERSION,
  mainLineOperations,
  mainLineReplySchema,
  type MainLineInput,
  type MainLineOperation,
  type MainLineOutput,
  type MainLineRequest,
} from '../../../crm/contracts/main-line.contract.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Timers } from '../engine/ports.ts';

/** Requests that wait for an answer. A line that is never handed over must not collect edits without end. */
const WAITING_MAX = 2000;
/** After this a request is given up: the disk of the main process is not coming back by waiting. */
const ANSWER_TIMEOUT_MS = 30_000;

/** A MessagePort, as far as the line needs it. */
export interface LinePort {
  readonly postMessage: (message: MainLineRequest) => void;
  readonly addEventListener: (
    type: 'message',
    listener: (event: { readonly data: unknown }) => void,
  ) => void;
  readonly start: () => void;
  readonly close: () => void;
}

export interface MainLine {
  /** False until a port is there. */
  readonly connected: () => boolean;
  readonly connect: (port: LinePort) => void;
  readonly ask: <Operation extends MainLineOperation>(
    op: Operation,
    input: MainLineInput<Operation>,
  ) => Promise<Result<MainLineOutput<Operation>>>;
}

interface Waiting {
  readonly request: MainLineRequest;
  readonly settle: (answer: Result<unknown>) => void;
  cancelTimeout: () => void;
}

export function createMainLine({ timers }: { readonly timers: Timers }): MainLine {
  const waiting = new Map<number, Waiting>();
  let current: LinePort | null = null;
  let lastId = 0;

  const settle = (id: number, answer: Result<unknown>): void => {
    const entry = waiting.get(id);
    entry?.cancelTimeout();
    waiting.delete(id);
    entry?.settle(answer);
  };

  /** Patience begins when there is somebody to answer: the line itself may come late. */
  const post = (entry: Waiting): void => {
    if (current === null) return;
    const { id } = entry.request;
    entry.cancelTimeout();
    entry.cancelTimeout = timers.after(ANSWER_TIMEOUT_MS, () => settle(id, fail(SILENT)));
    current.postMessage(entry.request);
  };

  const receive = (data: unknown): void => {
    const reply = mainLineReplySchema.safeParse(data);
    if (!reply.success) return;
    const { id } = reply.data;
    settle(id, reply.data.ok ? ok(reply.data.value) : fail(reply.data.problem));
  };

  return {
    connected: () => current !== null,
    connect: (port) => {
      current?.close();
      current = port;
      port.addEventListener('message', ({ data }) => {
        if (port === current) receive(data);
      });
      port.start();
      for (const entry of waiting.values()) post(entry);
    },
    ask: <Operation extends MainLineOperation>(op: Operation, input: MainLineInput<Operation>) =>
      new Promise<Result<MainLineOutput<Operation>>>((resolve) => {
        if (waiting.size >= WAITING_MAX) {
          resolve(fail(TOO_BUSY));
          return;
        }
        lastId += 1;
        const entry: Waiting = {
          request: { v: MAIN_LINE_VERSION, id: lastId, op, input },
          settle: (answer) => {
            if (!answer.ok) {
              resolve(answer);
              return;
            }
            const value = mainLineOperations[op].output.safeParse(answer.value);
            resolve(
              value.success ? ok(value.data as MainLineOutput<Operation>) : fail(MISUNDERSTOOD),
            );
          },
          cancelTimeout: () => {},
        };
        waiting.set(lastId, entry);
        post(entry);
      }),
  };
}

const TOO_BUSY: Problem = {
  code: 'main-line-busy',
  message: 'Too much waits for the disk, so this was not saved.',
  remedy: 'Wait a moment and try again. Everything saved before is safe.',
};

const SILENT: Problem = {
  code: 'main-line-silent',
  message: 'The main process of the app does not answer.',
  remedy: 'Close the app and open it again. Everything saved before is safe.',
};

const MISUNDERSTOOD: Problem = {
  code: 'main-line-version',
  message: 'The two halves of the app are of different versions.',
  remedy: 'Close every window of the app and open it again.',
};
