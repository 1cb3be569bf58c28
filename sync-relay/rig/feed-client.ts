/** The simplest desktop there can be, on a real socket: for tests and measurements of the relay. */
import { WebSocket } from 'ws';
import {
  decodeRelayMessage,
  encodeClientMessage,
  FEED_PROTOCOL,
  type ClientMessage,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';

type Hello = Extract<ClientMessage, { type: 'hello' }>;
type MessageOf<Type extends RelayMessage['type']> = Extract<RelayMessage, { type: Type }>;

const WAIT_MS = 15_000;

export interface FeedClient {
  readonly heard: RelayMessage[];
  readonly socket: WebSocket;
  readonly say: (message: ClientMessage) => void;
  /** The first message, heard already or to come, of which `accept` is true. */
  readonly when: (
    what: string,
    accept: (message: RelayMessage) => boolean,
  ) => Promise<RelayMessage>;
  readonly whenOf: <Type extends RelayMessage['type']>(type: Type) => Promise<MessageOf<Type>>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly close: () => Promise<number>;
}

/** @param url `ws://host:port` of the relay */
export async function connectFeed(url: string, origin?: string): Promise<FeedClient> {
  const socket = new WebSocket(`${url}/feed`, origin === undefined ? {} : { origin });
  socket.binaryType = 'arraybuffer';
  const heard: RelayMessage[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data) => {
    const message = decodeRelayMessage(new Uint8Array(data as ArrayBuffer));
    if (message === null) throw new Error('the relay said something unreadable');
    heard.push(message);
    for (const look of waiting) look();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);

  const when: FeedClient['when'] = (what, accept) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`never heard ${what}; heard ${heard.map(({ type }) => type).join(' ')}`));
      }, WAIT_MS);
      function look(): void {
        const found = heard.find(accept);
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      }
      waiting.add(look);
      look();
    });

  return {
    heard,
    socket,
    closed,
    when,
    say: (message) => socket.send(encodeClientMessage(message)),
    whenOf: async <Type extends RelayMessage['type']>(type: Type) =>
      (await when(type, (message) => message.type === type)) as MessageOf<Type>,
    close() {
      socket.close();
      return closed;
    },
  };
}

export async function joinFeed(
  url: string,
  hello: Partial<Hello> & Pick<Hello, 'device' | 'token'>,
): Promise<FeedClient> {
  const client = await connectFeed(url);
  client.say({
    type: 'hello',
    protocol: FEED_PROTOCOL,
    epoch: '',
    cursor: 0,
    create: '',
    ...hello,
  });
  await client.whenOf('welcome');
  return client;
}
