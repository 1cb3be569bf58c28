/** Which endpoint an address names. Pure, so that hostile addresses are cheap to test. */
import type { RoomRequest } from '../rooms/room-session.ts';

export type Route =
  | { readonly kind: 'feed' }
  | { readonly kind: 'room'; readonly request: RoomRequest }
  | { readonly kind: 'health' }
  | { readonly kind: 'public' }
  | { readonly kind: 'unknown' };

const ROOMS = '/rooms/';

/** @param target the request target: path and query, as the client wrote it */
export function routeOf(target: string): Route {
  const [path = '', query = ''] = target.split(/\?(.*)/s, 2);
  if (path === '/healthz') return { kind: 'health' };
  if (path.startsWith('/p/')) return { kind: 'public' };
  if (path === '/feed') return { kind: 'feed' };
  if (!path.startsWith(ROOMS)) return { kind: 'unknown' };
  try {
    // Some clients encode the slashes of a document's name, others do not.
    const doc = decodeURIComponent(path.slice(ROOMS.length));
    const token = new URLSearchParams(query).get('token') ?? '';
    return { kind: 'room', request: { doc, token } };
  } catch {
    return { kind: 'unknown' };
  }
}

/** @param address as a socket tells it: IPv4, IPv6, or IPv4 written as IPv6 */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

/**
 * A page on the web can open sockets to this machine from its visitor's browser: it must not count
 * as somebody sitting here. The app's own pages and programs outside a browser have other origins.
 */
export function isWebPage(origin: string | undefined): boolean {
  return origin !== undefined && /^https?:/i.test(origin);
}
