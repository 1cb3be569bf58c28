import type * as z from 'zod';
import {
  MAIN_LINE_VERSION,
  type MainLineInput,
  type MainLineOperation,
  type MainLineOutput,
  type MainLineProblem,
  type MainLineReply,
  mainLineOperations,
  mainLineRequestSchema,
} from '../../crm/contracts/main-line.contract.ts';

export type MainLineAnswer<Operation extends MainLineOperation> =
  | { readonly ok: true; readonly value: MainLineOutput<Operation> }
  | { readonly ok: false; readonly problem: MainLineProblem };

/** One function per operation: a new one in the contract does not compile until it is here. */
export type MainLineHandlers = {
  readonly [Operation in MainLineOperation]: (
    input: MainLineInput<Operation>,
  ) => Promise<MainLineAnswer<Operation>>;
};

/** The end of the line that this process keeps; Electron's MessagePortMain fits. */
export type LinePort = {
  readonly postMessage: (message: MainLineReply) => void;
  readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => unknown;
  readonly start: () => void;
  readonly close: () => void;
};

/**
 * Serves one worker. `connect` with a new port ends the line before: the worker that had it is
 * gone, or has lost it. Answers to requests of an ended line go nowhere; the operations may be
 * repeated, so the worker asks again on the new one.
 */
export function createMainLine(
  handlers: MainLineHandlers,
  onDefect: (error: unknown) => void,
): { connect: (port: LinePort) => void } {
  let current: LinePort | null = null;
  return {
    connect(port) {
      current?.close();
      current = port;
      port.on('message', ({ data }) => {
        void answer(handlers, data, onDefect).then((reply) => {
          if (port === current && reply !== null) port.postMessage(reply);
        });
      });
      port.start();
    },
  };
}

/** The reply to one message; null where it has no id that a reply could carry. */
async function answer(
  handlers: MainLineHandlers,
  message: unknown,
  onDefect: (error: unknown) => void,
): Promise<MainLineReply | null> {
  const request = mainLineRequestSchema.safeParse(message);
  if (!request.success) {
    const id = (message as { id?: unknown } | null)?.id;
    return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0
      ? refusal(id, misunderstood('the request'))
      : null;
  }
  const { id, op, input } = request.data;
  const { input: inputSchema, output: outputSchema } = mainLineOperations[op];
  const checked = inputSchema.safeParse(input);
  if (!checked.success) return refusal(id, misunderstood(op));
  try {
    const handler = handlers[op] as (input: unknown) => Promise<MainLineAnswer<MainLineOperation>>;
    const result = await handler(checked.data);
    if (!result.ok) return refusal(id, result.problem);
    const value = (outputSchema as z.ZodType).parse(result.value);
    return { v: MAIN_LINE_VERSION, id, ok: true, value };
  } catch (error) {
    onDefect(error);
    return refusal(id, {
      code: 'line.defect',
      message: `The app failed to answer "${op}".`,
      remedy: 'Close the app and open it again; what was confirmed is kept.',
    });
  }
}

function refusal(id: number, problem: MainLineProblem): MainLineReply {
  return { v: MAIN_LINE_VERSION, id, ok: false, problem };
}

function misunderstood(what: string): MainLineProblem {
  return {
    code: 'line.request',
    message: `The app's two halves do not agree about "${what}": they are of different versions.`,
    remedy: 'Close every window of the app and open it again.',
  };
}
