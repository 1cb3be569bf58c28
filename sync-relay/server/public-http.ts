/** The public pages over HTTP: bytes in, bytes out, and nothing that is decided here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PUBLIC_LIMITS } from '../public/public-limits.ts';
import type { PublicPages } from '../public/public-pages.ts';
import { isLoopback } from './routes.ts';

export async function answerPublic(
  pages: PublicPages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '' } = request;
  // Whoever goes away takes the address along.
  const address = addressOf(request);
  const body = method === 'POST' ? await bodyOf(request) : '';
  // Gone while it was sending.
  if (body === undefined) return;
  const answer = await pages.answer({
    method: method === 'HEAD' ? 'GET' : method,
    target: url,
    address,
    body,
  });
  response.writeHead(answer.status, {
    ...answer.headers,
    // What was too much is not read to its end.
    ...(body === null ? { connection: 'close' } : {}),
  });
  response.end(answer.body);
}

/** null: more than is taken; undefined: it never came. */
async function bodyOf(request: IncomingMessage): Promise<string | null | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    // To leave the loop must not close the socket: the answer is still to go out on it.
    const read = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    for await (const part of read) {
      bytes += part.byteLength;
      // A browser reads no answer before it has sent all; what is much too much is cut off all the same.
      if (bytes > PUBLIC_LIMITS.bodyReadMaxBytes) return null;
      if (bytes <= PUBLIC_LIMITS.bodyMaxBytes) parts.push(part);
    }
  } catch {
    return undefined;
  }
  return bytes > PUBLIC_LIMITS.bodyMaxBytes ? null : Buffer.concat(parts).toString('utf8');
}

/** Of whoever asks; a proxy on this machine says for whom it does. Only to count by, never kept or logged. */
function addressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  const said = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return isLoopback(peer) && said !== undefined && said !== '' ? said : peer;
}
