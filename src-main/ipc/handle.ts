import type * as z from 'zod';
import {
  type IpcChannel,
  type IpcProblem,
  type IpcRequest,
  type IpcResponse,
  type IpcResult,
  ipcChannels,
} from '../../crm/contracts/ipc.contract.ts';

/** One function per channel: a new one in the contract does not compile until it is here. */
export type IpcHandlers<Sender> = {
  readonly [Channel in IpcChannel]: (
    request: IpcRequest<Channel>,
    sender: Sender,
  ) => Promise<IpcResult<IpcResponse<Channel>>> | IpcResult<IpcResponse<Channel>>;
};

type Refusal = {
  readonly code: 'ipc.sender' | 'ipc.unknown-channel' | 'ipc.request';
  readonly channel: IpcChannel | null;
};

/** How the boundary tells what it refused, without a word that came from a page. */
export type IpcWatch = {
  readonly onRefusal: (refusal: Refusal) => void;
  readonly onDefect: (channel: IpcChannel, error: unknown) => void;
};

/**
 * One message through the boundary: the sender first (null: not trusted), then the channel, the
 * request, the handler, and the answer. Always a tagged result, never a rejection: Electron would
 * send an exception's message, with whatever it names, into the page.
 */
export async function answerIpc<Sender>(
  handlers: IpcHandlers<Sender>,
  watch: IpcWatch,
  sender: Sender | null,
  channel: unknown,
  request: unknown,
): Promise<IpcResult<unknown>> {
  if (sender === null) {
    watch.onRefusal({ code: 'ipc.sender', channel: null });
    return refused(
      'ipc.sender',
      'This page may not talk to the app.',
      'Use the app’s own windows.',
    );
  }
  if (!isChannel(channel)) {
    watch.onRefusal({ code: 'ipc.unknown-channel', channel: null });
    return refused('ipc.unknown-channel', 'The app does not know this request.', REOPEN);
  }
  const schemas: { request: z.ZodType; response: z.ZodType } = ipcChannels[channel];
  const checked = schemas.request.safeParse(request);
  if (!checked.success) {
    watch.onRefusal({ code: 'ipc.request', channel });
    return refused('ipc.request', `The request "${channel}" is not understood.`, REOPEN);
  }
  try {
    const handler = handlers[channel] as (
      request: unknown,
      sender: Sender,
    ) => Promise<IpcResult<unknown>> | IpcResult<unknown>;
    const result = await handler(checked.data, sender);
    return result.ok ? { ok: true, value: schemas.response.parse(result.value) } : result;
  } catch (error) {
    watch.onDefect(channel, error);
    return refused('ipc.defect', `The app failed to answer "${channel}".`, REOPEN);
  }
}

const REOPEN = 'Close every window of the app and open it again; what was confirmed is kept.';

function isChannel(channel: unknown): channel is IpcChannel {
  return typeof channel === 'string' && Object.hasOwn(ipcChannels, channel);
}

function refused(
  code: IpcProblem['code'],
  message: string,
  remedy: string,
): { ok: false; problem: IpcProblem } {
  return { ok: false, problem: { code, message, remedy } };
}
